package org.jixiao.reporting.rollup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.funding.Amounts;

/**
 * Sums over ISSUED projects.
 *
 * @param amounts in 元; a column in which every project is blank is null
 * @param executed in 元; null when no project reported any
 * @param goalCount how many of the projects have an ISSUED goal
 * @param indicatorCount of those goals
 * @param asOf when the latest of what was added was recorded; null when nothing ever was
 */
public record Totals(
        Amounts amounts, Money executed, long projectCount, long goalCount, long indicatorCount, Instant asOf) {

    /** Select list over rows of {@code department_total}, blank where every part is blank. */
    static final String SUMS = """
            case when sum(total_count) > 0 then sum(total) end as total,
            case when sum(fiscal_appropriation_count) > 0 then sum(fiscal_appropriation) end as fiscal_appropriation,
            case when sum(special_account_count) > 0 then sum(special_account) end as special_account,
            case when sum(other_count) > 0 then sum(other) end as other,
            case when sum(executed_count) > 0 then sum(executed) end as executed,
            coalesce(sum(project_count), 0) as project_count, coalesce(sum(goal_count), 0) as goal_count,
            coalesce(sum(indicator_count), 0) as indicator_count, max(as_of) as as_of
            """;

    static Totals read(ResultSet row) throws SQLException {
        return new Totals(
                Amounts.read(row),
                Money.ofNullable(row.getBigDecimal("executed")),
                row.getLong("project_count"),
                row.getLong("goal_count"),
                row.getLong("indicator_count"),
                asOf(row));
    }

    static Instant asOf(ResultSet row) throws SQLException {
        OffsetDateTime asOf = row.getObject("as_of", OffsetDateTime.class);
        return asOf == null ? null : asOf.toInstant();
    }

    /** Of two times, either of which may be null. */
    static Instant latest(Instant one, Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }
}
