package org.jixiao.reporting.rollup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.funding.Amounts;

/**
 * The total of an area in one year and the rows into which it is split. Amounts are exact, in 元.
 *
 * @param basis which money {@code amounts} are, here and in every row; of the money in force ISSUED as long as no project's was
 *     adjusted after the first issue, ADJUSTED afterwards
 * @param asOf when the latest of what was added was recorded, lamps and grades included; null when nothing was
 * @param staleSince since when an owner has told something of one of the departments that is not in it yet; null when none has
 * @param complete nothing is {@code missing}; of the money in force a department is complete as its table is
 * @param membershipAsOf the day by whose regions and departments the year is summed
 * @param month by which lamps of money judge; null for rows that are no such lamps
 * @param declared what was asked for; null as long as nobody reports it
 * @param issued at the first issue; null when it is known of no project
 * @param adjusted now
 * @param executed null when no project reported any
 * @param executionRate executed by adjusted of the projects that report executed, {@code 0.4250} for 42.5 %; null when none
 *     does or there is nothing to measure by
 * @param lamps projects by the lamp of their last monitoring, which is not that of their money
 * @param grades projects by the grade of their self-evaluation
 * @param scores the points of those
 * @param indicatorLamps indicators of the last monitoring by lamp; null unless rows are their kinds
 * @param difference the total minus the sum of the rows, in 元; null when rows have no money
 * @param differences the same for every figure that rows have
 * @param nextCursor for the next page of rows; null on the last
 */
