package org.jixiao.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An owner's event as the baseline reads it: in one pass, without a tree, arrays cut out of the bytes as they are. Nothing
 * is checked, which is in the baseline's favour.
 */
final class PublishedEvent {

    private static final JsonFactory JSON = new JsonFactory();

    /** Has members of the same names as the amounts now. */
    private static final String ISSUED = "issuedAmounts";

    private final Map<String, String> members = new HashMap<>();
    private final Map<String, Integer> types = new TreeMap<>();
    private int indicators;

    private PublishedEvent() {}

    static PublishedEvent read(byte[] bytes) throws IOException {
        PublishedEvent event = new PublishedEvent();
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            event.object("", parser, bytes);
        }
        return event;
    }

    /** The text of a member, wherever it stands; null when it is null or missing. Issued amounts are {@code issuedAmounts.total}. */
    String text(String name) {
        return members.get(name);
    }

    long number(String name) {
        return Long.parseLong(members.get(name));
    }

    int indicators() {
        return indicators;
    }

    /** How many indicators are of which category and type, as the read model keeps it: {@code 1.11.3 2.22.1}. */
    String indicatorTypes() {
        return types.entrySet().stream()
                .map(each -> each.getKey() + "." + each.getValue())
                .collect(Collectors.joining(" "));
    }

    private void object(String prefix, JsonParser parser, byte[] bytes) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                object(name.equals(ISSUED) ? ISSUED + "." : prefix, parser, bytes);
            } else if (value == JsonToken.START_ARRAY) {
                array(name, parser, bytes);
            } else if (value != JsonToken.VALUE_NULL) {
                members.put(prefix + name, parser.getText());
            }
        }
    }

    private void array(String name, JsonParser parser, byte[] bytes) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        boolean counted = name.equals("indicators");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (counted) {
                indicator(parser);
            } else {
                parser.skipChildren();
            }
        }
        int to = (int) parser.currentTokenLocation().getByteOffset() + 1;
        members.put(name, new String(bytes, from, to - from, UTF_8));
    }

    private void indicator(JsonParser parser) throws IOException {
        String category = null;
        String type = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("category")) {
                category = code(parser);
            } else if (parser.currentToken() == JsonToken.START_OBJECT && name.equals("type")) {
                type = code(parser);
            } else {
                parser.skipChildren();
            }
        }
        types.merge(category + "." + type, 1, Integer::sum);
        indicators++;
    }

    private static String code(JsonParser parser) throws IOException {
        String code = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals("code");
            parser.nextToken();
            code = found ? parser.getText() : code;
        }
        return code;
    }
}
