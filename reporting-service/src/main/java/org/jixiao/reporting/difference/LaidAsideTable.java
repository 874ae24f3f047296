package org.jixiao.reporting.difference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jixiao.reporting.answer.Content;
import org.jixiao.reporting.answer.Spool;

/** A table whose projects are found again one by one. */
final class LaidAsideTable implements ComparedTable {

    private static final ObjectMapper JSON = new JsonMapper();

    private final ObjectNode head;
    private final Map<String, Place> places;
    private final Content projects;

    private LaidAsideTable(ObjectNode head, Map<String, Place> places, Content projects) {
        this.head = head;
        this.places = places;
        this.projects = projects;
    }

    /** Where a project lies among the others, and whose it is. */
    private record Place(String code, long at, int length, String unit) {

        Place of(String owner) {
            return new Place(code, at, length, owner);
        }
    }

    static LaidAsideTable read(InputStream table) throws IOException {
        try (JsonParser parser = JSON.createParser(table);
                Spool spool = new Spool()) {
            Reading reading = new Reading(parser, spool);
            parser.nextToken();
            ObjectNode head = reading.table();
            return new LaidAsideTable(head, reading.places, spool.content());
        }
    }

    @Override
    public JsonNode head() {
        return head;
    }

    @Override
    public Set<String> projectCodes() {
        return places.keySet();
    }

    @Override
    public JsonNode project(String code) {
        Place place = places.get(code);
        if (place == null) {
            return MissingNode.getInstance();
        }
        try (InputStream from = projects.open(place.at)) {
            ObjectNode project = (ObjectNode) JSON.readTree(from.readNBytes(place.length));
            return project.put("unit", place.unit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        projects.close();
    }

    private static final class Reading {

        private final JsonParser parser;
        private final Spool spool;
        private final Map<String, Place> places = new TreeMap<>();
        private long written;

        Reading(JsonParser parser, Spool spool) {
            this.parser = parser;
            this.spool = spool;
        }

        ObjectNode table() throws IOException {
            ObjectNode table = JSON.createObjectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("units")) {
                    ArrayNode units = table.putArray(name);
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        units.add(unit());
                    }
                } else {
                    table.set(name, JSON.readTree(parser));
                }
            }
            return table;
        }

        /** Which unit it is may be said behind its projects. */
        private ObjectNode unit() throws IOException {
            ObjectNode unit = JSON.createObjectNode();
            List<Place> ofUnit = new ArrayList<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("projects")) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        ofUnit.add(project());
                    }
                } else {
                    unit.set(name, JSON.readTree(parser));
                }
            }
            String code = unit.at("/unit/code").asText();
            ofUnit.forEach(place -> places.put(place.code, place.of(code)));
            return unit;
        }

        private Place project() throws IOException {
            JsonNode project = JSON.readTree(parser);
            byte[] bytes = JSON.writeValueAsBytes(project);
            spool.write(bytes);
            Place place = new Place(project.path("projectCode").asText(), written, bytes.length, null);
            written += bytes.length;
            return place;
        }
    }
}
