package org.jixiao.indicator.goal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jixiao.platform.access.Scope;

/** A whole goal as somebody states it, over HTTP or by event: well formed, not yet judged. */
public record StatedGoal(
        String projectCode,
        int fiscalYear,
        String departmentCode,
        String statement,
        List<StatedIndicator> indicators,
        GoalState state) {

    public StatedGoal {
        indicators = List.copyOf(indicators);
    }

    /** Reads what the schema of the event or of the body has accepted. */
    public static StatedGoal read(String projectCode, JsonNode json) {
        return new StatedGoal(
                projectCode,
                json.get("fiscalYear").intValue(),
                json.get("departmentCode").asText(),
                json.get("statement").asText(),
                StreamSupport.stream(json.get("indicators").spliterator(), false)
                        .map(StatedIndicator::read)
                        .toList(),
                GoalState.valueOf(json.get("state").asText()));
    }

    /** The region that the project's code begins with. */
    String codedRegion() {
        return Goal.regionOf(projectCode);
    }

    /** Whether that is the department's region or one above it: what a higher level hands down (转移支付) keeps that level's code. */
    boolean isCodedAtOrAboveItsRegion() {
        return Scope.isAtOrAbove(codedRegion(), departmentCode);
    }
}
