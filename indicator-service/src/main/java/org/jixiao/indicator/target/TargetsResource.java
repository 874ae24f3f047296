package org.jixiao.indicator.target;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.problem.JsonSchema;

/** Reads targets for whoever is typing one; keeps nothing. */
@Path("/api/v1/targets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "targets 指标值")
@PermitAll
class TargetsResource {

    private static final JsonSchema TARGET = JsonSchema.ofResource("/contracts/schemas/target-1.0.json");

    /**
     * What to read.
     *
     * @param name the indicator's name, which may state the unit; may be left out
     */
    @Schema(name = "TargetText")
    record TargetText(
            @Schema(examples = "≥55件", required = true, maxLength = 1000)
            String raw,

            @Schema(examples = "人均年度调解案件数", nullable = true) String name) {}

    @POST
    @Path("/parse")
    @Operation(summary = "What a printed target says 解析指标值")
    public TargetView parseTarget(
            @RequestBody(content = @Content(schema = @Schema(implementation = TargetText.class))) byte[] body) {
        JsonNode text = TARGET.readBody(body);
        Target target = Target.parse(text.get("raw").asText());
        return TargetView.of(
                text.hasNonNull("name") ? target.named(text.get("name").asText()) : target);
    }
}
