package org.jixiao.reporting.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jixiao.reporting.difference.FieldDifference.Cell;

/** Walks through two tables side by side. */
final class ComparingTables {

    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final List<String> COLUMNS = List.of("total", "fiscalAppropriation", "specialAccount", "other");

    /** Of an indicator; another number alone, because one was put in front, is no difference. */
    private static final String PLACE = "sequence";

    /** Of an indicator, by the name under which each is answered and its place. */
    private static final List<String> OF_INDICATOR = List.of(
            PLACE,
            "category.code",
            "category.name",
            "type.code",
            "type.name",
            "name",
            "periodTarget.raw",
            "annualTarget.raw",
            "weight",
            "accumulation");

    private ComparingTables() {}

    static List<FieldDifference> fields(JsonNode before, JsonNode after) {
        List<FieldDifference> fields = new ArrayList<>();
        text(fields, "department.name", before, after);
        Map<String, JsonNode> unitsBefore = units(before);
        Map<String, JsonNode> unitsAfter = units(after);
        for (String code : both(unitsBefore.keySet(), unitsAfter.keySet())) {
            String name = "units." + code + ".name";
            String was = textAt(unitsBefore.getOrDefault(code, NOTHING), "unit.name");
            String is = textAt(unitsAfter.getOrDefault(code, NOTHING), "unit.name");
            addText(fields, name, was, is);
        }
        money(fields, before, after);
        return List.copyOf(fields);
    }

    static List<ProjectDifference> projects(ComparedTable before, ComparedTable after) {
        List<ProjectDifference> projects = new ArrayList<>();
        for (String code : both(before.projectCodes(), after.projectCodes())) {
            JsonNode one = before.project(code);
            JsonNode other = after.project(code);
            List<FieldDifference> fields = ofProject(one, other);
            List<IndicatorDifference> indicators = haveLists(one, other) ? indicators(one, other) : List.of();
            if (!fields.isEmpty() || !indicators.isEmpty()) {
                projects.add(
                        new ProjectDifference(kind(one, other), code, later("name", one, other), fields, indicators));
            }
        }
        return List.copyOf(projects);
    }

    private static List<FieldDifference> ofProject(JsonNode before, JsonNode after) {
        List<FieldDifference> fields = new ArrayList<>();
        text(fields, "name", before, after);
        text(fields, "unit", before, after);
        money(fields, before, after);
        text(fields, "goal", before, after);
        if (!haveLists(before, after)) {
            text(fields, "indicatorsText", before, after);
        }
        return List.copyOf(fields);
    }

    private static List<IndicatorDifference> indicators(JsonNode before, JsonNode after) {
        List<IndicatorDifference> indicators = new ArrayList<>();
        for (IndicatorPair each : IndicatorPair.of(before.path("indicators"), after.path("indicators"))) {
            Kind kind = kind(each.before(), each.after());
            List<FieldDifference> fields = new ArrayList<>();
            OF_INDICATOR.stream()
                    .filter(field -> kind != Kind.CHANGED || each.isMoved() || !field.equals(PLACE))
                    .forEach(field -> text(fields, field, each.before(), each.after()));
            if (!fields.isEmpty()) {
                indicators.add(new IndicatorDifference(
                        kind,
                        later("indicatorId", each.before(), each.after()),
                        later("name", each.before(), each.after()),
                        List.copyOf(fields)));
            }
        }
        return List.copyOf(indicators);
    }

    /** A project that one table does not have counts as having the same kind of list as in the other. */
    private static boolean haveLists(JsonNode before, JsonNode after) {
        return (before.isMissingNode() || before.path("indicators").isArray())
                && (after.isMissingNode() || after.path("indicators").isArray());
    }

    private static void money(List<FieldDifference> fields, JsonNode before, JsonNode after) {
        for (String column : COLUMNS) {
            Cell was = cell(before, column);
            Cell is = cell(after, column);
            if (!was.equalsAsFarAsKnown(is)) {
                fields.add(FieldDifference.ofMoney("amounts." + column, was, is));
            }
        }
    }

    private static Cell cell(JsonNode row, String column) {
        return row.path("yuan").isObject()
                ? Cell.ofYuan(row.path("yuan").path(column).textValue())
                : Cell.printed(row.path("amounts").path(column).textValue());
    }

    private static void text(List<FieldDifference> fields, String field, JsonNode before, JsonNode after) {
        addText(fields, field, textAt(before, field), textAt(after, field));
    }

    private static void addText(List<FieldDifference> fields, String field, String before, String after) {
        if (!Objects.equals(before, after)) {
            fields.add(FieldDifference.ofText(field, before, after));
        }
    }

    private static String textAt(JsonNode node, String field) {
        JsonNode at = node;
        for (String name : field.split("\\.")) {
            at = at.path(name);
        }
        return at.isValueNode() && !at.isNull() ? at.asText() : null;
    }

    private static String later(String field, JsonNode before, JsonNode after) {
        return textAt(after.isMissingNode() ? before : after, field);
    }

    private static Kind kind(JsonNode before, JsonNode after) {
        if (before.isMissingNode()) {
            return Kind.ADDED;
        }
        return after.isMissingNode() ? Kind.REMOVED : Kind.CHANGED;
    }

    private static Map<String, JsonNode> units(JsonNode table) {
        Map<String, JsonNode> units = new TreeMap<>();
        table.path("units").forEach(unit -> units.put(unit.at("/unit/code").asText(), unit));
        return units;
    }

    private static TreeSet<String> both(Set<String> one, Set<String> other) {
        TreeSet<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
