package org.jixiao.indicator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jixiao.indicator.frame.CodedName;
import org.jixiao.indicator.goal.PrintedIndicator;

/** The table of 广州市越秀区司法局 for 2025: as data, and as the text that was extracted from its PDF. */
public final class YuexiuTable {

    private static final Pattern CELL_BEGINS = Pattern.compile("1、\\d-.*");

    private YuexiuTable() {}

    /** The 13 projects in printed order. */
    public static List<Project> projects() {
        List<String> lines = new String(resource("/yuexiu-sifaju-2025.txt"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return elements(json().get("projects"))
                .map(node -> project(node, lines))
                .toList();
    }

    /** The 42 indicators in printed order. */
    public static List<PrintedIndicator> indicators() {
        return projects().stream()
                .flatMap(project -> project.indicators().stream())
                .toList();
    }

    /**
     * One row of the table.
     *
     * @param cell its indicators as extracted, lines broken where the page breaks them
     * @param code the table prints none; this is ours
     * @param statement its goal
     */
    public record Project(String name, List<PrintedIndicator> indicators, String cell, String code, String statement) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Project project(JsonNode node, List<String> lines) {
        int first = node.get("source_lines").get(0).asInt();
        int last = node.get("source_lines").get(1).asInt();
        List<String> cell = lines.subList(first - 1, last).stream()
                .dropWhile(line -> !CELL_BEGINS.matcher(line).matches())
                .toList();
        return new Project(
                node.get("name").asText(),
                elements(node.get("indicators")).map(YuexiuTable::indicator).toList(),
                String.join("\n", cell),
                node.get("project_code").asText(),
                node.get("performance_goal").asText());
    }

    private static PrintedIndicator indicator(JsonNode node) {
        return new PrintedIndicator(
                new CodedName(node.get("l1_code").asText(), node.get("l1_name").asText()),
                new CodedName(node.get("l2_code").asText(), node.get("l2_name").asText()),
                node.get("name").asText(),
                node.get("period_target").asText(),
                node.get("annual_target").asText());
    }

    private static JsonNode json() {
        try {
            return new ObjectMapper().readTree(resource("/yuexiu-sifaju-2025.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = YuexiuTable.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
