package org.jixiao.platform.inbox.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * What somebody wants to have replayed: one dead letter, or all open ones of a code.
 *
 * @param sender narrows a code to one sending system; null for all
 */
@Schema(name = "ReplayBody")
record Wanted(
        @Schema(nullable = true) Long deadLetterId,
        @Schema(nullable = true) String code,
        @Schema(nullable = true) String sender) {

    /** @throws Problem INVALID_BODY unless it names one letter, or a code */
    static Wanted of(JsonNode body) {
        Wanted wanted = new Wanted(
                body.has("deadLetterId") ? body.get("deadLetterId").longValue() : null,
                body.path("code").textValue(),
                body.path("sender").textValue());
        if ((wanted.deadLetterId == null) == (wanted.code == null)) {
            throw invalid("", Text.of("须给出 deadLetterId 或 code 之一", "Name either deadLetterId or code"));
        }
        if (wanted.deadLetterId != null && wanted.sender != null) {
            throw invalid("/sender", Text.of("sender 只与 code 一起使用", "sender goes with code only"));
        }
        return wanted;
    }

    private static Problem invalid(String pointer, Text text) {
        return new Problem(ProblemCode.INVALID_BODY, text, List.of(new Violation(pointer, "NOT_VALID", text)));
    }
}
