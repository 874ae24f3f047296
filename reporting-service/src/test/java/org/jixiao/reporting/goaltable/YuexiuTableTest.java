package org.jixiao.reporting.goaltable;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first acceptance test: what was published in 2025 is what is served, character for character. */
@ServiceTest
class YuexiuTableTest {

    private JsonNode table;

    @BeforeEach
    void tableOfYuexiu() throws IOException {
        Topics.publish(Yuexiu.events());
        byte[] body = given().when()
                .get("/api/v1/goal-tables/2025/440104019")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        table = new ObjectMapper().readTree(body);
    }

    @Test
    void headIsThePrintedOne() {
        assertThat(table.get("title")).isEqualTo(Yuexiu.source().at("/source/title"));
        assertThat(table.get("fiscalYear").asInt()).isEqualTo(2025);
        assertThat(table.at("/department/code").asText()).isEqualTo("440104019");
        assertThat(table.at("/department/name")).isEqualTo(Yuexiu.source().at("/source/department"));
        assertThat(table.get("moneyUnit")).isEqualTo(Yuexiu.source().at("/source/unit_of_account"));
        assertThat(table.get("basis").asText()).isEqualTo("ISSUED");
        assertThat(table.get("asOf").asText()).isEqualTo("2025-02-20T01:15:03.412Z");
        assertThat(table.get("complete").asBoolean()).isTrue();
        assertThat(table.get("findings")).isEmpty();
        assertThat(table.get("notes")).isEmpty();
    }

    @Test
    void totalsArePrintedTotals() {
        JsonNode unit = table.at("/units/0");

        assertThat(amounts(table.get("amounts"))).containsExactly("799.06", "799.06", null, null);
        assertThat(unit.at("/unit/code").asText()).isEqualTo("440104019001");
        assertThat(unit.at("/unit/name").asText()).isEqualTo("广州市越秀区司法局");
        assertThat(amounts(unit.get("amounts"))).containsExactly("799.06", "799.06", null, null);
    }

    @Test
    void projectsAreThePrintedRowsInThePrintedOrder() {
        List<List<String>> served = rows(table.at("/units/0/projects"), project -> {
            List<String> cells = new ArrayList<>(List.of(
                    project.get("projectCode").asText(),
                    project.get("name").asText(),
                    project.get("goal").asText()));
            cells.addAll(amounts(project.get("amounts")));
            return cells;
        });

        assertThat(served).hasSize(13).isEqualTo(rows(Yuexiu.source().get("projects"), row -> {
            List<String> cells = new ArrayList<>(List.of(
                    row.get("project_code").asText(),
                    row.get("name").asText(),
                    row.get("performance_goal").asText()));
            row.get("amounts").forEach(amount -> cells.add(amount.textValue()));
            return cells;
        }));
    }

    @Test
    void indicatorCellsStandInThePrint() {
        String printed = Yuexiu.printed();

        for (JsonNode project : table.at("/units/0/projects")) {
            assertThat(printed).contains(project.get("indicatorsText").asText());
        }
    }

    @Test
    void indicatorsAreHandedOnAsTheOwnerWroteThem() {
        List<JsonNode> served = rows(table.at("/units/0/projects"), project -> project.get("indicators"));

        assertThat(served)
                .isEqualTo(Yuexiu.goals().stream().map(AGoal::structured).toList());
        assertThat(served.stream().mapToInt(JsonNode::size).sum()).isEqualTo(42);
    }

    private static List<String> amounts(JsonNode amounts) {
        List<String> list = new ArrayList<>();
        for (String column : List.of("total", "fiscalAppropriation", "specialAccount", "other")) {
            assertThat(amounts.has(column)).as(column).isTrue();
            list.add(amounts.get(column).textValue());
        }
        return list;
    }

    private static <T> List<T> rows(JsonNode array, Function<JsonNode, T> row) {
        List<T> rows = new ArrayList<>();
        array.forEach(each -> rows.add(row.apply(each)));
        return rows;
    }
}
