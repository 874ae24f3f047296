package org.jixiao.indicator.goal;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The performance goal (绩效目标) of a project: the prose, and the indicators by which it is judged.
 *
 * @param projectCode 21 characters; a project has one goal
 * @param fiscalYear for good: another year is another project
 * @param departmentCode 9 digits; begins with the region, which is for good as well
 * @param statement the prose
 * @param indicators numbered from 1
 * @param indicatorsText the cell in which a table prints the indicators
 * @param version 1, 2, 3… without holes
 */
public record Goal(
        String projectCode,
        int fiscalYear,
        String departmentCode,
        String statement,
        List<Indicator> indicators,
        String indicatorsText,
        GoalState state,
        long version) {

    private static final int REGION_DIGITS = 6;

    public Goal {
        Objects.requireNonNull(projectCode, "projectCode");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(indicatorsText, "indicatorsText");
        Objects.requireNonNull(state, "state");
        indicators = List.copyOf(indicators);
    }

    /** With the indicators of which its text tells. */
    Goal with(List<Indicator> told) {
        return new Goal(projectCode, fiscalYear, departmentCode, statement, told, indicatorsText, state, version);
    }

    /** The region that the code of a department or a project begins with; a department's is the one whose frame counts. */
    static String regionOf(String code) {
        return code.substring(0, REGION_DIGITS);
    }

    /** What a reviewer should look at in any of the indicators. */
    Set<IndicatorFlag> flags() {
        Set<IndicatorFlag> flags = EnumSet.noneOf(IndicatorFlag.class);
        indicators.forEach(indicator -> flags.addAll(indicator.flags()));
        return flags;
    }

    /** Stable over all versions: names repeat, the place in the goal does not. */
    public String indicatorId(Indicator indicator) {
        return "%s-%02d".formatted(projectCode, indicator.sequence());
    }
}
