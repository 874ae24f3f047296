package org.jixiao.indicator.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.indicator.goal.Refusal;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/** A round or a self-evaluation as a caller sends it: what was read may be sent back changed. */
final class AssessmentBody {

    private static final JsonSchema ROUND = JsonSchema.ofResource("/contracts/schemas/monitoring-round-1.0.json");
    private static final JsonSchema SELF_EVALUATION =
            JsonSchema.ofResource("/contracts/schemas/self-evaluation-1.0.json");

    private AssessmentBody() {}

    /** @throws Problem when what is sent of the address or the version is not what it is sent to */
    static JsonNode ofRound(byte[] body, String projectCode, int month, Precondition precondition) {
        JsonNode json = ROUND.readBody(body);
        List<Violation> violations = readOnly(json, projectCode, precondition);
        if (json.hasNonNull("month") && json.get("month").intValue() != month) {
            violations.add(readOnly("month", Text.of("与地址中的月份不同", "Differs from the address")));
        }
        return unless(violations, json);
    }

    /** @throws Problem when what is sent of the address or the version is not what it is sent to */
    static JsonNode ofSelfEvaluation(byte[] body, String projectCode, Precondition precondition) {
        JsonNode json = SELF_EVALUATION.readBody(body);
        return unless(readOnly(json, projectCode, precondition), json);
    }

    private static List<Violation> readOnly(JsonNode json, String projectCode, Precondition precondition) {
        List<Violation> violations = new ArrayList<>();
        if (json.hasNonNull("projectCode") && !json.get("projectCode").asText().equals(projectCode)) {
            violations.add(readOnly("projectCode", Text.of("与地址中的项目代码不同", "Differs from the address")));
        }
        if (json.hasNonNull("version") && !isSeen(json.get("version").longValue(), precondition)) {
            violations.add(readOnly("version", Text.of("与 If-Match 的版本不同", "Differs from If-Match")));
        }
        return violations;
    }

    private static boolean isSeen(long version, Precondition precondition) {
        return precondition instanceof Precondition.Seen(long seen) && seen == version;
    }

    private static Violation readOnly(String member, Text text) {
        return new Violation("/" + member, "READ_ONLY_FIELD", text);
    }

    private static JsonNode unless(List<Violation> violations, JsonNode json) {
        if (!violations.isEmpty()) {
            throw Refusal.of(violations);
        }
        return json;
    }
}
