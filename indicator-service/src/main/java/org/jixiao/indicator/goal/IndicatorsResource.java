package org.jixiao.indicator.goal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/** Reads the cell in which a table prints indicators, and prints it; keeps nothing. */
@Path("/api/v1/indicators")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "indicators 绩效指标")
@PermitAll
class IndicatorsResource {

    private static final JsonSchema CELL = JsonSchema.ofResource("/contracts/schemas/indicators-parse-1.0.json");

    @POST
    @Path("/parse")
    @Operation(summary = "A printed cell as indicators, or indicators as a printed cell 解析或排印指标文字")
    public IndicatorCell parseIndicators(
            @RequestBody(content = @Content(schema = @Schema(ref = "IndicatorCellBody"))) byte[] body) {
        JsonNode json = CELL.readBody(body);
        if (json.has("text") == json.has("indicators")) {
            Text text = Text.of("text 与 indicators 须且只能给出一个", "Give either text or indicators");
            throw new Problem(ProblemCode.INVALID_BODY, text, List.of(new Violation("", "EXACTLY_ONE", text)));
        }
        return json.has("text") ? read(json.get("text").asText()) : print(IndicatorCell.items(json.get("indicators")));
    }

    private static IndicatorCell read(String text) {
        return switch (IndicatorText.parse(text)) {
            case CellReading.Items read -> IndicatorCell.of(read.items());
            case CellReading.Refused refused ->
                throw Refusal.of(refused.faults().stream()
                        .map(fault -> new Violation("/text", fault.code().name(), fault.text(), fault.position()))
                        .toList());
        };
    }

    private static IndicatorCell print(List<PrintedIndicator> items) {
        try {
            return IndicatorCell.of(items);
        } catch (UnprintableIndicator e) {
            Text text = Text.of("印入表格后会被读成别的内容", "Would be read back as something else once printed");
            throw Refusal.of(List.of(new Violation("/indicators/" + e.index(), "INDICATOR_UNPRINTABLE", text)));
        }
    }
}
