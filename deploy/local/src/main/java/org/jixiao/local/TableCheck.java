package org.jixiao.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** Compares the table that is served with the source, member by member and in order. */
public final class TableCheck {
    private final List<String> differences = new ArrayList<>();

    private TableCheck() {}

    /** Each difference with the JSON pointer to it; empty when the served table is the source. */
    public static List<String> differences(YuexiuTable source, JsonNode served) {
        return differences(source.expectedTable(), source.printed(), served);
    }

    /** The same for a table that was changed on purpose, or printed for another department. */
    public static List<String> differences(JsonNode expected, String printed, JsonNode served) {
        var check = new TableCheck();
        check.compare("", expected, served);
        check.compareWithPrint(printed, served);
        return List.copyOf(check.differences);
    }

    /** The same for a department's totals by funding; empty when own money and transfers are as in the source. */
    public static List<String> fundingDifferences(YuexiuTable source, JsonNode served) {
        var check = new TableCheck();
        var rows = JsonNodeFactory.instance.objectNode();
        served.path("rows").forEach(row -> rows.set(row.path("key").asText(), row.at("/amounts/total")));
        check.compare("/by-funding", source.expectedFunding(), rows);
        return List.copyOf(check.differences);
    }

    /** Members that the source does not determine, such as {@code asOf}, are not looked at. */
    private void compare(String pointer, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(member ->
                            compare(pointer + "/" + member.getKey(), member.getValue(), actual.path(member.getKey())));
        } else if (expected.isArray()) {
            if (expected.size() != actual.size()) {
                differ(pointer, expected.size() + " 项 / items", actual.size() + " 项 / items");
            }
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                compare(pointer + "/" + i, expected.get(i), actual.get(i));
            }
        } else if (!expected.equals(actual)) {
            differ(pointer, expected.toString(), actual.isMissingNode() ? "无 / nothing" : actual.toString());
        }
    }

    /** The rebuilt cells stand in the published text, white space aside. */
    private void compareWithPrint(String printed, JsonNode served) {
        var print = withoutWhiteSpace(printed);
        for (var unit : served.path("units")) {
            for (var project : unit.path("projects")) {
                var cell = withoutWhiteSpace(project.path("indicatorsText").asText());
                if (cell.isEmpty() || !print.contains(cell)) {
                    differ(
                            project.path("projectCode").asText() + " indicatorsText",
                            "公布的文本 / the published text",
                            cell);
                }
            }
        }
    }

    private void differ(String where, String expected, String actual) {
        differences.add("%s: 应为 / expected %s, 实为 / served %s".formatted(where, expected, actual));
    }

    private static String withoutWhiteSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
