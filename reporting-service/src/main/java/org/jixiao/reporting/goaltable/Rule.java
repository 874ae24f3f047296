package org.jixiao.reporting.goaltable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.funding.FundSource;
import org.jixiao.reporting.goaltable.Finding.Severity;
import org.jixiao.reporting.rollup.Totals;

/** What must hold of a table, evaluated by name. A rule reports; it repairs nothing. */
enum Rule {
    /** 总计 = 财政拨款 + 财政专户拨款 + 其他资金, in every project. */
    SOURCES_EQUAL_TOTAL(Severity.ERROR, Rule::sourcesEqualTotal),
    /** The totals that are kept equal what the lines add up to, in every measure. */
    PARTS_EQUAL_TOTAL(Severity.ERROR, Rule::partsEqualTotal),
    /** Every project that gets money states its goal. */
    PROJECT_HAS_GOAL(Severity.WARNING, Rule::projectHasGoal),
    /** Every goal belongs to a project that is known. */
    GOAL_HAS_PROJECT(Severity.WARNING, Rule::goalHasProject);

    private final Severity severity;
    private final Function<DepartmentYear, Stream<Finding>> check;

    Rule(Severity severity, Function<DepartmentYear, Stream<Finding>> check) {
        this.severity = severity;
        this.check = check;
    }

    Severity severity() {
        return severity;
    }

    /** Everything that any rule has to say, rule by rule. */
    static List<Finding> findings(DepartmentYear of) {
        return Arrays.stream(values()).flatMap(rule -> rule.check.apply(of)).toList();
    }

    private static Stream<Finding> sourcesEqualTotal(DepartmentYear of) {
        Text message = Text.of("三个资金来源之和不等于总计（元）", "The three fund sources do not add up to the total (元)");
        return of.lines().stream()
                .filter(line ->
                        !Objects.equals(line.amounts().total(), line.amounts().sourcesSum()))
                .map(line -> Finding.ofAmounts(
                        SOURCES_EQUAL_TOTAL,
                        line.projectCode(),
                        line.amounts().total(),
                        line.amounts().sourcesSum(),
                        message));
    }

    private static Stream<Finding> partsEqualTotal(DepartmentYear of) {
        Totals kept = of.kept();
        Totals parts = of.sumOfLines();
        List<Finding> findings = new ArrayList<>();
        compare(
                findings,
                Text.of("总计", "total"),
                kept.amounts().total(),
                parts.amounts().total());
        for (FundSource source : FundSource.values()) {
            compare(findings, source.label(), source.of(kept.amounts()), source.of(parts.amounts()));
        }
        compare(findings, Text.of("执行数", "executed"), kept.executed(), parts.executed());
        compare(findings, Text.of("项目数", "projects"), kept.projectCount(), parts.projectCount());
        compare(findings, Text.of("目标数", "goals"), kept.goalCount(), parts.goalCount());
        compare(findings, Text.of("指标数", "indicators"), kept.indicatorCount(), parts.indicatorCount());
        return findings.stream();
    }

    private static void compare(List<Finding> findings, Text measure, Money kept, Money parts) {
        if (!Objects.equals(kept, parts)) {
            findings.add(Finding.ofAmounts(PARTS_EQUAL_TOTAL, null, kept, parts, partsDiffer(measure)));
        }
    }

    private static void compare(List<Finding> findings, Text measure, long kept, long parts) {
        if (kept != parts) {
            findings.add(Finding.ofCounts(PARTS_EQUAL_TOTAL, null, kept, parts, partsDiffer(measure)));
        }
    }

    private static Text partsDiffer(Text measure) {
        return new Text(
                "各项目之和与保存的合计不一致：" + measure.zh(), "The projects do not add up to the kept total: " + measure.en());
    }

    private static Stream<Finding> projectHasGoal(DepartmentYear of) {
        Text message = Text.of("项目没有绩效目标", "The project has no performance goal");
        return of.lines().stream()
                .filter(line -> line.goal() == null)
                .map(line -> Finding.ofCounts(PROJECT_HAS_GOAL, line.projectCode(), 1, 0, message));
    }

    private static Stream<Finding> goalHasProject(DepartmentYear of) {
        Text message = Text.of("绩效目标所属的项目尚未到达", "The project of this performance goal has not come");
        return of.waitingGoals().stream().map(code -> Finding.ofCounts(GOAL_HAS_PROJECT, code, 1, 0, message));
    }
}