public record Rollup(
        int fiscalYear,
        Scope scope,
        By by,
        @Schema(examples = "CNY") String currency,
        @Schema(examples = "元") String moneyUnit,
        Basis basis,
        Instant asOf,
        @Schema(nullable = true) Instant staleSince,
        boolean complete,
        List<Missing> missing,
        @Schema(examples = "2025-01-01") LocalDate membershipAsOf,

        @Schema(nullable = true, examples = "7") Integer month,

        Amounts amounts,
        Money declared,
        Money issued,
        Money adjusted,
        Money executed,
        @Schema(nullable = true, examples = "0.4250") String executionRate,
        long projectCount,
        long goalCount,
        long indicatorCount,
        LampCounts lamps,
        GradeCounts grades,
        Scores scores,
        @Schema(nullable = true) LampCounts indicatorLamps,
        List<Row> rows,
        @Schema(nullable = true) String nextCursor,
        Money difference,
        Differences differences,
        Links links) {

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

        /** Of what the code is; OWN is a region's own departments without the regions below it (本级). */
        @Schema(name = "RollupScopeKind")
        public enum Kind {
            REGION,
            OWN,
            DEPARTMENT,
            UNIT
        }
    }

    /**
     * One part of the total.
     *
     * @param key a code of a department, region, unit, category or type, a year, or a name from a list
     * @param name null as long as it is not known
     * @param projectCount null by fund source, as are the other counts: one project may have several sources; null by category
     *     and type, as is all money: there only indicators are counted
     * @param lamps of projects; null where there are no counts of them, as are grades and scores
     * @param indicatorLamps of indicators; null unless rows are their kinds
     * @param staleSince of a department or region, as for the whole; null for other rows
     * @param inTotal whether the row is a part of the total: withdrawn projects and other years only stand beside it
     * @param href what this row consists of; null when that is nothing that is summed
     */
    @Schema(name = "RollupRow")
    public record Row(
            @Schema(examples = "440104019") String key,
            @Schema(nullable = true) String name,
            Amounts amounts,
            Money declared,
            Money issued,
            Money adjusted,
            Money executed,
            @Schema(nullable = true, examples = "0.4250") String executionRate,
            @Schema(nullable = true) Long projectCount,
            @Schema(nullable = true) Long goalCount,
            @Schema(nullable = true) Long indicatorCount,
            @Schema(nullable = true) LampCounts lamps,
            @Schema(nullable = true) GradeCounts grades,
            @Schema(nullable = true) Scores scores,
            @Schema(nullable = true) LampCounts indicatorLamps,
            @Schema(nullable = true) Instant staleSince,
            boolean inTotal,

            @Schema(nullable = true, examples = "/api/v1/rollups?year=2025&department=440104019")
            String href) {

        static Row of(String key, String name, Sums sums, Basis basis, String href) {
            return new Row(
                    key,
                    name,
                    sums.amounts(basis),
                    null,
                    sums.issued().total(),
                    sums.totals().amounts().total(),
                    sums.totals().executed(),
                    sums.executionRate(),
                    sums.totals().projectCount(),
                    sums.totals().goalCount(),
                    sums.totals().indicatorCount(),
                    sums.lamps(),
                    sums.grades(),
                    sums.assessed().scores(),
                    null,
                    null,
                    true,
                    href);
        }

        static Row ofMoney(String key, String name, Amounts amounts, Money issued, Money adjusted) {
            return new Row(
                    key, name, amounts, null, issued, adjusted, null, null, null, null, null, null, null, null, null,
                    null, true, null);
        }

        static Row ofIndicators(String key, String name, long count, LampCounts lamps, String href) {
            Amounts none = new Amounts(null, null, null, null);
            return new Row(
                    key, name, none, null, null, null, null, null, null, null, count, null, null, null, lamps, null,
                    true, href);
        }

        Row named(String known) {
            return with(known, staleSince, inTotal);
        }

        Row stale(Instant since) {
            return with(name, since, inTotal);
        }

        /** The same row, which only stands beside the total. */
        Row beside() {
            return with(name, staleSince, false);
        }

        private Row with(String otherName, Instant stale, boolean counts) {
            return new Row(
                    key,
                    otherName,
                    amounts,
                    declared,
                    issued,
                    adjusted,
                    executed,
                    executionRate,
                    projectCount,
                    goalCount,
                    indicatorCount,
                    lamps,
                    grades,
                    scores,
                    indicatorLamps,
                    stale,
                    counts,
                    href);
        }
    }

    /**
     * The total minus the sum of all rows, those of other pages included. Each is 0; null where rows do not have the figure.
     *
     * @param total of the amounts, in 元, as are their sources
     * @param issued in 元, as are adjusted and executed
     * @param lampCount of projects with a lamp of their monitoring
     * @param gradeCount of projects with a grade
     * @param scoreSum of their points
     */
    @Schema(name = "RollupDifferences")
    public record Differences(
            Money total,
            Money fiscalAppropriation,
            Money specialAccount,
            Money other,
            Money issued,
            Money adjusted,
            Money executed,
            @Schema(nullable = true) Long projectCount,
            @Schema(nullable = true) Long goalCount,
            @Schema(nullable = true) Long indicatorCount,
            @Schema(nullable = true) Long lampCount,
            @Schema(nullable = true) Long gradeCount,
            @Schema(nullable = true, examples = "0.00") String scoreSum) {}

    /**
     * Something that is not there yet.
     *
     * @param count how many
     * @param codes the first of them, at most 10
     * @param text in the caller's language
     */
    @Schema(name = "RollupMissing")
    public record Missing(What what, long count, List<String> codes, String text) {

        /** Of what kind it is. */
        @Schema(name = "RollupMissingWhat")
        public enum What {
            DATA(Text.of("该年度没有项目", "There are no projects in that year")),
            GOALS(Text.of("项目没有绩效目标", "Projects have no performance goal")),
            PROJECTS(Text.of("绩效目标所属的项目尚未到达", "Projects of performance goals have not come")),
            ASSESSED_PROJECTS(Text.of(
                    "监控或自评所属的项目尚未到达，或不在该部门和年度",
                    "Projects of assessments have not come, or lie in another department or year")),
            DEPARTMENT_NAMES(Text.of("部门尚未登记或尚未到达", "Departments have not been told of")),
            FUND_SOURCES(Text.of("三个资金来源之和不等于总计", "The three fund sources do not add up to the total")),
            DECLARED_AMOUNTS(Text.of("没有申报数", "No declared amounts")),
            ISSUED_AMOUNTS(Text.of("批复数未知", "Issued amounts are not known")),
            EXECUTED_AMOUNTS(Text.of("没有执行数", "No executed money was reported"));

            private final Text text;

            What(Text text) {
                this.text = text;
            }

            Text text() {
                return text;
            }
        }
    }

    /**
     * Ways on from here, as addresses of this API.
     *
     * @param parent the area that this one lies in; null at the top
     * @param children the same area, split into the level below it; each row has its own way down
     * @param next the next page of rows; null on the last
     */
    @Schema(name = "RollupLinks")
    public record Links(
            String self,
            @Schema(nullable = true) String parent,
            String children,
            @Schema(nullable = true) String next) {}
}
