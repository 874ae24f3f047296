package org.jixiao.indicator.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.indicator.GoalJson.goal;
import static org.jixiao.indicator.GoalJson.indicator;
import static org.jixiao.indicator.GoalJson.with;
import static org.jixiao.indicator.GoalJson.without;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.ServiceTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every body that is no goal has its own answer, and leaves nothing behind. */
@ServiceTest
class BadGoalsTest {

    private static final String LONG = "长".repeat(1000);

    /** A goal made bad, and the one violation that must be among those answered. */
    record Bad(
            String what, UnaryOperator<ObjectNode> spoiled, int status, String code, String pointer, String violation) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static Bad malformed(String what, UnaryOperator<ObjectNode> spoiled, String pointer, String violation) {
        return new Bad(what, spoiled, 400, "INVALID_BODY", pointer, violation);
    }

    private static Bad refused(String what, UnaryOperator<ObjectNode> spoiled, String pointer, String violation) {
        return new Bad(what, spoiled, 422, violation, pointer, violation);
    }

    private static UnaryOperator<ObjectNode> setting(String pointer, String json) {
        return goal -> with(goal, pointer, json);
    }

    private static UnaryOperator<ObjectNode> lacking(String pointer) {
        return goal -> without(goal, pointer);
    }

    static Stream<Bad> malformed() {
        return Stream.of(
                malformed("unknown field", setting("/colour", "1"), "/colour", "UNKNOWN_FIELD"),
                malformed(
                        "unknown field of an indicator",
                        setting("/indicators/1/unit", "\"件\""),
                        "/indicators/1/unit",
                        "UNKNOWN_FIELD"),
                malformed(
                        "unknown field of a target",
                        setting("/indicators/0/annualTarget", "{\"raw\":\"是\",\"x\":1}"),
                        "/indicators/0/annualTarget/x",
                        "UNKNOWN_FIELD"),
                malformed("no statement", lacking("/statement"), "/statement", "MISSING_FIELD"),
                malformed("no indicators", lacking("/indicators"), "/indicators", "MISSING_FIELD"),
                malformed(
                        "no category",
                        lacking("/indicators/0/categoryCode"),
                        "/indicators/0/category",
                        "MISSING_FIELD"),
                malformed(
                        "category twice",
                        setting("/indicators/0/category", "{\"code\":\"1\"}"),
                        "/indicators/0/category",
                        "UNKNOWN_FIELD"),
                malformed(
                        "a target without its text",
                        setting("/indicators/0/annualTarget", "{\"kind\":\"BOOLEAN\"}"),
                        "/indicators/0/annualTarget/raw",
                        "MISSING_FIELD"),
                malformed("year as text", setting("/fiscalYear", "\"2025\""), "/fiscalYear", "WRONG_TYPE"),
                malformed("half a year", setting("/fiscalYear", "2025.5"), "/fiscalYear", "WRONG_TYPE"),
                malformed("no year of ours", setting("/fiscalYear", "1999"), "/fiscalYear", "WRONG_LENGTH"),
                malformed("year without end", setting("/fiscalYear", "9".repeat(90)), "/fiscalYear", "WRONG_LENGTH"),
                malformed("statement as number", setting("/statement", "1"), "/statement", "WRONG_TYPE"),
                malformed("statement null", setting("/statement", "null"), "/statement", "WRONG_TYPE"),
                malformed("indicators as object", setting("/indicators", "{}"), "/indicators", "WRONG_TYPE"),
                malformed("indicator as text", setting("/indicators/0", "\"a\""), "/indicators/0", "WRONG_TYPE"),
                malformed(
                        "target as number",
                        setting("/indicators/0/annualTarget", "55"),
                        "/indicators/0/annualTarget",
                        "WRONG_TYPE"),
                malformed(
                        "short department",
                        setting("/departmentCode", "\"44010401\""),
                        "/departmentCode",
                        "WRONG_FORMAT"),
                malformed(
                        "department and a line break",
                        setting("/departmentCode", "\"440104019\\n\""),
                        "/departmentCode",
                        "WRONG_FORMAT"),
                malformed("unknown state", setting("/state", "\"DRAFT\""), "/state", "NOT_ALLOWED"),
                malformed(
                        "weight in words",
                        setting("/indicators/0/weight", "\"ten\""),
                        "/indicators/0/weight",
                        "WEIGHT_FORMAT"),
                malformed(
                        "weight as number",
                        setting("/indicators/0/weight", "10"),
                        "/indicators/0/weight",
                        "WRONG_TYPE"),
                malformed(
                        "weight of three decimals",
                        setting("/indicators/0/weight", "\"1.005\""),
                        "/indicators/0/weight",
                        "WEIGHT_FORMAT"),
                malformed(
                        "unknown accumulation",
                        setting("/indicators/0/accumulation", "\"DAILY\""),
                        "/indicators/0/accumulation",
                        "NOT_ALLOWED"),
                malformed(
                        "sequence 0", setting("/indicators/0/sequence", "0"), "/indicators/0/sequence", "WRONG_LENGTH"),
                malformed("bell", setting("/statement", "\"a\\u0007\""), "/statement", "CHARACTER_NOT_ALLOWED"),
                malformed(
                        "line break in a name",
                        setting("/indicators/0/name", "\"a\\nb\""),
                        "/indicators/0/name",
                        "CHARACTER_NOT_ALLOWED"),
                malformed(
                        "line break in a target",
                        setting("/indicators/0/annualTarget", "{\"raw\":\"a\\n\"}"),
                        "/indicators/0/annualTarget/raw",
                        "CHARACTER_NOT_ALLOWED"),
                malformed(
                        "statement too long",
                        setting("/statement", "\"" + "长".repeat(20_001) + "\""),
                        "/statement",
                        "WRONG_LENGTH"),
                malformed(
                        "name too long",
                        setting("/indicators/0/name", "\"" + LONG + "x\""),
                        "/indicators/0/name",
                        "WRONG_LENGTH"),
                malformed("too many indicators", goal -> indicators(goal, 201, "指标"), "/indicators", "WRONG_LENGTH"));
    }

