package org.jixiao.reporting.goaltable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads a table's JSON project by project, and lays their texts aside. */
final class TableParser {

    private final ObjectMapper json;
    private final SpooledTexts texts;

    TableParser(ObjectMapper json, SpooledTexts texts) {
        this.json = json;
        this.texts = texts;
    }

    /** Reads what comes next of a list. */
    private interface Element {
        void read(JsonParser parser) throws IOException;
    }

    /** The table, its projects without their texts. */
    GoalTable read(InputStream table) throws IOException {
        List<GoalTable.Unit> units = new ArrayList<>();
        try (JsonParser parser = json.createParser(table)) {
            parser.nextToken();
            ObjectNode head = object(parser, "units", at -> units.add(unit(at)));
            return json.treeToValue(head, GoalTable.class).with(List.copyOf(units));
        }
    }

    private GoalTable.Unit unit(JsonParser parser) throws IOException {
        List<GoalTable.Project> projects = new ArrayList<>();
        ObjectNode unit = object(parser, "projects", at -> {
            GoalTable.Project project = json.readValue(at, GoalTable.Project.class);
            texts.add(project);
            projects.add(project.with(null, null, null, null, null));
        });
        return json.treeToValue(unit, GoalTable.Unit.class).with(List.copyOf(projects));
    }

    /** All members, with an empty list in place of the one whose elements are read one by one. */
    private ObjectNode object(JsonParser parser, String list, Element element) throws IOException {
        ObjectNode object = json.createObjectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(list)) {
                object.putArray(list);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    element.read(parser);
                }
            } else {
                object.set(name, json.readTree(parser));
            }
        }
        return object;
    }
}
