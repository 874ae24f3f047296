package org.jixiao.indicator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jixiao.indicator.goal.PrintedIndicator;

/** Goals as senders and callers word them, to be changed in one place. */
public final class GoalJson {

    public static final String DEPARTMENT = "440104019";
    public static final int YEAR = 2025;
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoalJson() {}

    /** An issued goal with two indicators about which nothing is doubtful. */
    public static ObjectNode goal(String projectCode) {
        ObjectNode goal = JSON.createObjectNode()
                .put("projectCode", projectCode)
                .put("fiscalYear", YEAR)
                .put("departmentCode", DEPARTMENT)
                .put("statement", "通过开展专职人民调解服务项目工作，\n充分发挥人民调解作用。");
        goal.putArray("indicators")
                .add(indicator(1, "1", "11", "人均年度调解案件数", "≥55件"))
                .add(indicator(2, "3", "31", "服务对象满意度", "≥90%"));
        return goal.put("state", "ISSUED");
    }

    /** The goal of one row of the table. */
    public static ObjectNode goal(YuexiuTable.Project project) {
        ObjectNode goal = goal(project.code()).put("statement", project.statement());
        ArrayNode indicators = goal.putArray("indicators");
        for (PrintedIndicator printed : project.indicators()) {
            indicators.add(indicator(
                            indicators.size() + 1,
                            printed.category().code(),
                            printed.type().code(),
                            printed.name(),
                            printed.annualTarget())
                    .put("periodTarget", printed.periodTarget()));
        }
        return goal;
    }

    public static ObjectNode indicator(int sequence, String category, String type, String name, String target) {
        return JSON.createObjectNode()
                .put("sequence", sequence)
                .put("categoryCode", category)
                .put("typeCode", type)
                .put("name", name)
                .put("periodTarget", target)
                .put("annualTarget", target)
                .putNull("weight");
    }

    /** Puts a value where a pointer leads; the parent must be there. */
    public static ObjectNode with(ObjectNode document, String pointer, JsonNode value) {
        ObjectNode changed = document.deepCopy();
        int last = pointer.lastIndexOf('/');
        JsonNode parent = changed.at(pointer.substring(0, last));
        String member = pointer.substring(last + 1);
        if (parent instanceof ArrayNode array) {
            int index = Integer.parseInt(member);
            if (index == array.size()) {
                array.add(value);
            } else {
                array.set(index, value);
            }
        } else {
            ((ObjectNode) parent).set(member, value);
        }
        return changed;
    }

    /** The same with the value as JSON text. */
    public static ObjectNode with(ObjectNode document, String pointer, String json) {
        return with(document, pointer, parse(json));
    }

    public static ObjectNode without(ObjectNode document, String pointer) {
        ObjectNode changed = document.deepCopy();
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) changed.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
        return changed;
    }

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    public static JsonNode parse(byte[] json) {
        return parse(new String(json, StandardCharsets.UTF_8));
    }

    /** A time in microseconds since 1970, as the database rounds it. */
    public static long micros(JsonNode time) {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, OffsetDateTime.parse(time.asText()).toInstant().plusNanos(500));
    }

    public static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
