package org.jixiao.reporting.goaltable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jixiao.reporting.answer.CanonicalJson;

/** The SHA-256 of a table's canonical JSON, made row by row; equal to that of the whole. */
final class TableDigest implements TableRows.RowReader {

    private static final String UNITS = "units";
    private static final String PROJECTS = "projects";

    private final ObjectMapper json;
    private final MessageDigest digest = sha256Digest();
    private final NavigableMap<String, byte[]> head;
    private NavigableMap<String, byte[]> unit;
    private boolean isFirstUnit = true;
    private boolean isFirstProject;

    TableDigest(GoalTable head, ObjectMapper json) {
        this.json = json;
        this.head = members(json.valueToTree(head.with(List.of())), UNITS);
        begin(this.head, UNITS);
    }

    @Override
    public void unit(GoalTable.Unit next) {
        endUnit();
        add(isFirstUnit ? "" : ",");
        isFirstUnit = false;
        isFirstProject = true;
        unit = members(json.valueToTree(next.with(List.of())), PROJECTS);
        begin(unit, PROJECTS);
    }

    @Override
    public void project(GoalTable.Project project) {
        add(isFirstProject ? "" : ",");
        isFirstProject = false;
        digest.update(CanonicalJson.of(project, json).bytes());
    }

    /** After the last row; in hexadecimal digits. */
    String sha256() {
        endUnit();
        end(head, UNITS);
        return HexFormat.of().formatHex(digest.digest());
    }

    private void endUnit() {
        if (unit != null) {
            end(unit, PROJECTS);
            unit = null;
        }
    }

    /** The members that come before a list in the canonical order, and the beginning of the list. */
    private void begin(NavigableMap<String, byte[]> members, String list) {
        add("{");
        members.headMap(list).forEach((name, value) -> {
            member(name, value);
            add(",");
        });
        add("\"" + list + "\":[");
    }

    private void end(NavigableMap<String, byte[]> members, String list) {
        add("]");
        members.tailMap(list).forEach((name, value) -> {
            add(",");
            member(name, value);
        });
        add("}");
    }

    private void member(String name, byte[] value) {
        add("\"" + name + "\":");
        digest.update(value);
    }

    private void add(String ascii) {
        digest.update(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private NavigableMap<String, byte[]> members(ObjectNode object, String list) {
        NavigableMap<String, byte[]> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
        members.remove(list);
        return members;
    }

    /** Canonical JSON is defined for objects and arrays; any value is inside an array what it is outside. */
    private byte[] canonical(JsonNode value) {
        byte[] array = CanonicalJson.of(json.createArrayNode().add(value), json).bytes();
        return Arrays.copyOfRange(array, 1, array.length - 1);
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
