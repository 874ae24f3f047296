package org.jixiao.indicator.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import org.jixiao.indicator.goal.Addressed;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;

/** A round or a self-evaluation as a caller sends it: what was read may be sent back changed. */
final class AssessmentBody {

    private static final JsonSchema ROUND = JsonSchema.ofResource("/contracts/schemas/monitoring-round-1.0.json");
    private static final JsonSchema SELF_EVALUATION =
            JsonSchema.ofResource("/contracts/schemas/self-evaluation-1.0.json");

    private AssessmentBody() {}

    /** @throws Problem when what is sent of the address or the version is not what it is sent to */
    static JsonNode ofRound(byte[] body, String projectCode, int month, Precondition precondition) {
        JsonNode json = ROUND.readBody(body);
        new Addressed(json).at(projectCode).of(month).after(precondition).require();
        return json;
    }

    /** @throws Problem when what is sent of the address or the version is not what it is sent to */
    static JsonNode ofSelfEvaluation(byte[] body, String projectCode, Precondition precondition) {
        JsonNode json = SELF_EVALUATION.readBody(body);
        new Addressed(json).at(projectCode).after(precondition).require();
        return json;
    }
}
