package org.jixiao.indicator.api;

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
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to the OpenAPI document what operations have in common, so that no resource repeats it: problems,
 * preconditions, query parameters, examples.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public final class ApiDocument implements OASFilter {

    /** Schemas of a library that words its own problems; ours are worded by the platform. */
    private static final List<String> FOREIGN = List.of("HttpProblem", "HttpValidationProblem", "Violation");

    /** Members that an answer may leave out. */
    private static final Set<String> OPTIONAL = Set.of("low", "high", "deadline", "unitSuggestion", "year", "day");

    private static final Map<String, String> EXAMPLES = Map.of(
            "putGoal", "/contracts/examples/goal.json",
            "putMonitoringRound", "/contracts/examples/monitoring-round.json",
            "putSelfEvaluation", "/contracts/examples/self-evaluation.json",
            "closePeriod", "/contracts/examples/closing.json",
            "parseTarget", "/contracts/examples/target.json",
            "parseIndicators", "/contracts/examples/indicators-parse.json");

    /** Ends of addresses that have an entity tag and are written part by part. */
    private static final List<String> ASSESSED = List.of("/assessment", "/monitoring");

    /** Ends of addresses at which a goal is judged. */
    private static final Set<String> ASSESSING = Set.of("/{month}", "/self-evaluation");

    /** The platform's operations that take a body and are no change of a versioned resource. */
    private static final Set<String> TAKES_A_BODY = Set.of("giveUpGap", "requestReplay");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        FOREIGN.forEach(document.getComponents()::removeSchema);
        document.getComponents().getSchemas().forEach((name, schema) -> {
            if (schema.getProperties() != null && !name.endsWith("Body") && !name.equals("SenderRegion")) {
                requireEverything(schema);
            }
        });
        document.getPaths().getPathItems().forEach((path, item) -> {
            item.getOperations().values().forEach(operation -> {
                describe(operation, path);
                describeShared(operation);
            });
            if (item.getPUT() != null || ASSESSED.stream().anyMatch(path::endsWith)) {
                item.getGET().getResponses().addAPIResponse("304", answer("没有变化 Not changed"));
            }
            if (ASSESSING.contains(path.substring(path.lastIndexOf('/')))) {
                refuses(
                        item.getPUT(),
                        "409",
                        "绩效目标已撤销，或已不是 goalVersion 这一版 The goal was withdrawn, or is in another version");
                describeTakingBack(item.getDELETE());
            }
            if (item.getPUT() != null) {
                describeWrite(item.getPUT());
            } else if (item.getPOST() != null && !path.endsWith("/parse")) {
                describeBody(item.getPOST());
            }
        });
    }

    private static void requireEverything(Schema view) {
        if (view.getRequired() == null) {
            view.setRequired(view.getProperties().keySet().stream()
                    .filter(name -> !OPTIONAL.contains(name))
                    .toList());
        }
    }

    private static void describe(Operation operation, String path) {
        if (path.endsWith("/parse")) {
            describeBody(operation);
        } else {
            refuses(operation, "401", "需要有效的令牌 A valid token is needed");
            refuses(operation, "403", "令牌没有所需的角色 The token lacks the role");
            operation
                    .getResponses()
                    .addAPIResponse("503", OASFactory.createAPIResponse().ref("Unavailable"));
        }
        if (path.endsWith("/{month}")) {
            refuses(operation, "400", "月份无效 The month is not valid");
        }
        if (path.contains("{") || path.endsWith("/frames")) {
            refuses(operation, "404", "没有，或不在权限范围内 Not there, or out of scope");
        }
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getIn() == Parameter.In.QUERY)
                    .forEach(parameter -> {
                        if (parameter.getDescription() == null) {
                            QueryParameter.describe(parameter);
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
                        .map(role -> role.startsWith("${") ? "indicator.read" : role)
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
        describePrecondition(operation);
        describeBody(operation);
    }

    private static void describeTakingBack(Operation operation) {
        operation.addParameter(header("If-Match", "所见版本的 ETag / the ETag that was seen"));
        describePrecondition(operation);
    }

    private static void describePrecondition(Operation operation) {
        refuses(operation, "412", "已被他人修改 Changed in the meantime");
        refuses(operation, "428", "缺少前提条件 The precondition is missing");
    }

    private static void describeBody(Operation operation) {
        refuses(operation, "400", "请求体不符合约定 The body does not follow its schema");
        refuses(operation, "413", "请求体过大 The body is too large");
        refuses(operation, "415", "不支持的内容类型 The content type is not supported");
        refuses(operation, "422", "内容违反规则 The content breaks a rule");
        String example = EXAMPLES.get(operation.getOperationId());
        if (example != null) {
            operation
                    .getRequestBody()
                    .getContent()
                    .getMediaType("application/json")
                    .setExample(read(example));
        }
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

    private static Map<?, ?> read(String example) {
        try (InputStream in = ApiDocument.class.getResourceAsStream(example)) {
            return new JsonMapper().readValue(in, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
