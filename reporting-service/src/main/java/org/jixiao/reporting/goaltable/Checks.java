package org.jixiao.reporting.goaltable;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jixiao.reporting.rule.Rule;
import org.jixiao.reporting.rule.RuleBook;

/** The checks of a table by the names of their rules. Every rule of the book has one, and no other is there. */
@ApplicationScoped
class Checks {

    private static final Map<String, Check> BY_RULE = Map.ofEntries(
            Map.entry("SOURCES_EQUAL_TOTAL", MoneyChecks::sourcesEqualTotal),
            Map.entry("PARTS_EQUAL_TOTAL", MoneyChecks::partsEqualTotal),
            Map.entry("PROJECT_HAS_GOAL", GoalChecks::projectHasGoal),
            Map.entry("GOAL_HAS_PROJECT", GoalChecks::goalHasProject),
            Map.entry("GOAL_OF_YEAR", GoalChecks::goalOfYear),
            Map.entry("GOAL_OF_REGION", GoalChecks::goalOfRegion),
            Map.entry("GOAL_IN_DEPARTMENT", GoalChecks::goalInDepartment),
            Map.entry("GOAL_HAS_OUTPUT", GoalChecks::goalHasCategory),
            Map.entry("GOAL_HAS_EFFECT", GoalChecks::goalHasCategory),
            Map.entry("WEIGHTS_SUM", GoalChecks::weightsSum),
            Map.entry("ADJUSTMENT_HAS_GOAL", GoalChecks::adjustmentHasGoal),
            Map.entry("DEVIATION_HAS_CAUSE", AssessmentChecks::deviationHasCause),
            Map.entry("ASSESSMENT_HAS_PROJECT", AssessmentChecks::assessmentHasProject));

    private final List<Rule> rules;

    Checks(RuleBook book) {
        rules = book.rules();
        if (!rules.stream().map(Rule::code).collect(Collectors.toSet()).equals(BY_RULE.keySet())) {
            throw new IllegalStateException("the rules of the book are not those that have a check");
        }
    }

    /** Everything that any rule has to say, rule by rule. */
    List<Finding> findings(DepartmentYear of) {
        return rules.stream()
                .flatMap(rule -> BY_RULE.get(rule.code()).findings(of, rule))
                .toList();
    }
}
