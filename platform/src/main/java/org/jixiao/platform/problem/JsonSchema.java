package org.jixiao.platform.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A published JSON Schema (draft 2020-12), compiled once, that turns what is wrong with a document into violations.
 * Bodies and events are read through here, so both get the same codes: UNKNOWN_FIELD, MISSING_FIELD, WRONG_TYPE,
 * NOT_ALLOWED, WRONG_FORMAT, WRONG_LENGTH, or the {@code x-code} that the schema states beside a {@code pattern}.
 */
public final class JsonSchema {

    private static final int MOST_BODY = 1 << 20;

    private static final JsonMapper STRICT = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxNumberLength(100)
                            .maxStringLength(1 << 20)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .build();

    private static final String CODE = "x-code";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .keyword(new NonValidationKeyword(CODE))
                    .build(),
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .formatAssertionsEnabled(true)
                    .build()));

    /** More than anybody reads; without a bound, a small document could make a large answer. */
    private static final int MOST_VIOLATIONS = 100;

    private static final int LONGEST_NAME = 200;

    private final JsonNode document;
    private final Schema schema;

    private JsonSchema(JsonNode document) {
        this.document = document;
        this.schema = REGISTRY.getSchema(document);
    }

    /** Compiles a self-contained schema from the class path, for example {@code /contracts/schemas/x-1.0.json}. */
    public static JsonSchema ofResource(String resource) {
        try (InputStream in = JsonSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no schema at " + resource);
            }
            return new JsonSchema(STRICT.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads strictly: UTF-8 without a byte order mark, no duplicate keys, nothing after the document, at most 50 levels
     * deep, and nothing that a database could not keep or nobody could write again (RFC 7493): U+0000, halves of surrogate
     * pairs, numbers beyond 1e308.
     *
     * @return never null; JSON {@code null} and an empty input are refused as well
     * @throws JsonProcessingException when this is not one JSON value in UTF-8
     */
    public static JsonNode read(byte[] bytes) throws JsonProcessingException {
        try {
            if (!startsAsUtf8(bytes)) {
                throw new com.fasterxml.jackson.core.JsonParseException(null, "not UTF-8");
            }
            JsonNode node = STRICT.readTree(bytes);
            if (node == null || node.isMissingNode() || node.isNull()) {
                throw new com.fasterxml.jackson.core.JsonParseException(null, "no content");
            }
            if (!keepable(node)) {
                throw new com.fasterxml.jackson.core.JsonParseException(null, "not keepable");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            // Jackson reports invalid UTF-8 as a bare CharConversionException
            throw new com.fasterxml.jackson.core.JsonParseException(null, "not UTF-8", e);
        }
    }

    /**
     * A parser with the limits of {@link #read}. Duplicate keys, what follows the document, and what could not be kept are for
     * the caller to refuse.
     */
    public static JsonParser parser(byte[] bytes) throws IOException {
        return STRICT.createParser(bytes).disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    /**
     * Reads a request body and holds it against this schema.
     *
     * @throws Problem TOO_LARGE, MALFORMED_JSON, or INVALID_BODY with one violation per fault
     */
    public JsonNode readBody(byte[] body) {
        return readBody(body, MOST_BODY);
    }

    /** The same for a body of more than 1 MiB, where a list needs it. */
    public JsonNode readBody(byte[] body, int mostBytes) {
        if (body != null && body.length > mostBytes) {
            int most = mostBytes >> 20;
            throw new Problem(ProblemCode.TOO_LARGE, Text.of("请求体不得超过 %d MiB", "A body has at most %d MiB", most));
        }
        JsonNode node;
        try {
            node = read(body == null ? new byte[0] : body);
        } catch (JsonProcessingException e) {
            throw new Problem(ProblemCode.MALFORMED_JSON, where(e));
        }
        List<Violation> violations = check(node);
        if (!violations.isEmpty()) {
            throw new Problem(
                    ProblemCode.INVALID_BODY,
                    Text.of("请求体有 %d 处不符合约定", "%d parts of the body do not follow the contract", violations.size()),
                    violations);
        }
        return node;
    }

    /** What is wrong with the document, the first hundred faults of it; empty when it is valid. */
    public List<Violation> check(JsonNode node) {
        return schema.validate(node).stream()
                .map(this::violation)
                .distinct()
                .limit(MOST_VIOLATIONS)
                .toList();
    }

    /** Jackson would also take UTF-16, UTF-32 and a byte order mark; their first bytes tell them. */
    private static boolean startsAsUtf8(byte[] bytes) {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0 || bytes[i] == (byte) 0xFE || bytes[i] == (byte) 0xFF) {
                return false;
            }
        }
        return bytes.length < 3 || bytes[0] != (byte) 0xEF || bytes[1] != (byte) 0xBB || bytes[2] != (byte) 0xBF;
    }

    private static boolean keepable(JsonNode node) {
        if (node.isTextual()) {
            return isKeepable(node.textValue());
        }
        if (node.isDouble()) {
            return Double.isFinite(node.doubleValue());
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!isKeepable(member.getKey())) {
                return false;
            }
        }
        for (JsonNode child : node) {
            if (!keepable(child)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a database can keep this text and anybody can write it again: no U+0000, no half of a surrogate pair. */
    public static boolean isKeepable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == 0) {
                return false;
            }
            if (Character.isSurrogate(each)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(each, text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static Text where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ProblemCode.MALFORMED_JSON.title()
                : Text.of(
                        "第 %d 行第 %d 列附近无法解析",
                        "Cannot be parsed near line %d, column %d",
                        e.getLocation().getLineNr(),
                        e.getLocation().getColumnNr());
    }

    private Violation violation(Error error) {
        String at = error.getInstanceLocation().toString();
        String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "additionalProperties", "unevaluatedProperties", "false" ->
                new Violation(under(at, property), "UNKNOWN_FIELD", Text.of("没有这个字段", "There is no such field"));
            case "required" ->
                new Violation(under(at, property), "MISSING_FIELD", Text.of("缺少这个字段", "The field is missing"));
            case "type" ->
                new Violation(at, "WRONG_TYPE", Text.of("类型不对，应为 %s", "Wrong type, should be %s", stated(error)));
            case "const", "enum" ->
                new Violation(at, stated(error, "NOT_ALLOWED"), Text.of("只能是 %s", "Must be %s", stated(error)));
            case "pattern", "format" ->
                new Violation(
                        at,
                        stated(error, "WRONG_FORMAT"),
                        Text.of("格式不对，应为 %s", "Wrong format, should be %s", stated(error)));
            case "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum" ->
                new Violation(
                        at,
                        stated(error, "WRONG_LENGTH"),
                        Text.of("超出范围：%s", "Out of range: %s", error.getKeyword() + " " + stated(error)));
            default -> new Violation(at, "NOT_VALID", Text.of("不符合约定", "Does not follow the contract"));
        };
    }

    private static String under(String pointer, String property) {
        return property == null
                ? pointer
                : pointer + "/" + shown(property).replace("~", "~0").replace("/", "~1");
    }

    /** A name that nobody knows may be as long as the document, and a receipt has to stay small. */
    private static String shown(String property) {
        return property.length() <= LONGEST_NAME
                ? property
                : property.substring(0, property.offsetByCodePoints(0, LONGEST_NAME / 2)) + "…";
    }

    /** What the schema says under the keyword that failed. */
    private String stated(Error error) {
        return plain(document.at(location(error)));
    }

    private String stated(Error error, String otherwise) {
        String location = location(error);
        JsonNode code = document.at(location.substring(0, location.lastIndexOf('/')) + "/" + CODE);
        return code.isMissingNode() ? otherwise : code.asText();
    }

    private static String location(Error error) {
        return error.getSchemaLocation().getFragment().toString();
    }

    private static String plain(JsonNode node) {
        return node.isTextual() ? node.asText() : node.toString();
    }
}
