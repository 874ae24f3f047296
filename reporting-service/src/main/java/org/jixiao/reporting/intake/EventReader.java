package org.jixiao.reporting.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.reporting.projection.Utf8;

/**
 * Reads an event in one pass into a tree. An array of objects named {@code indicators} is most of a goal and is only handed
 * on: it is walked through and counted by category and type, but cut out of the bytes as it is instead of being read, kept
 * and written again.
 */
final class EventReader {

    private static final String HANDED_ON = "indicators";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** A table, because every byte of an event is looked up. */
    private static final boolean[] DOUBTFUL = new boolean[256];

    static {
        for (int each = 0; each < DOUBTFUL.length; each++) {
            DOUBTFUL[each] =
                    each == '\\' || each >= 0xc0 && (each < 0xc2 || each == 0xe0 || each == 0xed || each >= 0xf0);
        }
    }

    /** What everybody who reads JSON can write again (RFC 7493). */
    private static final BigDecimal LARGEST = new BigDecimal("1.7976931348623157E308");

    private final byte[] bytes;
    private final JsonParser parser;
    /** Of the objects that are walked through, by depth. */
    private final List<MemberNames> names = new ArrayList<>();

    private EventReader(byte[] bytes, JsonParser parser) {
        this.bytes = bytes;
        this.parser = parser;
    }

    /**
     * As strict as {@link JsonSchema#read}. In the tree a {@link Slice} stands for what was cut out.
     *
     * @throws JsonProcessingException when this is not one JSON value in UTF-8
     */
    static JsonNode read(byte[] bytes) throws JsonProcessingException {
        try (JsonParser parser = JsonSchema.parser(bytes)) {
            EventReader reader = new EventReader(bytes, parser);
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "no content");
            }
            JsonNode document = reader.value();
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "more than one value");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            // Jackson reports invalid UTF-8 as a bare CharConversionException
            throw new JsonParseException(null, "not UTF-8", e);
        }
    }

    private JsonNode value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(keepable(parser.getText()));
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? NODES.numberNode(parser.getBigIntegerValue())
                        : NODES.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(finite());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new JsonParseException(parser, "not a value");
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = keepable(parser.currentName());
            JsonToken value = parser.nextToken();
            boolean handedOn = value == JsonToken.START_ARRAY && name.equals(HANDED_ON);
            if (object.replace(name, handedOn ? slice() : value()) != null) {
                throw new JsonParseException(parser, "twice in one object");
            }
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value());
        }
        return array;
    }

    /** The array as it was written; nothing when it holds anything but objects. */
    private JsonNode slice() throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        IndicatorTypes types = new IndicatorTypes();
        boolean objects = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            objects &= parser.currentToken() == JsonToken.START_OBJECT;
            walk(types);
        }
        int to = (int) parser.currentTokenLocation().getByteOffset() + 1;
        if (mayHoldWhatIsNotKeepable(from, to)) {
            requireKeepable(from, to);
        }
        return objects
                ? NODES.pojoNode(new Slice(Utf8.of(bytes, from, to), types.size(), types.toString()))
                : NODES.nullNode();
    }

    /**
     * Looks at every token of a value and at no text but the codes that it is counted by: most of the time of reading a goal
     * would go there.
     */
    private void walk(IndicatorTypes types) throws IOException {
        int depth = 0;
        String member = null;
        String category = null;
        String type = null;
        do {
            switch (parser.currentToken()) {
                case START_OBJECT, START_ARRAY -> {
                    depth++;
                    names(depth).clear();
                }
                case END_OBJECT, END_ARRAY -> depth--;
                case FIELD_NAME -> {
                    if (!names(depth).add(parser.currentName())) {
                        throw new JsonParseException(parser, "twice in one object");
                    }
                    member = depth == 1 ? parser.currentName() : member;
                }
                case VALUE_STRING -> {
                    if (depth == 2 && "code".equals(parser.currentName())) {
                        category = "category".equals(member) ? parser.getText() : category;
                        type = "type".equals(member) ? parser.getText() : type;
                    }
                }
                case VALUE_NUMBER_FLOAT -> finite();
                case VALUE_NUMBER_INT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> {}
            }
        } while (depth > 0 && parser.nextToken() != null);
        types.add(category, type);
    }

    private MemberNames names(int depth) {
        while (names.size() <= depth) {
            names.add(new MemberNames());
        }
        return names.get(depth);
    }

    /**
     * U+0000 and half a surrogate pair come by an escape, or as bytes that only seem to be UTF-8. The parser has looked at those
     * that follow a first byte, and not at whether that is one which leads too far or takes more bytes than it needs.
     */
    private boolean mayHoldWhatIsNotKeepable(int from, int to) {
        for (int i = from; i < to; i++) {
            byte each = bytes[i];
            if (DOUBTFUL[each & 0xff] && (each != '\\' || bytes[i + 1] == 'u')) {
                return true;
            }
        }
        return false;
    }

    private void requireKeepable(int from, int to) throws IOException {
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        UTF_8.newDecoder().decode(ByteBuffer.wrap(part));
        try (JsonParser again = JsonSchema.parser(part)) {
            again.nextToken();
            new EventReader(part, again).value();
        }
    }

    private BigDecimal finite() throws IOException {
        BigDecimal number = parser.getDecimalValue();
        if (number.abs().compareTo(LARGEST) > 0) {
            throw new JsonParseException(parser, "not keepable");
        }
        return number;
    }

    private String keepable(String text) throws JsonParseException {
        if (!JsonSchema.isKeepable(text)) {
            throw new JsonParseException(parser, "not keepable");
        }
        return text;
    }
}
