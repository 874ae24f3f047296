package org.jixiao.budget.project;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.local.Tokens;
import org.jixiao.platform.testing.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bad input has its own status, code and pointer, and leaves nothing behind. */
@ServiceTest
class RefusedWritesTest {

    private static final String GOOD = ProjectJson.ruleOfLaw().toString();

    private String path;

    @BeforeEach
    void aProjectAtVersionOne() {
        ReferenceData.registered();
        path = "/api/v1/projects/" + ProjectJson.newCode();
        Caller.writer().header("If-None-Match", "*").body(GOOD).put(path).then().statusCode(201);
    }

    static Stream<Arguments> bodiesAgainstTheSchema() {
        return Stream.of(
                body("unknown field", "UNKNOWN_FIELD", "/colour", json -> json.put("colour", "red")),
                body(
                        "unknown amount",
                        "UNKNOWN_FIELD",
                        "/amounts/fiscal",
                        json -> amounts(json).put("fiscal", "1.00")),
                body("missing field", "MISSING_FIELD", "/name", json -> json.remove("name")),
                body("missing executed", "MISSING_FIELD", "/executed", json -> json.remove("executed")),
                body(
                        "missing amount",
                        "MISSING_FIELD",
                        "/amounts/other",
                        json -> amounts(json).remove("other")),
                body("wrong type", "WRONG_TYPE", "/fiscalYear", json -> json.put("fiscalYear", "2025")),
                body("amounts as a list", "WRONG_TYPE", "/amounts", json -> json.putArray("amounts")),
                body(
                        "a number for an amount",
                        "WRONG_TYPE",
                        other(),
                        json -> amounts(json).put("other", 1)),
                body("a null state", "NOT_ALLOWED", "/state", json -> json.putNull("state")),
                body("an unknown state", "NOT_ALLOWED", "/state", json -> json.put("state", "issued")),
                body("another currency", "NOT_ALLOWED", "/currency", json -> json.put("currency", "USD")),
                amount("three decimals", "1.000"),
                amount("one decimal", "1.0"),
                amount("negative", "-1.00"),
                amount("negative zero", "-0.00"),
                amount("exponent", "1e9"),
                amount("leading zero", "01.00"),
                amount("thousands", "1,000.00"),
                amount("seventeen digits", "10000000000000000.00"),
                amount("full-width digits", "１.００"),
                amount("trailing line break", "1.00\n"),
                amount("empty", ""),
                body("an early year", "WRONG_LENGTH", "/fiscalYear", json -> json.put("fiscalYear", 1999)),
                body("half a year", "WRONG_TYPE", "/fiscalYear", json -> json.put("fiscalYear", 2025.5)),
                body("an empty name", "WRONG_FORMAT", "/name", json -> json.put("name", "")),
                body("a blank name", "WRONG_FORMAT", "/name", json -> json.put("name", " ")),
                body("a long name", "WRONG_LENGTH", "/name", json -> json.put("name", "长".repeat(1001))),
                body("a line break in a name", "WRONG_FORMAT", "/name", json -> json.put("name", "法治\n")),
                body("a short unit code", "WRONG_FORMAT", "/unitCode", json -> json.put("unitCode", "440104019")),
                body("version zero", "WRONG_LENGTH", "/version", json -> json.put("version", 0)));
    }

    @ParameterizedTest
    @MethodSource("bodiesAgainstTheSchema")
    void aBodyAgainstTheSchemaIsRefused(String code, String pointer, ObjectNode body) {
        Rows before = Rows.now();

        Response answer = Caller.writer()
                .header("If-Match", "\"1\"")
                .body(body.toString())
                .put(path);

        assertRefused(answer, 400, "INVALID_BODY", Map.of(pointer, code));
        assertThat(Rows.now()).isEqualTo(before);
    }

