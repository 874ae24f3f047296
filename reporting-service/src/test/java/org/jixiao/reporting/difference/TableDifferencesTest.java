package org.jixiao.reporting.difference;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of the published example of a table, and how they are told. */
class TableDifferencesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDICATOR = "44010425T000000000001-0";

    /** @param told {@code field: before → after}, one a line, below the project and its indicators */
    record Case(String name, Consumer<ObjectNode> change, String told) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("nothing", table -> {}, ""),
                new Case(
                        "its time and findings",
                        table -> table.put("asOf", "2030-01-01T00:00:00Z").putArray("findings"),
                        ""),
                new Case(
                        "a fen that 万元 does not show",
                        table -> yuan(project(table)).put("total", "210000.01"),
                        "CHANGED 44010425T000000000001\n amounts.total: 210000.00 → 210000.01 (21.00 → 21.00 万元)"),
                new Case(
                        "a blank and a zero",
                        table -> yuan(project(table)).put("other", "0.00"),
                        "CHANGED 44010425T000000000001\n amounts.other: null → 0.00 (null → 0.00 万元)"),
                new Case(
                        "a table that is known by its print alone",
                        table -> {
                            project(table).remove("yuan");
                            ((ObjectNode) project(table).get("amounts")).put("total", "26.00");
                        },
                        "CHANGED 44010425T000000000001\n amounts.total: 210000.00 → null (21.00 → 26.00 万元)"),
                new Case(
                        "a name and the prose",
                        table -> project(table).put("name", "改名").put("goal", "改写"),
                        "CHANGED 44010425T000000000001\n name: （穗财政[2024]60号）专职人民调解服务项目经费 → 改名\n"
                                + " goal: 通过开展… → 改写"),
                new Case(
                        "a target",
                        table -> ((ObjectNode) indicators(table).get(0).get("annualTarget")).put("raw", "≥60件"),
                        "CHANGED 44010425T000000000001\n CHANGED " + INDICATOR + "1\n  annualTarget.raw: ≥55件 → ≥60件"),
                new Case(
                        "an indicator less",
                        table -> indicators(table).remove(3),
                        "CHANGED 44010425T000000000001\n REMOVED " + INDICATOR + "4\n"
                                + "  sequence: 4 → null\n  category.code: 3 → null\n  category.name: 满意度指标 → null\n"
                                + "  type.code: 31 → null\n  type.name: 服务对象满意度 → null\n"
                                + "  name: 调解服务的满意度 → null\n  periodTarget.raw: ≥85% → null\n"
                                + "  annualTarget.raw: ≥85% → null\n  accumulation: CUMULATIVE → null"),
                new Case(
                        "an indicator put in front",
                        table -> {
                            indicators(table).insert(0, indicators(table).get(0).deepCopy());
                            ((ObjectNode) indicators(table).get(0)).put("name", "新增指标");
                            number(indicators(table));
                        },
                        "CHANGED 44010425T000000000001\n ADDED " + INDICATOR + "1\n"
                                + "  sequence: null → 1\n  category.code: null → 1\n  category.name: null → 产出指标\n"
                                + "  type.code: null → 11\n  type.name: null → 数量指标\n  name: null → 新增指标\n"
                                + "  periodTarget.raw: null → ≥55件\n  annualTarget.raw: null → ≥55件\n"
                                + "  accumulation: null → CUMULATIVE"),
                new Case(
                        "the first indicator removed, and another target of the next",
                        table -> {
                            indicators(table).remove(0);
                            ((ObjectNode) indicators(table).get(0).get("annualTarget")).put("raw", "≥98%");
                            number(indicators(table));
                        },
                        "CHANGED 44010425T000000000001\n CHANGED " + INDICATOR + "1\n  annualTarget.raw: 100% → ≥98%\n"
                                + " REMOVED " + INDICATOR + "1\n"
                                + "  sequence: 1 → null\n  category.code: 1 → null\n  category.name: 产出指标 → null\n"
                                + "  type.code: 11 → null\n  type.name: 数量指标 → null\n  name: 人均年度调解案件数 → null\n"
                                + "  periodTarget.raw: ≥55件 → null\n  annualTarget.raw: ≥55件 → null\n"
                                + "  accumulation: CUMULATIVE → null"),
                new Case(
                        "two indicators that change places",
                        table -> {
                            indicators(table).add(indicators(table).remove(2));
                            number(indicators(table));
                        },
                        "CHANGED 44010425T000000000001\n CHANGED " + INDICATOR + "3\n  sequence: 4 → 3\n CHANGED "
                                + INDICATOR + "4\n  sequence: 3 → 4"),
                new Case(
                        "a printed cell without its list",
                        table -> project(table).put("indicatorsText", "1、…").remove("indicators"),
                        "CHANGED 44010425T000000000001\n indicatorsText: 1、1-… → 1、…"),
                new Case(
                        "another unit's name",
                        table -> ((ObjectNode) table.at("/units/0/unit")).put("name", "新名"),
                        "units.440104019001.name: 广州市越秀区司法局 → 新名"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatDiffersIsToldByField(Case one) throws IOException {
        ObjectNode after = table();
        one.change().accept(after);

        TableDifferences differences = TableDifferences.between(table(), after);

        assertThat(told(differences)).isEqualTo(one.told());
        assertThat(differences.isEmpty()).isEqualTo(one.told().isEmpty());
        try (ComparedTable before = read(table());
                ComparedTable now = read(after)) {
            assertThat(TableDifferences.between(before, now)).isEqualTo(differences);
        }
    }

    @Test
    void aProjectThatCameIsToldWithAllThatItHas() throws IOException {
        ObjectNode before = table();
        ((ArrayNode) before.at("/units/0/projects")).removeAll();

        TableDifferences differences = TableDifferences.between(before, table());

        ProjectDifference project = differences.projects().getFirst();
        assertThat(project.kind()).isEqualTo(Kind.ADDED);
        assertThat(project.fields())
                .extracting(FieldDifference::field)
                .containsExactly("name", "unit", "amounts.total", "amounts.fiscalAppropriation", "goal");
        assertThat(project.indicators())
                .hasSize(4)
                .allSatisfy(each -> assertThat(each.kind()).isEqualTo(Kind.ADDED));
    }

    private static String told(TableDifferences differences) {
        return Stream.concat(
                        differences.fields().stream().map(field -> told(field, "")),
                        differences.projects().stream()
                                .flatMap(project -> Stream.of(
                                                Stream.of(project.kind() + " " + project.projectCode()),
                                                project.fields().stream().map(field -> told(field, " ")),
                                                project.indicators().stream()
                                                        .flatMap(indicator -> Stream.concat(
                                                                Stream.of(" " + indicator.kind() + " "
                                                                        + indicator.indicatorId()),
                                                                indicator.fields().stream()
                                                                        .map(field -> told(field, "  ")))))
                                        .flatMap(lines -> lines)))
                .collect(joining("\n"));
    }

    private static String told(FieldDifference field, String indent) {
        String money = field.tenThousands() == null
                ? ""
                : " (" + field.tenThousands().before() + " → "
                        + field.tenThousands().after() + " 万元)";
        return indent + field.field() + ": " + cut(field.before()) + " → " + cut(field.after()) + money;
    }

    private static String cut(String text) {
        return text == null || text.length() <= 40 ? text : text.substring(0, 4) + "…";
    }

    private static ComparedTable read(ObjectNode table) throws IOException {
        return ComparedTable.read(new ByteArrayInputStream(JSON.writeValueAsBytes(table)));
    }

    private static ObjectNode table() throws IOException {
        return (ObjectNode) JSON.readTree(
                Path.of("contracts", "examples", "goal-table.json").toFile());
    }

    private static ObjectNode project(JsonNode table) {
        return (ObjectNode) table.at("/units/0/projects/0");
    }

    private static ObjectNode yuan(JsonNode of) {
        return (ObjectNode) of.get("yuan");
    }

    /** As an owner numbers them: by their places. */
    private static void number(ArrayNode indicators) {
        for (int i = 1; i <= indicators.size(); i++) {
            ((ObjectNode) indicators.get(i - 1))
                    .put("indicatorId", INDICATOR + i)
                    .put("sequence", i);
        }
    }

    private static ArrayNode indicators(JsonNode table) {
        return (ArrayNode) project(table).get("indicators");
    }
}
