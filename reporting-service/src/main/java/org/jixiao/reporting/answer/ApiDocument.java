package org.jixiao.reporting.answer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Adds to the OpenAPI document that answers leave nothing out, and an example for each. */
@OpenApiFilter(stages = RunStage.BUILD)
public final class ApiDocument implements OASFilter {

    private static final Map<String, String> EXAMPLES = Map.of(
            "/api/v1/goal-tables/{year}/{departmentCode}", "/contracts/examples/goal-table.json",
            "/api/v1/rollups", "/contracts/examples/rollup.json");

    /** Schemas of a library that words its own problems, and of an address that is not served here. */
    private static final List<String> FOREIGN =
            List.of("HttpProblem", "HttpValidationProblem", "Violation", "Sender", "SenderRegion", "LocalDate");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        FOREIGN.forEach(document.getComponents()::removeSchema);
        schemas.values().forEach(ApiDocument::requireEverything);
        schemas.get("Project")
                .getProperties()
                .get("indicators")
                .setItems(OASFactory.createSchema().ref("Indicator"));
        EXAMPLES.forEach((path, example) -> document.getPaths()
                .getPathItem(path)
                .getGET()
                .getResponses()
                .getAPIResponse("200")
                .getContent()
                .getMediaType("application/json")
                .setExample(read(example)));
    }

    private static void requireEverything(Schema schema) {
        if (schema.getProperties() != null && schema.getRequired() == null) {
            schema.setRequired(List.copyOf(schema.getProperties().keySet()));
        }
    }

    private static Object read(String example) {
        try (InputStream in = ApiDocument.class.getResourceAsStream(example)) {
            return new JsonMapper().readValue(in, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