    static Stream<Bad> refused() {
        return Stream.of(
                refused("no indicator", setting("/indicators", "[]"), "/indicators", "INDICATOR_MISSING"),
                refused(
                        "sequence twice",
                        setting("/indicators/1/sequence", "1"),
                        "/indicators/1/sequence",
                        "SEQUENCE_BROKEN"),
                refused("weight 0", setting("/indicators/0/weight", "\"0\""), "/indicators/0/weight", "WEIGHT_RANGE"),
                refused(
                        "weight above 100",
                        setting("/indicators/0/weight", "\"100.01\""),
                        "/indicators/0/weight",
                        "WEIGHT_RANGE"),
                refused(
                        "unknown type",
                        setting("/indicators/1/typeCode", "\"39\""),
                        "/indicators/1/typeCode",
                        "UNKNOWN_REFERENCE"),
                refused(
                        "unknown type, given as it is read",
                        goal -> with(
                                without(goal, "/indicators/1/typeCode"),
                                "/indicators/1/type",
                                "{\"code\":\"39\",\"name\":\"x\"}"),
                        "/indicators/1/type/code",
                        "UNKNOWN_REFERENCE"),
                refused(
                        "unknown category",
                        setting("/indicators/1/categoryCode", "\"9\""),
                        "/indicators/1/categoryCode",
                        "UNKNOWN_REFERENCE"),
                refused(
                        "type of another category",
                        setting("/indicators/1/typeCode", "\"22\""),
                        "/indicators/1/typeCode",
                        "UNKNOWN_REFERENCE"),
                refused("no frame for the year", setting("/fiscalYear", "2024"), "/fiscalYear", "UNKNOWN_REFERENCE"),
                refused(
                        "a name that breaks the cell",
                        setting("/indicators/0/name", "\"甲；年度指标值:5\""),
                        "/indicators/0",
                        "INDICATOR_UNPRINTABLE"),
                refused(
                        "blanks around a name",
                        setting("/indicators/0/name", "\" 甲\""),
                        "/indicators/0",
                        "INDICATOR_UNPRINTABLE"),
                refused(
                        "a target that begins an item",
                        setting("/indicators/0/annualTarget", "\"5件。2、2-效益指标\""),
                        "/indicators/0",
                        "INDICATOR_UNPRINTABLE"),
                refused("too much to publish", goal -> indicators(goal, 60, LONG), "/indicators", "TOO_LARGE"),
                refused(
                        "code of another project",
                        setting("/projectCode", "\"44010425T000000000099\""),
                        "/projectCode",
                        "READ_ONLY_FIELD"),
                refused("version of something new", setting("/version", "1"), "/version", "READ_ONLY_FIELD"));
    }

