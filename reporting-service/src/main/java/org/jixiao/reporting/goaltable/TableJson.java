package org.jixiao.reporting.goaltable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jixiao.reporting.answer.CanonicalJson;

/** A table's JSON, written row by row; the same bytes as those of the whole. */
final class TableJson implements TableRows.RowReader {

    private static final String UNITS = "units";
    private static final String PROJECTS = "projects";

    private final Form form;
    private final OutputStream out;
    private final Open table;
    private Open unit;

    private TableJson(GoalTable head, Form form, OutputStream out) throws IOException {
        this.form = form;
        this.out = out;
        this.table = begin(head.with(List.of()), UNITS);
    }

    /** Members in the order of the contract, as any other answer. */
    static void asDeclared(TableRows rows, ObjectMapper json, OutputStream out) throws IOException {
        write(rows, new Declared(json), out);
    }

    /** As {@link CanonicalJson} has it, without what stands beside the official form. */
    static void canonical(TableRows rows, ObjectMapper json, OutputStream out) throws IOException {
        write(rows, new Canonical(json), out);
    }

    private static void write(TableRows rows, Form form, OutputStream out) throws IOException {
        TableJson writer = new TableJson(rows.head(), form, out);
        rows.forEach(writer);
        writer.endUnit();
        writer.end(writer.table);
    }

    /** How values are written, and in which order members are. */
    private sealed interface Form {

        ObjectMapper json();

        byte[] of(Object value) throws IOException;

        List<Map.Entry<String, JsonNode>> ordered(ObjectNode object);
    }

    private record Declared(ObjectMapper json) implements Form {

        @Override
        public byte[] of(Object value) throws IOException {
            return json.writeValueAsBytes(value);
        }

        @Override
        public List<Map.Entry<String, JsonNode>> ordered(ObjectNode object) {
            return List.copyOf(object.properties());
        }
    }

    private record Canonical(ObjectMapper json) implements Form {

        /** Canonical JSON is defined for objects and arrays; any value is inside an array what it is outside. */
        @Override
        public byte[] of(Object value) throws IOException {
            byte[] printed = json.writerWithView(GoalTable.Printed.class).writeValueAsBytes(List.of(value));
            byte[] array = CanonicalJson.of(printed).bytes();
            return Arrays.copyOfRange(array, 1, array.length - 1);
        }

        @Override
        public List<Map.Entry<String, JsonNode>> ordered(ObjectNode object) {
            return object.properties().stream()
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .toList();
        }
    }

    /** An object whose list is being written, and what is written behind the list. */
    private static final class Open {

        private final List<Map.Entry<String, JsonNode>> behind = new ArrayList<>();
        private boolean hasElements;
    }

    @Override
    public void unit(GoalTable.Unit next) throws IOException {
        endUnit();
        separate(table);
        unit = begin(next.with(List.of()), PROJECTS);
    }

    @Override
    public void project(GoalTable.Project project) throws IOException {
        separate(unit);
        out.write(form.of(project));
    }

    private void endUnit() throws IOException {
        if (unit != null) {
            end(unit);
            unit = null;
        }
    }

    private void separate(Open object) throws IOException {
        if (object.hasElements) {
            write(",");
        }
        object.hasElements = true;
    }

    /** The members before the list, and its beginning. */
    private Open begin(Object object, String list) throws IOException {
        Open open = new Open();
        List<Map.Entry<String, JsonNode>> members = form.ordered(form.json().valueToTree(object));
        int at = members.stream().map(Map.Entry::getKey).toList().indexOf(list);
        write("{");
        for (Map.Entry<String, JsonNode> member : members.subList(0, at)) {
            write(member);
            write(",");
        }
        write("\"" + list + "\":[");
        open.behind.addAll(members.subList(at + 1, members.size()));
        return open;
    }

    private void end(Open object) throws IOException {
        write("]");
        for (Map.Entry<String, JsonNode> member : object.behind) {
            write(",");
            write(member);
        }
        write("}");
    }

    private void write(Map.Entry<String, JsonNode> member) throws IOException {
        write("\"" + member.getKey() + "\":");
        out.write(form.of(member.getValue()));
    }

    private void write(String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
