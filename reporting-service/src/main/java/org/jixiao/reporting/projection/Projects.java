package org.jixiao.reporting.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.funding.Amounts;

/** The money half of the project lines. */
@ApplicationScoped
public class Projects {

    private static final String APPLY = """
            with line as (
              insert into project_line as line
                (project_code, fiscal_year, name, document_number, funding, department_code, unit_code,
                 total, fiscal_appropriation, special_account, other, executed,
                 issued_known, issued_total, issued_fiscal_appropriation, issued_special_account, issued_other,
                 amounts_changed_at, state,
                 money_epoch, money_version, money_recorded_at)
              select * from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                   ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                                   ?::bool[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                                   ?::timestamptz[], ?::text[],
                                   ?::bigint[], ?::bigint[], ?::timestamptz[]) as change(project_code)
              on conflict (project_code) do update set
                fiscal_year = excluded.fiscal_year, name = excluded.name, document_number = excluded.document_number,
                funding = excluded.funding, department_code = excluded.department_code,
                unit_code = excluded.unit_code, total = excluded.total,
                fiscal_appropriation = excluded.fiscal_appropriation, special_account = excluded.special_account,
                other = excluded.other, executed = excluded.executed, issued_known = excluded.issued_known,
                issued_total = excluded.issued_total,
                issued_fiscal_appropriation = excluded.issued_fiscal_appropriation,
                issued_special_account = excluded.issued_special_account, issued_other = excluded.issued_other,
                amounts_changed_at = excluded.amounts_changed_at,
                state = excluded.state,
                money_epoch = excluded.money_epoch, money_version = excluded.money_version,
                money_recorded_at = excluded.money_recorded_at
              where line.money_epoch is null
                 or (line.money_epoch, line.money_version) < (excluded.money_epoch, excluded.money_version)
            """ + TotalsDelta.RETURNING + """
                        new.money_recorded_at as recorded_at
            )
            """ + TotalsDelta.APPLY;

    /**
     * Applies what is newer than what is there, lines and totals in one statement; the rest has no effect. Lines are locked in
     * the order of {@link Latest}: sorting such wide rows once more would cost the database a temporary file.
     */
    public void apply(Connection connection, TopicPart from, List<ProjectChange> changes) throws SQLException {
        try (PreparedStatement apply = connection.prepareStatement(APPLY)) {
            int next = Columns.bind(connection, apply, Latest.of(changes), 1)
                    .text(ProjectChange::key)
                    .integer(ProjectChange::fiscalYear)
                    .text(ProjectChange::name)
                    .text(ProjectChange::documentNumber)
                    .text(change -> change.funding().name())
                    .text(ProjectChange::departmentCode)
                    .text(ProjectChange::unitCode)
                    .other("numeric", yuan(change -> change.amounts().total()))
                    .other("numeric", yuan(change -> change.amounts().fiscalAppropriation()))
                    .other("numeric", yuan(change -> change.amounts().specialAccount()))
                    .other("numeric", yuan(change -> change.amounts().other()))
                    .other("numeric", yuan(ProjectChange::executed))
                    .bool(change -> change.issuedAmounts() != null)
                    .other("numeric", issued(Amounts::total))
                    .other("numeric", issued(Amounts::fiscalAppropriation))
                    .other("numeric", issued(Amounts::specialAccount))
                    .other("numeric", issued(Amounts::other))
                    .other("timestamptz", ProjectChange::amountsChangedAt)
                    .text(change -> change.state().name())
                    .bigint(change -> change.revision().epoch())
                    .bigint(change -> change.revision().version())
                    .other("timestamptz", ProjectChange::recordedAt)
                    .next();
            from.bind(apply, next);
            apply.executeUpdate();
        }
    }

    private static Function<ProjectChange, Object> issued(Function<Amounts, Money> column) {
        return yuan(change -> change.issuedAmounts() == null ? null : column.apply(change.issuedAmounts()));
    }

    private static Function<ProjectChange, Object> yuan(Function<ProjectChange, Money> amount) {
        return amount.andThen(money -> money == null ? null : money.yuan());
    }
}
