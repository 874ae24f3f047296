package org.jixiao.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A strategic merge patch. Lists of which it does not know how Kubernetes merges them are refused, not guessed. */
final class StrategicMerge {
    private static final Map<String, String> KEY_OF_LIST = Map.of("containers", "name", "env", "name");

    private StrategicMerge() {}

    /** Changes the object as the patch says: objects are merged, {@code null} removes, other values replace. */
    static void apply(ObjectNode patch, ObjectNode object) {
        patch.properties().forEach(member -> apply(member.getKey(), member.getValue(), object));
    }

    private static void apply(String name, JsonNode value, ObjectNode object) {
        var present = object.get(name);
        if (name.startsWith("$")) {
            throw new IllegalArgumentException("Directives are not known here: " + name);
        } else if (value.isNull()) {
            object.remove(name);
        } else if (value instanceof ObjectNode change && present instanceof ObjectNode part) {
            apply(change, part);
        } else if (value instanceof ArrayNode changes && present instanceof ArrayNode elements) {
            merge(name, changes, elements);
        } else {
            object.set(name, value.deepCopy());
        }
    }

    /** Kustomize puts the elements of the patch first. */
    private static void merge(String list, ArrayNode changes, ArrayNode elements) {
        var key = KEY_OF_LIST.get(list);
        if (key == null) {
            throw new IllegalArgumentException("Both sides have a list of " + list + ", and its key is not known here");
        }
        var others = elements.deepCopy();
        elements.removeAll();
        for (var change : changes) {
            var element = removed(others, key, change.get(key));
            apply((ObjectNode) change, element);
            elements.add(element);
        }
        elements.addAll(others);
    }

    /** The element of that key, which leaves the list, or an empty one when there was none. */
    private static ObjectNode removed(ArrayNode elements, String key, JsonNode value) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).get(key).equals(value)) {
                return (ObjectNode) elements.remove(i);
            }
        }
        return elements.objectNode();
    }
}
