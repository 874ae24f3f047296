package org.jixiao.budget.project;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.money.Money;

/** A project as HTTP shows it. Amounts are 元; the members stand in the order of the contract. */
@Schema(name = "Project")
record ProjectView(
        @Schema(examples = "44010425T000000000001") String projectCode,
        @Schema(examples = "2025") int fiscalYear,
        @Schema(examples = "（穗财政[2024]60号）专职人民调解服务项目经费") String name,
        @Schema(examples = "穗财政[2024]60号", nullable = true) String documentNumber,
        Funding funding,
        @Schema(examples = "440104") String regionCode,
        @Schema(examples = "440104019") String departmentCode,
        @Schema(examples = "440104019001") String unitCode,
        @Schema(enumeration = "CNY") String currency,
        AmountsView amounts,

        @Schema(
                nullable = true,
                description = "at the first issue, whatever was adjusted since; null when it was never issued 首次批复的金额")
        AmountsView issuedAmounts,

        @Schema(
                nullable = true,
                description =
                        "when the amounts were last changed after that; null while they are as first issued 首次批复之后最近一次调整金额的时间")
        Instant amountsChangedAt,

        Money executed,
        ProjectState state,
        @Schema(examples = "1") long version) {

    /** Amounts by fund source; the total is their sum, and null when all are blank. */
    @Schema(name = "Amounts")
    record AmountsView(Money total, Money fiscalAppropriation, Money specialAccount, Money other) {

        static AmountsView of(Amounts amounts) {
            return new AmountsView(
                    amounts.total(), amounts.fiscalAppropriation(), amounts.specialAccount(), amounts.other());
        }
    }

    static ProjectView of(Project project) {
        ProjectContent content = project.content();
        return new ProjectView(
                content.projectCode(),
                content.fiscalYear(),
                content.name(),
                content.documentNumber(),
                content.funding(),
                content.regionCode(),
                content.departmentCode(),
                content.unitCode(),
                "CNY",
                AmountsView.of(content.amounts()),
                project.issue() == null ? null : AmountsView.of(project.issue().amounts()),
                project.amountsChangedAt(),
                content.executed(),
                content.state(),
                project.version());
    }
}
