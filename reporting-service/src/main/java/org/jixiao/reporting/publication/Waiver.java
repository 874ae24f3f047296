package org.jixiao.reporting.publication;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A known error that does not stand in the way of certification.
 *
 * @param projectCode null when the error is about the table as a whole
 */
@Schema(name = "Waiver")
record Waiver(
        @Schema(examples = "SOURCES_EQUAL_TOTAL") String rule,

        @Schema(nullable = true, examples = "44010425T000000000001")
        String projectCode,

        String reason) {

    static List<Waiver> of(JsonNode body) {
        List<Waiver> waivers = new ArrayList<>();
        body.get("waivers")
                .forEach(each -> waivers.add(new Waiver(
                        each.get("rule").asText(),
                        each.get("projectCode").textValue(),
                        each.get("reason").asText())));
        return waivers;
    }
}
