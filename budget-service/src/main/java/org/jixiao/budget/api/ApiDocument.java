package org.jixiao.budget.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to the OpenAPI document what operations have in common, and what bodies may leave out, so that no resource
 * repeats it: problems, preconditions, query parameters.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public final class ApiDocument implements OASFilter {

    /** A view with the schema of the body that it may be sent back as. */
    private static final Map<String, String> BODIES = new TreeMap<>(Map.of(
            "Department", "/contracts/schemas/department-1.0.json",
            "Project", "/contracts/schemas/project-1.0.json",
            "SpendingUnit", "/contracts/schemas/unit-1.0.json"));

    /** Schemas of a library that words its own problems; ours are worded by the platform. */
    private static final List<String> FOREIGN = List.of("HttpProblem", "HttpValidationProblem", "Violation");

    private static final List<String> OTHERS = List.of("Problem", "SenderRegion");

    /** The platform's operations that take a body and are no change of a versioned resource. */
    private static final Set<String> TAKES_A_BODY = Set.of("giveUpGap", "requestReplay");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        FOREIGN.forEach(document.getComponents()::removeSchema);
        BODIES.forEach((view, contract) ->
                document.getComponents().addSchema(view + "Body", body(schemas.get(view), contract)));
        schemas.forEach((name, schema) -> {
            if (schema.getProperties() != null && !OTHERS.contains(name)) {
                requireEverything(schema);
            }
        });
        document.getPaths().getPathItems().forEach((path, item) -> {
            boolean versioned = item.getPUT() != null;
            item.getOperations().values().forEach(operation -> {
                describe(operation, path.contains("{"));
                describeShared(operation);
            });
            if (versioned) {
                item.getGET().getResponses().addAPIResponse("304", answer("没有变化 Not changed"));
                describeWrite(item.getPUT());
            }
            if (item.getPOST() != null) {
                refusesBodies(item.getPOST());
            }
        });
        example(document, "/api/v1/closings", PathItem::getPOST, "/contracts/examples/closing.json");
        example(document, "/api/v1/projects/{projectCode}", PathItem::getPUT, "/contracts/examples/project.json");
    }

    private static void example(
            OpenAPI document, String path, Function<PathItem, Operation> operation, String example) {
        operation
                .apply(document.getPaths().getPathItem(path))
                .getRequestBody()
                .getContent()
                .getMediaType("application/json")
                .setExample(read(example, Map.class));
    }

    /** Answers leave nothing out; a total may be left out of a body, which shares the schema. */
    private static void requireEverything(Schema view) {
        if (view.getRequired() == null) {
            view.setRequired(view.getProperties().keySet().stream()
                    .filter(name -> !name.equals("total"))
                    .toList());
        }
    }

    private static Schema body(Schema view, String contract) {
        Map<?, ?> schema = read(contract, Map.class);
        List<String> required =
                ((List<?>) schema.get("required")).stream().map(String::valueOf).toList();
        return OASFactory.createSchema()
                .type(view.getType())
                .properties(view.getProperties())
                .required(required);
    }

    private static void describe(Operation operation, boolean one) {
        refuses(operation, "401", "需要有效的令牌 A valid token is needed");
        refuses(operation, "403", "令牌没有所需的角色 The token lacks the role");
        operation
                .getResponses()
                .addAPIResponse("503", OASFactory.createAPIResponse().ref("Unavailable"));
        if (one) {
            refuses(operation, "404", "没有，或不在权限范围内 Not there, or out of scope");
        }
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getIn() == Parameter.In.QUERY)
                    .forEach(parameter -> {
                        if (parameter.getDescription() == null) {
                            QueryParameter.named(parameter.getName()).describe(parameter);
                        }
                        refuses(operation, "400", "参数无效 A parameter is not valid");
                    });
        }
    }

    /** What the platform's operations cannot say there: who reads here, and how a refusal is worded. */
    private static void describeShared(Operation operation) {
        if (operation.getSecurity() != null) {
            operation.getSecurity().forEach(each -> {
                Map<String, List<String>> schemes = new TreeMap<>(each.getSchemes());
                schemes.replaceAll((scheme, roles) -> roles.stream()
                        .map(role -> role.startsWith("${") ? "budget.read" : role)
                        .toList());
                each.setSchemes(schemes);
            });
        }
        if (TAKES_A_BODY.contains(operation.getOperationId())) {
            refuses(operation, "400", "请求体不符合约定 The body does not follow its schema");
            refuses(operation, "413", "请求体超过 1 MiB The body is larger than 1 MiB");
            refuses(operation, "415", "不支持的内容类型 The content type is not supported");
        }
        Map.copyOf(operation.getResponses().getAPIResponses()).forEach((status, response) -> {
            if (status.startsWith("4") && response.getContent() == null) {
                refuses(operation, status, response.getDescription());
            }
        });
    }

    private static void describeWrite(Operation operation) {
        operation.addParameter(header("If-Match", "修改：所见版本的 ETag / to change: the ETag that was seen"));
        operation.addParameter(header("If-None-Match", "新建：* / to create: *"));
        operation
                .getResponses()
                .addAPIResponse(
                        "201",
                        answer("已新建 Created")
                                .content(operation
                                        .getResponses()
                                        .getAPIResponse("200")
                                        .getContent()));
        refuses(operation, "412", "已被他人修改 Changed in the meantime");
        refuses(operation, "428", "缺少前提条件 The precondition is missing");
        refusesBodies(operation);
    }

    private static void refusesBodies(Operation operation) {
        refuses(operation, "400", "请求体不符合约定 The body does not follow its schema");
        refuses(operation, "413", "请求体过大 The body is too large");
        refuses(operation, "415", "不支持的内容类型 The content type is not supported");
        refuses(operation, "422", "内容违反规则 The content breaks a rule");
    }

    private static void refuses(Operation operation, String status, String text) {
        Schema problem = OASFactory.createSchema().ref("Problem");
        Content content = OASFactory.createContent()
                .addMediaType(
                        "application/problem+json", OASFactory.createMediaType().schema(problem));
        operation.getResponses().addAPIResponse(status, answer(text).content(content));
    }

    private static APIResponse answer(String text) {
        return OASFactory.createAPIResponse().description(text);
    }

    private static Parameter header(String name, String text) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(text)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static <T> T read(String contract, Class<T> type) {
        try (InputStream in = ApiDocument.class.getResourceAsStream(contract)) {
            return new JsonMapper().readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
