package org.jixiao.reporting.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A table that is compared in memory. */
record HeldTable(JsonNode head, Map<String, JsonNode> projects) implements ComparedTable {

    HeldTable(JsonNode table) {
        this(table, projects(table));
    }

    @Override
    public Set<String> projectCodes() {
        return projects.keySet();
    }

    @Override
    public JsonNode project(String code) {
        return projects.getOrDefault(code, MissingNode.getInstance());
    }

    @Override
    public void close() {
        // there is nothing to let go
    }

    private static Map<String, JsonNode> projects(JsonNode table) {
        Map<String, JsonNode> projects = new TreeMap<>();
        for (JsonNode unit : table.path("units")) {
            for (JsonNode project : unit.path("projects")) {
                ObjectNode known = ((ObjectNode) project)
                        .objectNode()
                        .put("unit", unit.at("/unit/code").asText());
                projects.put(project.path("projectCode").asText(), known.setAll((ObjectNode) project));
            }
        }
        return projects;
    }
}
