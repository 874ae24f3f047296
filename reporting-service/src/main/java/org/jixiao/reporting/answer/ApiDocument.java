package org.jixiao.reporting.answer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to the OpenAPI document that answers leave nothing out, what any operation may refuse, and an example for each. */
@OpenApiFilter(stages = RunStage.BUILD)
public final class ApiDocument implements OASFilter {

    private static final Map<String, String> EXAMPLES = Map.of(
            "/api/v1/goal-tables/{year}/{departmentCode}", "/contracts/examples/goal-table.json",
            "/api/v1/rollups", "/contracts/examples/rollup.json",
            "/api/v1/publications/{number}", "/contracts/examples/publication.json",
            "/api/v1/publications/{number}/differences", "/contracts/examples/differences.json");

    /** Schemas of a library that words its own problems, and of addresses that are not served here. */
    private static final Pattern FOREIGN = Pattern.compile(
            "Http.*|Violation|Sender.*|LocalDate|Closing.*|Reopening.*|Gaps?|GapState|GivingUpBody|Receipts|RejectionCode|Outcome");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        List.copyOf(schemas.keySet()).stream()
                .filter(FOREIGN.asMatchPredicate())
                .forEach(document.getComponents()::removeSchema);
        schemas = document.getComponents().getSchemas();
        schemas.forEach((name, schema) -> {
            if (!name.endsWith("Body")) {
                requireEverything(schema);
            }
        });
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> {
                    describeRefusals(operation);
                    addRefusals(operation, path);
                }));
        describeProject(schemas.get("Project"));
        EXAMPLES.forEach((path, example) -> document.getPaths()
                .getPathItem(path)
                .getGET()
                .getResponses()
                .getAPIResponse("200")
                .getContent()
                .getMediaType("application/json")
                .setExample(read(example)));
    }

    /** Of members that are handed on as text. */
    private static void describeProject(Schema project) {
        project.getProperties()
                .get("indicators")
                .setItems(OASFactory.createSchema().ref("Indicator"));
        project.addProperty(
                "assessment",
                OASFactory.createSchema()
                        .description(
                                "监控和自评；没有则为 null，公开的表没有这一项 / null when there is none; what is published does not have it")
                        .addAnyOf(OASFactory.createSchema().ref("TableAssessment"))
                        .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL)));
        project.removeRequired("assessment");
    }

    private static void requireEverything(Schema schema) {
        if (schema.getProperties() != null && schema.getRequired() == null) {
            schema.setRequired(List.copyOf(schema.getProperties().keySet()));
        }
    }

    /** What the platform's operations cannot say there: how a refusal is worded. */
    private static void describeRefusals(Operation operation) {
        Map.copyOf(operation.getResponses().getAPIResponses()).forEach((status, response) -> {
            if (status.startsWith("4") && isWordedByOthers(response)) {
                response.setContent(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))));
            }
        });
    }

    /** What operations have in common, as far as none says it of itself. The rules are read from no database. */
    private static void addRefusals(Operation operation, String path) {
        boolean hasBody = operation.getRequestBody() != null;
        Stream<Parameter> parameters =
                operation.getParameters() == null ? Stream.of() : operation.getParameters().stream();
        if (hasBody || parameters.anyMatch(parameter -> parameter.getIn() != Parameter.In.PATH)) {
            refuses(operation, "400", "InvalidParameter");
        }
        if (path.contains("{")) {
            refuses(operation, "404", "Absent");
        }
        if (hasBody) {
            refuses(operation, "413", "TooLarge");
            refuses(operation, "415", "OtherType");
        }
        if (!path.endsWith("/rules")) {
            refuses(operation, "503", "Unavailable");
        }
    }

    private static void refuses(Operation operation, String status, String response) {
        if (operation.getResponses().getAPIResponse(status) == null) {
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().ref(response));
        }
    }

    /** Not at all, or by the library that knows less of it than we do. */
    private static boolean isWordedByOthers(APIResponse response) {
        return response.getRef() == null
                && (response.getContent() == null
                        || response.getContent().getMediaTypes().values().stream()
                                .map(MediaType::getSchema)
                                .anyMatch(schema -> schema != null
                                        && schema.getRef() != null
                                        && schema.getRef().endsWith("/HttpProblem")));
    }

    private static Object read(String example) {
        try (InputStream in = ApiDocument.class.getResourceAsStream(example)) {
            return new JsonMapper().readValue(in, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
