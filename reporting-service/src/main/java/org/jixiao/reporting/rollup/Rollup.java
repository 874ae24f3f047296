package org.jixiao.reporting.rollup;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.funding.Amounts;

/**
 * The total of an area in one year and the rows into which it is split. Amounts are exact, in 元.
 *
 * @param basis always {@code ISSUED}: what was approved together with the budget
 * @param asOf when the latest of what was added was recorded; null when nothing was
 * @param complete every project has its goal, no goal waits for its project, every department's name is known, and the
 *     three fund sources add up to the total
 * @param executed null when no project reported any
 * @param difference the total minus the sum of the rows, in 元
 */
public record Rollup(
        int fiscalYear,
        Scope scope,
        By by,
        @Schema(examples = "CNY") String currency,
        @Schema(examples = "元") String moneyUnit,
        @Schema(examples = "ISSUED") String basis,
        Instant asOf,
        boolean complete,
        Amounts amounts,
        Money executed,
        long projectCount,
        long goalCount,
        long indicatorCount,
        List<Row> rows,
        Money difference) {

    /**
     * What is summed.
     *
     * @param name null as long as no department's event has told it
     */
    @Schema(name = "RollupScope")
    public record Scope(
            Kind kind,
            @Schema(examples = "440104") String code,
            @Schema(nullable = true) String name) {

        /** Of what the code is. */
        @Schema(name = "RollupScopeKind")
        public enum Kind {
            DEPARTMENT,
            REGION
        }
    }

    /**
     * One part of the total.
     *
     * @param key a code of a department, region or unit, or the name of a fund source or funding
     * @param name null as long as it is not known
     * @param projectCount null by fund source, as are the other counts: one project may have several sources
     */
    @Schema(name = "RollupRow")
    public record Row(
            @Schema(examples = "440104019") String key,
            @Schema(nullable = true) String name,
            Amounts amounts,
            Money executed,
            @Schema(nullable = true) Long projectCount,
            @Schema(nullable = true) Long goalCount,
            @Schema(nullable = true) Long indicatorCount) {

        static Row of(String key, String name, Totals totals) {
            return new Row(
                    key,
                    name,
                    totals.amounts(),
                    totals.executed(),
                    totals.projectCount(),
                    totals.goalCount(),
                    totals.indicatorCount());
        }

        static Row ofAmounts(String key, String name, Amounts amounts) {
            return new Row(key, name, amounts, null, null, null, null);
        }
    }
}