    static Stream<Arguments> bodiesAgainstTheRules() {
        return Stream.of(
                body(
                        "a total that is not the sum",
                        "SUM_MISMATCH",
                        "/amounts/total",
                        json -> amounts(json).put("total", "500000.00")),
                body(
                        "a blank total of a sum",
                        "SUM_MISMATCH",
                        "/amounts/total",
                        json -> amounts(json).putNull("total")),
                body(
                        "a sum that fits nowhere",
                        "AMOUNT_RANGE",
                        "/amounts",
                        json -> amounts(json).put("specialAccount", "9999999999999999.99")),
                body("an unknown unit", "UNKNOWN_REFERENCE", "/unitCode", json -> json.put("unitCode", "440104019999")),
                body(
                        "a unit elsewhere",
                        "CODE_MISMATCH",
                        "/unitCode",
                        json -> json.put("unitCode", ReferenceData.CULTURE_UNIT)),
                body("a region elsewhere", "CODE_MISMATCH", "/regionCode", json -> json.put("regionCode", "440105")),
                body("another year", "STATE_CONFLICT", "/fiscalYear", json -> json.put("fiscalYear", 2026)),
                body(
                        "another code",
                        "READ_ONLY_FIELD",
                        "/projectCode",
                        json -> json.put("projectCode", "44010425T999999999999")),
                body("another version", "READ_ONLY_FIELD", "/version", json -> json.put("version", 7)));
    }

    @ParameterizedTest
    @MethodSource("bodiesAgainstTheRules")
    void aBodyAgainstARuleIsRefusedByItsName(String code, String pointer, ObjectNode body) {
        Rows before = Rows.now();

        Response answer = Caller.writer()
                .header("If-Match", "\"1\"")
                .body(body.toString())
                .put(path);

        assertRefused(answer, 422, code, Map.of(pointer, code));
        assertThat(Rows.now()).isEqualTo(before);
    }

    @Test
    void anotherDistrictsCodeIsNotTaken() {
        String theirs = path.replace(Caller.YUEXIU, Caller.HAIZHU);
        Rows before = Rows.now();

        Response answer = Caller.writer()
                .header("If-None-Match", "*")
                .body(ProjectJson.ruleOfLaw().toString())
                .put(theirs);

        assertRefused(answer, 422, "CODE_MISMATCH", Map.of("/departmentCode", "CODE_MISMATCH"));
        assertThat(Rows.now()).isEqualTo(before);
    }

    @Test
    void anUnknownDepartmentIsNamedWithItsUnit() {
        ObjectNode body = ProjectJson.ruleOfLaw(
                json -> json.put("departmentCode", "440104999").put("unitCode", "440104999001"));
        Rows before = Rows.now();

        Response answer = Caller.writer()
                .header("If-Match", "\"1\"")
                .body(body.toString())
                .put(path);

        assertRefused(
                answer,
                422,
                "UNKNOWN_REFERENCE",
                Map.of("/departmentCode", "UNKNOWN_REFERENCE", "/unitCode", "UNKNOWN_REFERENCE"));
        assertThat(Rows.now()).isEqualTo(before);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        ObjectNode body = ProjectJson.ruleOfLaw(json -> {
            json.put("unitCode", "440104019999").put("fiscalYear", 2026);
            amounts(json).put("total", "1.00");
        });

        Response answer = Caller.writer()
                .header("If-Match", "\"1\"")
                .body(body.toString())
                .put(path);

        assertRefused(
                answer,
                422,
                "UNPROCESSABLE",
                Map.of(
                        "/amounts/total", "SUM_MISMATCH",
                        "/unitCode", "UNKNOWN_REFERENCE",
                        "/fiscalYear", "STATE_CONFLICT"));
    }

