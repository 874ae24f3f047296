package org.jixiao.indicator.goal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A version of a goal as the world sees it: the payload of {@code org.jixiao.indicator.goal.changed.v1}, and what the
 * history keeps. A contract: its members only ever grow.
 *
 * @param indicatorsText the printed cell; composed here alone
 * @param flags of all indicators, each once
 */
@Schema(name = "PublishedGoal")
record PublishedGoal(
        String projectCode,
        int fiscalYear,
        String departmentCode,
        String statement,
        String indicatorsText,
        List<IndicatorView> indicators,
        Set<IndicatorFlag> flags,
        GoalState state) {

    private static final JsonMapper JSON = new JsonMapper();

    /** With fewer characters than this in its texts no goal comes near the limit, so nothing is measured. */
    private static final int SMALL = 8_000;

    static PublishedGoal of(Goal goal) {
        return new PublishedGoal(
                goal.projectCode(),
                goal.fiscalYear(),
                goal.departmentCode(),
                goal.statement(),
                goal.indicatorsText(),
                goal.indicators().stream()
                        .map(indicator -> IndicatorView.of(goal, indicator))
                        .toList(),
                goal.flags(),
                goal.state());
    }

    /** Whether an event with this goal would be refused by its topic, and hold up what comes after it. */
    static boolean isTooLarge(Goal goal) {
        return goal.statement().length() + goal.indicatorsText().length() >= SMALL && EventSize.isExceededBy(of(goal));
    }

    JsonNode json() {
        return JSON.valueToTree(this);
    }

    static String text(Object part) {
        try {
            return JSON.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts were checked before", e);
        }
    }
}
