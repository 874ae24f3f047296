package org.jixiao.reporting.goaltable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.rule.Rule;

/** What must hold of goals and their indicators. */
final class GoalChecks {

    private static final int REGION_DIGITS = 6;

    private GoalChecks() {}

    /** Every project that gets money states its goal. */
    static Stream<Finding> projectHasGoal(DepartmentYear of, Rule rule) {
        return of.lines().stream()
                .filter(Line::lacksGoal)
                .map(line -> Finding.ofCounts(rule, line.projectCode(), 1, 0, rule.message()));
    }

    /** Every goal belongs to a project that is known. */
    static Stream<Finding> goalHasProject(DepartmentYear of, Rule rule) {
        return of.waitingGoals().stream().map(code -> Finding.ofCounts(rule, code, 1, 0, rule.message()));
    }

    /** Every goal was stated for the year of its project: what is found out of it counts in the year that it names. */
    static Stream<Finding> goalOfYear(DepartmentYear of, Rule rule) {
        return goalsOf(
                of, rule, goal -> goal.fiscalYear() != of.fiscalYear(), goal -> Integer.toString(goal.fiscalYear()));
    }

    /** Every goal was stated for a department of the project's own region. */
    static Stream<Finding> goalOfRegion(DepartmentYear of, Rule rule) {
        return goalsOf(of, rule, goal -> !isOfRegion(of, goal), Line.Goal::departmentCode);
    }

    /** Every goal is of the department that its project is in: what was found out of it counts there. */
    static Stream<Finding> goalInDepartment(DepartmentYear of, Rule rule) {
        return goalsOf(
                of,
                rule,
                goal -> isOfRegion(of, goal) && !goal.departmentCode().equals(of.departmentCode()),
                Line.Goal::departmentCode);
    }

    private static boolean isOfRegion(DepartmentYear of, Line.Goal goal) {
        return goal.departmentCode().startsWith(of.departmentCode().substring(0, REGION_DIGITS));
    }

    /** @param stated what the goals that are found say instead */
    private static Stream<Finding> goalsOf(
            DepartmentYear of, Rule rule, Predicate<Line.Goal> found, Function<Line.Goal, String> stated) {
        return of.lines().stream()
                .filter(line -> line.goal() != null && found.test(line.goal()))
                .map(line -> {
                    String said = stated.apply(line.goal());
                    return Finding.ofCounts(rule, line.projectCode(), 1, 0, rule.message(new Text(said, said)));
                });
    }

    /** Every goal has an indicator of one of these categories. */
    static Stream<Finding> goalHasCategory(DepartmentYear of, Rule rule) {
        List<String> wanted = rule.parameter("categories");
        return of.lines().stream()
                .filter(line -> line.goal() != null)
                .filter(line -> line.goal().traits().categories().stream().noneMatch(wanted::contains))
                .map(line -> Finding.ofCounts(rule, line.projectCode(), 1, 0, rule.message()));
    }

    /** The weights of a goal, where it has any, add up to one of these sums; the nearest one is expected. */
    static Stream<Finding> weightsSum(DepartmentYear of, Rule rule) {
        List<BigDecimal> sums =
                rule.parameter("sums").stream().map(BigDecimal::new).toList();
        return of.lines().stream()
                .filter(line -> line.goal() != null && line.goal().traits().weights() != null)
                .filter(line -> sums.stream()
                        .noneMatch(sum -> sum.compareTo(line.goal().traits().weights()) == 0))
                .map(line -> {
                    BigDecimal actual = line.goal().traits().weights();
                    BigDecimal nearest = sums.stream()
                            .min(Comparator.comparing(
                                    sum -> sum.subtract(actual).abs()))
                            .orElseThrow();
                    return Finding.ofNumbers(rule, line.projectCode(), nearest, actual, rule.message());
                });
    }

    /**
     * 待补绩效目标: where the amounts were adjusted, the goal was told again, changed or confirmed. Both owners say when by clocks of
     * their own, and which of two events that were sent together is recorded first is chance.
     */
    static Stream<Finding> adjustmentHasGoal(DepartmentYear of, Rule rule) {
        Duration together = Duration.parse(rule.parameter("together").getFirst());
        return of.lines().stream()
                .filter(line -> line.goal() != null && line.amountsChangedAt() != null)
                .filter(line ->
                        line.goal().toldAt().isBefore(line.amountsChangedAt().minus(together)))
                .map(line -> Finding.ofTimes(
                        rule,
                        line.projectCode(),
                        line.amountsChangedAt(),
                        line.goal().toldAt(),
                        rule.message()));
    }
}
