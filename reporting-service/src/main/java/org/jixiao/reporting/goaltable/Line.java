package org.jixiao.reporting.goaltable;

import java.time.Instant;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.funding.Amounts;

/**
 * An ISSUED project with its goal.
 *
 * @param amounts in force, in 元
 * @param issued at the first issue, in 元; null when the owner does not say
 * @param executed in 元; null when nothing was reported
 * @param amountsChangedAt when the amounts were last changed after the first issue; null while they are as first issued
 * @param goal null when none has come or the one that came was withdrawn
 * @param assessment null when the project was neither monitored nor evaluated, as are the deviations that it tells
 */
record Line(
        String projectCode,
        String name,
        String unitCode,
        Amounts amounts,
        Amounts issued,
        Money executed,
        Instant amountsChangedAt,
        Goal goal,
        GoalTable.Assessment assessment,
        Deviations deviations) {

    /** Whether the amounts are known to be other ones than at the first issue. */
    boolean isAdjusted() {
        return issued != null && !issued.equals(amounts);
    }

    /** Whether it gets money and does not state what for. */
    boolean lacksGoal() {
        return goal == null && amounts.hasMoney();
    }

    /** All that is needed beside the texts, which are nearly all of a line. */
    Line withoutTexts() {
        return new Line(
                projectCode,
                name,
                unitCode,
                amounts,
                issued,
                executed,
                amountsChangedAt,
                goal == null ? null : goal.withoutTexts(),
                null,
                deviations);
    }

    /**
     * @param fiscalYear by the goal's owner, as is {@code departmentCode}: that of the project unless only one of them has moved
     * @param indicators a JSON array
     * @param indicatorTypes how many of them by category and type, {@code 1.11.3 2.22.1}
     * @param flags a JSON array of strings
     * @param toldAt when it was recorded last, changed or as it was
     */
    record Goal(
            int fiscalYear,
            String departmentCode,
            String statement,
            String indicatorsText,
            String indicators,
            int indicatorCount,
            String indicatorTypes,
            String flags,
            IndicatorTraits traits,
            Instant toldAt) {

        private Goal withoutTexts() {
            return new Goal(
                    fiscalYear, departmentCode, null, null, null, indicatorCount, indicatorTypes, null, traits, toldAt);
        }
    }
}
