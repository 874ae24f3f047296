package org.jixiao.indicator.goal;

import com.fasterxml.jackson.databind.JsonNode;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;

/**
 * A goal as a caller sends it: what was read may be sent back changed. Codes and targets may be given as they are read
 * ({@code type: {code, name}}, {@code annualTarget: {raw, …}}) or as events give them ({@code typeCode}, the text alone).
 */
final class GoalBody {

    private static final JsonSchema GOAL = JsonSchema.ofResource("/contracts/schemas/goal-1.0.json");

    private final JsonNode json;

    private GoalBody(JsonNode json) {
        this.json = json;
    }

    static GoalBody read(byte[] body) {
        return new GoalBody(GOAL.readBody(body));
    }

    /** @throws Problem when what is sent of the address or the version is not what it is sent to */
    StatedGoal stated(String projectCode, Precondition precondition) {
        new Addressed(json).at(projectCode).after(precondition).require();
        return StatedGoal.read(projectCode, json);
    }

    /** Where a violation is in this body, which may give a code inside {@code category} or {@code type}. */
    String locate(String pointer) {
        String nested = pointer.replaceFirst("Code$", "/code");
        return json.at(pointer).isMissingNode() && !json.at(nested).isMissingNode() ? nested : pointer;
    }
}
