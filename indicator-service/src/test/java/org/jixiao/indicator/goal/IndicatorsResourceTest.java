package org.jixiao.indicator.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.indicator.YuexiuTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ServiceTest
class IndicatorsResourceTest {

    private static final String ITEM = "1、1-产出指标；11-数量指标；人均年度调解案件数；实施周期指标值:≥55件；年度指标值:≥55件。";

    static Stream<YuexiuTable.Project> table() {
        return YuexiuTable.projects().stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_printed_cell_becomes_indicators_and_these_the_same_cell(YuexiuTable.Project project) {
        JsonNode read = GoalJson.parse(parse(text(project.cell())).asByteArray());

        Response printed = parse(new ObjectMapper().createObjectNode().set("indicators", read.get("indicators")));

        printed.then().statusCode(200);
        assertThat(bare(printed.path("text"))).isEqualTo(bare(project.cell()));
        assertThat(read.get("indicators")).hasSameSizeAs(project.indicators());
        assertThat(GoalJson.parse(printed.asByteArray())).isEqualTo(read);
    }

    @Test
    void an_empty_cell_has_no_indicators() {
        Response answer = parse(text(""));

        answer.then().statusCode(200).body("text", equalTo("")).body("indicators", equalTo(List.of()));
    }

    @Test
    void a_cell_that_cannot_be_read_is_refused_with_the_place() {
        Response answer = parse(text(ITEM + "3、2-效益指标；22-社会效益；满意度；实施周期指标值:90%；年度指标值:90%。"));

        answer.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("INDICATOR_NUMBER_UNEXPECTED"))
                .body("violations[0].pointer", equalTo("/text"))
                .body("violations[0].position", equalTo(ITEM.length()));
    }

    @Test
    void targets_may_be_given_as_text() {
        Response answer = parse(GoalJson.parse("""
                {"indicators":[{"category":{"code":"1","name":"产出指标"},"type":{"code":"11","name":"数量指标"},
                                "name":"人均年度调解案件数","periodTarget":"≥55件","annualTarget":"≥55件"}]}
                """));

        answer.then().statusCode(200).body("text", equalTo(ITEM));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                    | 400 | INVALID_BODY | ''            | EXACTLY_ONE
            {"text":"","indicators":[]}           | 400 | INVALID_BODY | ''            | EXACTLY_ONE
            {"text":null}                         | 400 | INVALID_BODY | /text         | WRONG_TYPE
            {"indicators":{}}                     | 400 | INVALID_BODY | /indicators   | WRONG_TYPE
            {"indicators":[{}]}                   | 400 | INVALID_BODY | /indicators/0/name | MISSING_FIELD
            {"words":""}                          | 400 | INVALID_BODY | /words        | UNKNOWN_FIELD
            {"text":"何"}                         | 422 | INDICATOR_NUMBER_UNEXPECTED | /text | INDICATOR_NUMBER_UNEXPECTED
            """)
    void a_bad_body_is_refused_with_code_and_pointer(
            String body, int status, String code, String pointer, String violation) {
        Response answer = Caller.anyone().body(body).post("/api/v1/indicators/parse");

        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("violations.pointer", hasItem(pointer))
                .body("violations.code", hasItem(violation));
    }

    @Test
    void what_the_cell_cannot_hold_is_refused() {
        ObjectNode read = (ObjectNode) GoalJson.parse(parse(text(ITEM)).asByteArray());
        ObjectNode unprintable = GoalJson.with(GoalJson.without(read, "/text"), "/indicators/0/name", "\"甲；年度指标值:5\"");

        Response answer = parse(unprintable);

        answer.then()
                .statusCode(422)
                .body("code", equalTo("INDICATOR_UNPRINTABLE"))
                .body("violations.pointer", equalTo(List.of("/indicators/0")));
    }

    private static JsonNode text(String cell) {
        return new ObjectMapper().createObjectNode().put("text", cell);
    }

    private static Response parse(JsonNode body) {
        return Caller.anyone().body(GoalJson.bytes(body)).post("/api/v1/indicators/parse");
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }
}
