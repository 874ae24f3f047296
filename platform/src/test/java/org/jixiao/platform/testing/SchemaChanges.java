package org.jixiao.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds a schema against the one that was published before it under the same major version. What comes in is closed, and
 * may only become more: everything that was accepted is accepted. What goes out may only get members that nobody has to
 * know: everything that was promised is promised. Whatever this cannot judge must be unchanged.
 */
public final class SchemaChanges {

    private static final Set<String> WORDS =
            Set.of("title", "description", "examples", "$comment", "$id", "$schema", "$defs", "$ref", "default");
    private static final Set<String> LEAST = Set.of("minimum", "minLength", "minItems");
    private static final Set<String> MOST = Set.of("maximum", "maxLength", "maxItems");

    private final JsonNode published;
    private final JsonNode current;
    private final boolean inbound;
    private final List<String> breaking = new ArrayList<>();

    private SchemaChanges(JsonNode published, JsonNode current) {
        this.published = published;
        this.current = current;
        this.inbound = isClosed(published);
    }

    /** What breaks the contract, each with its place; empty when the current schema may take the place of the published. */
    public static List<String> breaking(JsonNode published, JsonNode current) {
        SchemaChanges changes = new SchemaChanges(published, current);
        changes.compare("", published, current);
        return changes.breaking;
    }

    /** The same for two files. */
    public static List<String> breaking(Path published, Path current) {
        try {
            ObjectMapper json = new ObjectMapper();
            return breaking(json.readTree(published.toFile()), json.readTree(Files.readAllBytes(current)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compare(String at, JsonNode before, JsonNode after) {
        ObjectNode old = resolved(published, before);
        ObjectNode now = resolved(current, after);
        Set<String> keywords = new TreeSet<>();
        old.fieldNames().forEachRemaining(keywords::add);
        now.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(WORDS);
        for (String keyword : keywords) {
            compare(at, keyword, old, now);
        }
    }

    private void compare(String at, String keyword, ObjectNode old, ObjectNode now) {
        JsonNode was = old.path(keyword);
        JsonNode is = now.path(keyword);
        switch (keyword) {
            case "properties" -> compareMembers(at, was, is);
            case "required" -> compareRequired(at, set(was), set(is));
            case "items" -> compare(at + "/*", was, is);
            case "enum", "type" -> {
                boolean kept =
                        inbound && !was.isMissingNode() ? set(is).containsAll(set(was)) : set(is).equals(set(was));
                note(kept || (inbound && is.isMissingNode()), at, keyword);
            }
            default -> note(was.equals(is) || (inbound && isWider(keyword, was, is)), at, keyword);
        }
    }

    private void compareMembers(String at, JsonNode was, JsonNode is) {
        was.fieldNames().forEachRemaining(name -> {
            if (is.has(name)) {
                compare(at + "/" + name, was.get(name), is.get(name));
            } else {
                breaking.add(at + "/" + name + " is gone");
            }
        });
        is.fieldNames().forEachRemaining(name -> {
            if (!was.has(name) && inbound) {
                requireClosed(at + "/" + name, is.get(name));
            }
        });
    }

    /** What comes in may come to need less; what goes out is neither more nor less sure than it was. */
    private void compareRequired(String at, Set<String> was, Set<String> is) {
        for (String name : is) {
            note(was.contains(name), at + "/" + name, "required");
        }
        for (String name : was) {
            note(inbound || is.contains(name), at + "/" + name, "required");
        }
    }

    private void requireClosed(String at, JsonNode added) {
        ObjectNode schema = resolved(current, added);
        if (schema.has("properties") && !isClosed(schema)) {
            breaking.add(at + " is not closed");
        }
        schema.path("properties")
                .properties()
                .forEach(each -> requireClosed(at + "/" + each.getKey(), each.getValue()));
        if (schema.has("items")) {
            requireClosed(at + "/*", schema.get("items"));
        }
    }

    private void note(boolean fine, String at, String keyword) {
        if (!fine) {
            breaking.add(at + " has another " + keyword);
        }
    }

    private static boolean isWider(String keyword, JsonNode was, JsonNode is) {
        if (!LEAST.contains(keyword) && !MOST.contains(keyword)) {
            return false;
        }
        if (was.isMissingNode() || is.isMissingNode()) {
            return is.isMissingNode();
        }
        int growth = new BigDecimal(is.asText()).compareTo(new BigDecimal(was.asText()));
        return LEAST.contains(keyword) ? growth <= 0 : growth >= 0;
    }

    private static boolean isClosed(JsonNode schema) {
        return schema.has("additionalProperties")
                && !schema.get("additionalProperties").booleanValue();
    }

    /** With what its reference leads to, as the siblings of the reference. */
    private static ObjectNode resolved(JsonNode document, JsonNode schema) {
        ObjectNode resolved = new ObjectMapper().createObjectNode();
        if (schema.has("$ref")) {
            resolved.setAll(
                    resolved(document, document.at(schema.get("$ref").asText().substring(1))));
        }
        if (schema.isObject()) {
            resolved.setAll((ObjectNode) schema.deepCopy());
        }
        return resolved;
    }

    private static Set<String> set(JsonNode node) {
        Set<String> set = new TreeSet<>();
        if (node.isArray()) {
            node.forEach(each -> set.add(each.toString().replaceAll("^\"|\"$", "")));
        } else if (!node.isMissingNode()) {
            set.add(node.asText());
        }
        return set;
    }
}
