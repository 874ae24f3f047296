package org.jixiao.reporting.publication;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One known error that does not stand in the way of certification. Rule, project and measure are those of its finding.
 *
 * @param projectCode null when the error is about the table as a whole
 * @param measure null when the rule compares but one figure
 */
@Schema(name = "Waiver")
record Waiver(
        @Schema(examples = "SOURCES_EQUAL_TOTAL") String rule,

        @Schema(nullable = true, examples = "44010425T000000000001")
        String projectCode,

        @Schema(nullable = true, examples = "amounts.total") String measure,

        String reason) {

    static List<Waiver> of(JsonNode body) {
        List<Waiver> waivers = new ArrayList<>();
        body.get("waivers")
                .forEach(each -> waivers.add(new Waiver(
                        each.get("rule").asText(),
                        each.get("projectCode").textValue(),
                        each.path("measure").textValue(),
                        each.get("reason").asText())));
        return waivers;
    }
}
