package org.jixiao.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The places in a manifest whose fields Kubernetes fixes. */
final class Levels {
    /** Their members are named by whoever writes them. */
    private static final Set<String> FREE =
            Set.of("labels", "annotations", "matchLabels", "data", "requests", "limits", "config", "selector");

    private final List<String> pointers = new ArrayList<>();

    private Levels() {}

    /** A JSON pointer to each. */
    static List<String> withAKnownType(ObjectNode object) {
        var levels = new Levels();
        levels.visit("", object);
        return levels.pointers;
    }

    private void visit(String pointer, JsonNode node) {
        if (node.isObject()) {
            pointers.add(pointer);
            node.properties().stream()
                    .filter(member ->
                            !FREE.contains(member.getKey()) || member.getValue().has("matchLabels"))
                    .forEach(member -> visit(pointer + "/" + member.getKey(), member.getValue()));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            visit(pointer + "/" + i, node.get(i));
        }
    }
}