    @ParameterizedTest
    @MethodSource({"malformed", "refused"})
    void is_refused_with_code_and_pointer_and_leaves_nothing_behind(Bad bad) {
        String code = ProjectCodes.fresh();
        ObjectNode body = bad.spoiled.apply(goal(code));

        Response answer = Caller.WRITER.creating(body).put("/api/v1/goals/" + code);

        answer.then().statusCode(bad.status).contentType("application/problem+json");
        JsonNode problem = GoalJson.parse(answer.asByteArray());
        assertThat(problem.get("code").asText()).as("%s", problem).isEqualTo(bad.code);
        assertThat(violations(problem)).contains(bad.pointer + " " + bad.violation);
        assertThat(Rows.about(code)).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("raw")
    void what_is_no_json_document_is_refused(String what, byte[] body, int status, String code) {
        String project = ProjectCodes.fresh();

        Response answer =
                Caller.WRITER.request().header("If-None-Match", "*").body(body).put("/api/v1/goals/" + project);

        answer.then().statusCode(status).contentType("application/problem+json");
        assertThat(GoalJson.parse(answer.asByteArray()).get("code").asText()).isEqualTo(code);
        assertThat(Rows.about(project)).isZero();
    }

    static Stream<Arguments> raw() {
        String good = goal(ProjectCodes.fresh()).toString();
        return Stream.of(
                raw("nothing", "", 400, "MALFORMED_JSON"),
                raw("null", "null", 400, "MALFORMED_JSON"),
                raw("an array", "[]", 400, "INVALID_BODY"),
                raw("half a document", good.substring(0, good.length() / 2), 400, "MALFORMED_JSON"),
                raw("two documents", good + good, 400, "MALFORMED_JSON"),
                raw("a member twice", "{\"state\":\"ISSUED\"," + good.substring(1), 400, "MALFORMED_JSON"),
                raw("half a character as a field", "{\"\\ud800\":1," + good.substring(1), 400, "MALFORMED_JSON"),
                raw("half a character", good.replace("通过", "\\udc00"), 400, "MALFORMED_JSON"),
                raw("NUL", good.replace("通过", "\\u0000"), 400, "MALFORMED_JSON"),
                raw("NUL in a name of a field", "{\"a\\u0000\":1," + good.substring(1), 400, "MALFORMED_JSON"),
                raw("60 levels", "[".repeat(60) + "]".repeat(60), 400, "MALFORMED_JSON"),
                raw("a number beyond all bounds", good.replace("2025,", "1e400,"), 400, "MALFORMED_JSON"),
                raw("2 MB", good.replace("通过", "长".repeat(700_000)), 413, "TOO_LARGE"),
                Arguments.of("not UTF-8", good.getBytes(Charset.forName("GB18030")), 400, "MALFORMED_JSON"));
    }

    private static Arguments raw(String what, String body, int status, String code) {
        return Arguments.of(what, body.getBytes(StandardCharsets.UTF_8), status, code);
    }

    private static ObjectNode indicators(ObjectNode goal, int count, String name) {
        ObjectNode many = goal.deepCopy();
        ArrayNode indicators = many.putArray("indicators");
        for (int i = 1; i <= count; i++) {
            indicators.add(indicator(i, "1", "11", name, "≥1件"));
        }
        return many;
    }

    private static List<String> violations(JsonNode problem) {
        List<String> violations = new ArrayList<>();
        StreamSupport.stream(problem.path("violations").spliterator(), false)
                .forEach(each -> violations.add(
                        each.get("pointer").asText() + " " + each.get("code").asText()));
        return violations;
    }
}
