package org.jixiao.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code docker-compose.yml} as Compose sees it in a given environment. */
final class ComposeFile {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\$)|\\{(\\w+)(?::([-?])([^}]*))?}|)");

    private final ObjectNode document;

    private ComposeFile(ObjectNode document) {
        this.document = document;
    }

    /** The text with its variables as they are written. */
    static ComposeFile raw() {
        return new ComposeFile(StrictYaml.document(Checkout.read("docker-compose.yml")));
    }

    /**
     * With the variables filled in.
     *
     * @throws IllegalArgumentException when one that must be set is not
     */
    static ComposeFile in(Map<String, String> environment) {
        return new ComposeFile((ObjectNode) filledIn(raw().document, environment));
    }

    private static JsonNode filledIn(JsonNode node, Map<String, String> environment) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(filledIn(member.getValue(), environment)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, filledIn(array.get(i), environment));
            }
        } else if (node.isTextual()) {
            return TextNode.valueOf(VARIABLE.matcher(node.asText())
                    .replaceAll(variable -> Matcher.quoteReplacement(value(variable, environment))));
        }
        return node;
    }

    private static String value(MatchResult variable, Map<String, String> environment) {
        if (variable.group(1) != null) {
            return "$";
        }
        if (variable.group(3) == null) {
            throw new IllegalArgumentException(variable.group() + " says not what to do when it is not set");
        }
        var value = environment.getOrDefault(variable.group(2), "");
        if (value.isEmpty() && variable.group(3).equals("?")) {
            throw new IllegalArgumentException("required variable " + variable.group(2) + " is missing a value");
        }
        return value.isEmpty() ? variable.group(4) : value;
    }

    ObjectNode document() {
        return document;
    }

    /** Every container by name. */
    Map<String, JsonNode> services() {
        return members(document.path("services"));
    }

    JsonNode service(String name) {
        return document.at("/services/" + name);
    }

    Map<String, String> environment(String service) {
        var environment = new TreeMap<String, String>();
        members(service(service).path("environment")).forEach((key, value) -> environment.put(key, value.asText()));
        return environment;
    }

    /** The text of a file that is written in the compose file itself. */
    String config(String name) {
        return document.at("/configs/" + name + "/content").asText();
    }

    static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }

    static List<String> list(JsonNode list) {
        return texts(list).toList();
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        var members = new TreeMap<String, JsonNode>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
