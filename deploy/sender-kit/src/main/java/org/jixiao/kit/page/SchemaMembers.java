package org.jixiao.kit.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Lays a JSON Schema out as rows: every member it names, in its order, references followed. */
final class SchemaMembers {

    private static final Set<String> RULES = Set.of(
            "const",
            "enum",
            "pattern",
            "format",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "x-code");

    private final JsonNode document;
    private final List<Member> members = new ArrayList<>();

    private SchemaMembers(JsonNode document) {
        this.document = document;
    }

    /** The members of a self-contained schema. */
    static List<Member> of(JsonNode document) {
        SchemaMembers rows = new SchemaMembers(document);
        rows.addPropertiesOf(rows.resolved(document), "");
        return List.copyOf(rows.members);
    }

    private void addPropertiesOf(JsonNode schema, String prefix) {
        Set<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
            add(prefix + each.getKey(), resolved(each.getValue()), required.contains(each.getKey()));
        }
    }

    private void add(String path, JsonNode schema, boolean required) {
        members.add(new Member(path, type(schema), required, rule(schema), description(schema)));
        addPropertiesOf(schema, path + ".");
        if (schema.has("items")) {
            JsonNode items = resolved(schema.get("items"));
            if (!items.has("properties")) {
                members.add(new Member(path + "[]", type(items), true, rule(items), description(items)));
            }
            addPropertiesOf(items, path + "[].");
        }
    }

    /** A schema together with what it refers to; its own words go first. */
    private JsonNode resolved(JsonNode schema) {
        if (!schema.has("$ref")) {
            return schema;
        }
        String reference = schema.get("$ref").asText();
        if (!reference.startsWith("#/")) {
            throw new IllegalArgumentException("a schema is self-contained, but refers to " + reference);
        }
        JsonNode target = document.at(reference.substring(1));
        if (target.isMissingNode()) {
            throw new IllegalArgumentException("nothing at " + reference);
        }
        ObjectNode merged = resolved(target).deepCopy();
        merged.setAll((ObjectNode) schema.deepCopy());
        merged.remove("$ref");
        return merged;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return StreamSupport.stream(type.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" | "));
        }
        if (type.isTextual()) {
            return type.asText();
        }
        return schema.has("const") || schema.has("enum") ? "string" : "";
    }

    private static String rule(JsonNode schema) {
        return schema.properties().stream()
                .filter(each -> RULES.contains(each.getKey()))
                .map(each -> each.getKey() + " " + shown(each.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
        }
        return value.asText();
    }

    private static String description(JsonNode schema) {
        return schema.path("description").asText(schema.path("title").asText());
    }
}
