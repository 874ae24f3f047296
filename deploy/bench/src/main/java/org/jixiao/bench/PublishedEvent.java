package org.jixiao.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * An owner's event as the baseline reads it: in one pass, without a tree, arrays cut out of the bytes as they are. Nothing
 * is checked, which is in the baseline's favour.
 */
final class PublishedEvent {

    private static final JsonFactory JSON = new JsonFactory();

    /** Has members of the same names as the amounts now; the baselines keep only those. */
    private static final String NOT_KEPT = "issuedAmounts";

    private final Map<String, String> members = new HashMap<>();
    private int indicators;

    private PublishedEvent() {}

    static PublishedEvent read(byte[] bytes) throws IOException {
        PublishedEvent event = new PublishedEvent();
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            event.object(parser, bytes);
        }
        return event;
    }

    /** The text of a member, wherever it stands; null when it is null or missing. */
    String text(String name) {
        return members.get(name);
    }

    long number(String name) {
        return Long.parseLong(members.get(name));
    }

    int indicators() {
        return indicators;
    }

    private void object(JsonParser parser, byte[] bytes) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && name.equals(NOT_KEPT)) {
                parser.skipChildren();
            } else if (value == JsonToken.START_OBJECT) {
                object(parser, bytes);
            } else if (value == JsonToken.START_ARRAY) {
                array(name, parser, bytes);
            } else if (value != JsonToken.VALUE_NULL) {
                members.put(name, parser.getText());
            }
        }
    }

    private void array(String name, JsonParser parser, byte[] bytes) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        int elements = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            elements++;
        }
        int to = (int) parser.currentTokenLocation().getByteOffset() + 1;
        members.put(name, new String(bytes, from, to - from, UTF_8));
        if (name.equals("indicators")) {
            indicators = elements;
        }
    }
}
