package org.jixiao.indicator.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.indicator.YuexiuTable;
import org.jixiao.indicator.goal.PrintedIndicator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class TargetsResourceTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ≥55件 | {"raw":"≥55件","kind":"QUANTITY","operator":"GE","value":"55","unit":"件","flags":[]}
            100%  | {"raw":"100%","kind":"QUANTITY","operator":"NONE","value":"100","unit":"%","flags":[]}
            ≤1.8% | {"raw":"≤1.8%","kind":"QUANTITY","operator":"LE","value":"1.8","unit":"%","flags":[]}
            =0    | {"raw":"=0","kind":"QUANTITY","operator":"EQ","value":"0","unit":null,"flags":["UNIT_MISSING"]}
            ≥95   | {"raw":"≥95","kind":"QUANTITY","operator":"GE","value":"95","unit":null,"flags":["UNIT_MISSING"]}
            是    | {"raw":"是","kind":"BOOLEAN","operator":"NONE","value":null,"unit":null,"flags":[]}
            按时  | {"raw":"按时","kind":"TEXT","operator":"NONE","value":null,"unit":null,"flags":[]}
            —     | {"raw":"—","kind":"EMPTY","operator":"NONE","value":null,"unit":null,"flags":[]}
            8-10.50次 | {"raw":"8-10.50次","kind":"RANGE","operator":"NONE","value":null,"unit":"次","low":"8","high":"10.50","flags":[]}
            ±3%以内 | {"raw":"±3%以内","kind":"TOLERANCE","operator":"NONE","value":"3","unit":"%","low":"-3","high":"3","flags":[]}
            11月底之前 | {"raw":"11月底之前","kind":"DEADLINE","operator":"NONE","value":null,"unit":null,"deadline":{"month":11,"atEnd":true},"flags":[]}
            二100百分比 | {"raw":"二100百分比","kind":"TEXT","operator":"NONE","value":null,"unit":null,"flags":["AMBIGUOUS"]}
            """)
    void says_what_a_target_says_to_anybody(String raw, String json) {
        Response answer = parse(new ObjectMapper().createObjectNode().put("raw", raw));

        answer.then().statusCode(200).contentType("application/json");
        assertThat(answer.asString()).isEqualTo(json);
    }

    static Stream<PrintedIndicator> table() {
        return YuexiuTable.indicators().stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void reads_the_table_as_the_domain_does(PrintedIndicator printed) {
        Target expected = Target.parse(printed.annualTarget()).named(printed.name());

        Response answer = parse(new ObjectMapper()
                .createObjectNode()
                .put("raw", printed.annualTarget())
                .put("name", printed.name()));

        assertThat(GoalJson.parse(answer.asByteArray()))
                .isEqualTo(new ObjectMapper().valueToTree(TargetView.of(expected)));
    }

    @Test
    void the_name_of_the_indicator_suggests_the_unit() {
        Response answer =
                parse(new ObjectMapper().createObjectNode().put("raw", "≥95").put("name", "合格率（%）"));

        answer.then()
                .body("unitSuggestion", equalTo("%"))
                .body("unit", equalTo(null))
                .body("flags", equalTo(List.of("UNIT_MISSING")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                          | 400 | INVALID_BODY    | /raw  | MISSING_FIELD
            {"raw":null}                | 400 | INVALID_BODY    | /raw  | WRONG_TYPE
            {"raw":55}                  | 400 | INVALID_BODY    | /raw  | WRONG_TYPE
            {"raw":"5","unit":"件"}     | 400 | INVALID_BODY    | /unit | UNKNOWN_FIELD
            {"raw":"5","name":5}        | 400 | INVALID_BODY    | /name | WRONG_TYPE
            """)
    void a_bad_body_is_refused_with_code_and_pointer(
            String body, int status, String code, String pointer, String violation) {
        Response answer = Caller.anyone().body(body).post("/api/v1/targets/parse");

        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("violations.pointer", hasItem(pointer))
                .body("violations.code", hasItem(violation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"raw\":\"5\\u0000\"}", "{\"raw\":\"5\\udc00\"}", "{\"raw\":", "null"})
    void what_is_no_json_document_is_refused(String body) {
        Response answer = Caller.anyone().body(body).post("/api/v1/targets/parse");

        answer.then().statusCode(400).contentType("application/problem+json").body("code", equalTo("MALFORMED_JSON"));
    }

    @Test
    void a_target_has_at_most_a_thousand_characters() {
        Response answer = parse(new ObjectMapper().createObjectNode().put("raw", "长".repeat(1001)));

        answer.then().statusCode(400).body("violations.code", equalTo(List.of("WRONG_LENGTH")));
    }

    private static Response parse(JsonNode body) {
        return Caller.anyone().body(GoalJson.bytes(body)).post("/api/v1/targets/parse");
    }
}
