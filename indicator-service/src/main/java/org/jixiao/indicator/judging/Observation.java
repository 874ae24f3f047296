package org.jixiao.indicator.judging;

import java.math.BigDecimal;
import java.util.Objects;
import org.jixiao.indicator.goal.Indicator;

/**
 * What somebody says an indicator of a goal has come to.
 *
 * @param indicatorId stable: the project code and the sequence
 * @param pointer where it stands in the caller's document; null when nothing was said of this indicator
 * @param actual of a measured target, in its unit and on its base: per quarter, month or head where the target is; null when
 *     not given
 * @param result of another target; null when not given
 * @param points what a person gives to a target in words; null when not given
 * @param explanation null when not given
 */
public record Observation(
        Indicator indicator,
        String indicatorId,
        String pointer,
        BigDecimal actual,
        Result result,
        BigDecimal points,
        Outlook outlook,
        Cause cause,
        String explanation) {

    public Observation {
        Objects.requireNonNull(indicator, "indicator");
        Objects.requireNonNull(indicatorId, "indicatorId");
    }

    /** Nothing was said. */
    public static Observation none(Indicator indicator, String indicatorId) {
        return new Observation(indicator, indicatorId, null, null, null, null, null, null, null);
    }

    /** The actual value as it was written; null when not given. */
    public String actualText() {
        return actual == null ? null : actual.toPlainString();
    }

    /** Whether anything is said at all. */
    public boolean isSaid() {
        return actual != null || result != null || points != null || outlook != null || cause != null || isExplained();
    }

    /** Whether a reason is given. */
    public boolean isExplained() {
        return explanation != null && !explanation.isBlank();
    }

    /** Where a member of it stands. */
    public String at(String member) {
        return pointer + "/" + member;
    }
}
