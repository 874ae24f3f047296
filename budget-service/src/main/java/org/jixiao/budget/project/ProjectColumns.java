package org.jixiao.budget.project;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import java.math.BigDecimal;
import java.time.Instant;
import org.jixiao.platform.money.Money;

/** The columns that the present state and every past one have in common. Read only: {@link ProjectLedger} writes. */
@MappedSuperclass
abstract class ProjectColumns {

    @Column(name = "fiscal_year")
    int fiscalYear;

    String name;

    @Column(name = "document_number")
    String documentNumber;

    @Enumerated(EnumType.STRING)
    Funding funding;

    @Column(name = "region_code")
    String regionCode;

    @Column(name = "department_code")
    String departmentCode;

    @Column(name = "unit_code")
    String unitCode;

    @Column(name = "fiscal_appropriation")
    BigDecimal fiscalAppropriation;

    @Column(name = "special_account")
    BigDecimal specialAccount;

    BigDecimal other;

    BigDecimal executed;

    @Enumerated(EnumType.STRING)
    ProjectState state;

    @Column(name = "recorded_at")
    Instant recordedAt;

    @Column(name = "issued_version")
    Long issuedVersion;

    @Column(name = "issued_fiscal_appropriation")
    BigDecimal issuedFiscalAppropriation;

    @Column(name = "issued_special_account")
    BigDecimal issuedSpecialAccount;

    @Column(name = "issued_other")
    BigDecimal issuedOther;

    @Column(name = "amounts_changed_at")
    Instant amountsChangedAt;

    Project project(String projectCode, long version) {
        Amounts amounts = new Amounts(
                Money.ofNullable(fiscalAppropriation), Money.ofNullable(specialAccount), Money.ofNullable(other));
        ProjectContent content = new ProjectContent(
                projectCode,
                fiscalYear,
                name,
                documentNumber,
                funding,
                regionCode,
                departmentCode,
                unitCode,
                amounts,
                Money.ofNullable(executed),
                state);
        return new Project(content, version, issue(), amountsChangedAt);
    }

    private FirstIssue issue() {
        if (issuedVersion == null) {
            return null;
        }
        Amounts issued = new Amounts(
                Money.ofNullable(issuedFiscalAppropriation),
                Money.ofNullable(issuedSpecialAccount),
                Money.ofNullable(issuedOther));
        return new FirstIssue(issuedVersion, issued);
    }
}