    @Test
    void aWrongTotalIsToldWithTheRightOne() {
        ObjectNode body = ProjectJson.ruleOfLaw(json -> amounts(json).put("total", "500000.00"));

        Response answer = Caller.writer()
                .header("If-Match", "\"1\"")
                .header("Accept-Language", "en")
                .body(body.toString())
                .put(path);

        assertThat(answer.<String>path("violations[0].message"))
                .isEqualTo("The total should be 480000.00 and is 500000.00");
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                request(
                        "no token",
                        401,
                        "UNAUTHENTICATED",
                        () -> given().contentType(ContentType.JSON).body(GOOD)),
                request(
                        "a token of noise",
                        401,
                        "UNAUTHENTICATED",
                        () -> Caller.bearing("abc.def.ghi").body(GOOD)),
                request(
                        "an expired token",
                        401,
                        "UNAUTHENTICATED",
                        () -> Caller.bearing(expired()).body(GOOD)),
                request(
                        "a foreign token",
                        401,
                        "UNAUTHENTICATED",
                        () -> Caller.bearing(foreign()).body(GOOD)),
                request("a reader", 403, "FORBIDDEN", () -> Caller.reader().body(GOOD)),
                request("an operator", 403, "FORBIDDEN", () -> Caller.ops().body(GOOD)),
                request(
                        "another region",
                        404,
                        "NOT_FOUND",
                        () -> Caller.as("budget.write", "440105").body(GOOD)),
                request(
                        "no region",
                        404,
                        "NOT_FOUND",
                        () -> Caller.bearing(token(Set.of())).body(GOOD)),
                request(
                        "broken JSON",
                        400,
                        "MALFORMED_JSON",
                        () -> Caller.writer().body("{\"name\": ")),
                request("no body", 400, "MALFORMED_JSON", Caller::writer),
                request(
                        "two documents",
                        400,
                        "MALFORMED_JSON",
                        () -> Caller.writer().body(GOOD + GOOD)),
                request(
                        "duplicate keys",
                        400,
                        "MALFORMED_JSON",
                        () -> Caller.writer().body(GOOD.replaceFirst("\\{", "{\"state\": \"WITHDRAWN\", "))),
                request(
                        "a deep document",
                        400,
                        "MALFORMED_JSON",
                        () -> Caller.writer().body("[".repeat(10_000).getBytes(StandardCharsets.UTF_8))),
                request(
                        "NUL in a name",
                        400,
                        "MALFORMED_JSON",
                        () -> Caller.writer().body(GOOD.replace("法治建设", "法治\\u0000建设"))),
                request(
                        "Latin-1",
                        400,
                        "MALFORMED_JSON",
                        () -> Caller.writer().body(GOOD.replace("法治建设", "é").getBytes(StandardCharsets.ISO_8859_1))),
                request("a list", 400, "INVALID_BODY", () -> Caller.writer().body("[]")),
                request("null", 400, "MALFORMED_JSON", () -> Caller.writer().body("null")),
                request(
                        "a lone surrogate",
                        400,
                        "MALFORMED_JSON",
                        () -> Caller.writer().body(GOOD.replace("法治建设", "\\ud83d"))),
                request(
                        "an endless number",
                        400,
                        "MALFORMED_JSON",
                        () -> Caller.writer().body(GOOD.replace("2025", "1e999"))),
                request("2 MB", 413, "TOO_LARGE", () -> Caller.writer().body(GOOD + " ".repeat(2 << 20))),
                request(
                        "plain text",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        () -> Caller.writer().contentType(ContentType.TEXT).body(GOOD)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aBadRequestIsRefused(int status, String code, Supplier<RequestSpecification> request) {
        Rows before = Rows.now();

        Response answer = request.get().header("If-Match", "\"1\"").put(path);

        assertRefused(answer, status, code);
        assertThat(Rows.now()).isEqualTo(before);
    }

    static Stream<Arguments> preconditions() {
        return Stream.of(
                argumentSet("none", 428, "PRECONDITION_REQUIRED", Map.of()),
                argumentSet("a later version", 412, "PRECONDITION_FAILED", Map.of("If-Match", "\"2\"")),
                argumentSet("no version", 412, "PRECONDITION_FAILED", Map.of("If-Match", "\"zwei\"")),
                argumentSet("any version", 412, "PRECONDITION_FAILED", Map.of("If-Match", "*")),
                argumentSet("absence", 412, "PRECONDITION_FAILED", Map.of("If-None-Match", "*")),
                argumentSet("not a version", 428, "PRECONDITION_REQUIRED", Map.of("If-None-Match", "\"1\"")));
    }

    @ParameterizedTest
    @MethodSource("preconditions")
    void aPreconditionThatDoesNotHoldIsRefused(int status, String code, Map<String, String> headers) {
        Rows before = Rows.now();

        Response answer = Caller.writer().headers(headers).body(GOOD).put(path);

        assertRefused(answer, status, code);
        assertThat(Rows.now()).isEqualTo(before);
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        Response answer =
                Caller.writer().header("If-Match", "\"1\"").body(GOOD).put("/api/v1/projects/" + ProjectJson.newCode());

        assertRefused(answer, 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"44010425t000000000001", "44010425T00000000001", "1%00", "..%2f", "44010425T000000000001%0A"})
    void aCodeThatCannotBeIsNotFound(String code) {
        Response answer = Caller.writer()
                .header("If-None-Match", "*")
                .body(GOOD)
                .urlEncodingEnabled(false)
                .put("/api/v1/projects/" + code);

        assertRefused(answer, 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=many",
                "limit=-1",
                "cursor=***",
                "cursor=AA%3D%3D",
                "year=MMXXV",
                "department=440104",
                "state=issued",
                "q=%00",
                "cursor=AA"
            })
    void aParameterThatCannotBeIsRefused(String query) {
        Response answer = Caller.reader().urlEncodingEnabled(false).get("/api/v1/projects?" + query);

        assertRefused(answer, 400, "INVALID_PARAMETER", Map.of("?" + query.split("=", 2)[0], "INVALID_PARAMETER"));
    }

    private static void assertRefused(Response answer, int status, String code, Map<String, String> violations) {
        assertRefused(answer, status, code);
        List<Map<String, String>> told = answer.path("violations");
        assertThat(told)
                .allSatisfy(violation -> assertThat(violation.get("message")).isNotBlank())
                .extracting(violation -> Map.entry(violation.get("pointer"), violation.get("code")))
                .containsExactlyInAnyOrderElementsOf(violations.entrySet());
    }

    private static void assertRefused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo(code);
        assertThat(answer.<String>path("type")).isEqualTo("urn:jixiao:problem:" + code);
        assertThat(answer.<String>path("title")).isNotBlank();
        assertThat(answer.asString()).doesNotContain("Exception", "jixiao.budget", "select", "insert");
    }

    private static String expired() {
        return StackResource.tokens().token("late", Set.of("budget.write"), Set.of("440104"), Set.of(), Instant.EPOCH);
    }

    private static String foreign() {
        return Tokens.fresh().token("stranger", Set.of("budget.write"), Set.of("440104"), Set.of());
    }

    private static String token(Set<String> regions) {
        return StackResource.tokens().token("nowhere", Set.of("budget.write"), regions, Set.of());
    }

    private static Arguments request(String name, int status, String code, Supplier<RequestSpecification> request) {
        return argumentSet(name, status, code, request);
    }

    private static Arguments amount(String name, String value) {
        return body(
                name + " in an amount",
                "AMOUNT_FORMAT",
                other(),
                json -> amounts(json).put("other", value));
    }

    private static String other() {
        return "/amounts/other";
    }

    private static ObjectNode amounts(ObjectNode json) {
        return ProjectJson.amounts(json);
    }

    private static Arguments body(String name, String code, String pointer, Consumer<ObjectNode> change) {
        return argumentSet(name, code, pointer, ProjectJson.ruleOfLaw(change));
    }
}
