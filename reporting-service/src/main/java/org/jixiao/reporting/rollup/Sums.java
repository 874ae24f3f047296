package org.jixiao.reporting.rollup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.funding.Amounts;

/**
 * Everything that is summed over some projects.
 *
 * @param totals as of now
 * @param issued at the first issue, as far as it is known
 * @param issuedCount of how many projects it is known
 * @param executedCount how many projects report executed money
 * @param reported the present totals of those that do
 * @param assessed what their assessments come to
 */
record Sums(Totals totals, Amounts issued, long issuedCount, long executedCount, Money reported, Assessed assessed) {

    private static final Amounts BLANK = new Amounts(null, null, null, null);
    private static final int RATE_DECIMALS = 4;

    static final Sums NOTHING = new Sums(new Totals(BLANK, null, 0, 0, 0, null), BLANK, 0, 0, null, Assessed.NOTHING);

    /** Select list over rows of {@code department_total}, or rows of that shape. */
    static final String SELECT = Totals.SUMS + """
            , case when sum(issued_total_count) > 0 then sum(issued_total) end as issued_total,
            case when sum(issued_fiscal_appropriation_count) > 0
                 then sum(issued_fiscal_appropriation) end as issued_fiscal_appropriation,
            case when sum(issued_special_account_count) > 0
                 then sum(issued_special_account) end as issued_special_account,
            case when sum(issued_other_count) > 0 then sum(issued_other) end as issued_other,
            coalesce(sum(issued_count), 0) as issued_count, coalesce(sum(executed_count), 0) as executed_count,
            case when sum(executed_count) > 0 then sum(reported_total) end as reported_total
            """;

    static Sums read(ResultSet row, Assessed assessed) throws SQLException {
        return new Sums(
                Totals.read(row),
                Amounts.readIssued(row),
                row.getLong("issued_count"),
                row.getLong("executed_count"),
                Money.ofNullable(row.getBigDecimal("reported_total")),
                assessed);
    }

    /** The amounts of one basis, in 元. */
    Amounts amounts(Basis basis) {
        return switch (basis) {
            case DECLARED -> BLANK;
            case ISSUED -> issued;
            case ADJUSTED -> totals.amounts();
            case EXECUTED -> new Amounts(totals.executed(), null, null, null);
        };
    }

    /**
     * Executed by adjusted money of the projects that report executed, {@code 0.4250} for 42.5 %; computed from the sums and
     * never from other rates. Null when none reports or there is nothing to measure by.
     */
    String executionRate() {
        return totals.executed() == null || reported == null || reported.yuan().signum() == 0
                ? null
                : rate(totals.executed().yuan(), reported.yuan());
    }

    /** When the latest of all this was recorded; null when nothing ever was. */
    Instant asOf() {
        return Totals.latest(totals.asOf(), assessed.asOf());
    }

    LampCounts lamps() {
        return assessed.lamps(totals.projectCount());
    }

    GradeCounts grades() {
        return assessed.grades(totals.projectCount());
    }

    private static String rate(BigDecimal executed, BigDecimal adjusted) {
        return executed.divide(adjusted, RATE_DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }
}
