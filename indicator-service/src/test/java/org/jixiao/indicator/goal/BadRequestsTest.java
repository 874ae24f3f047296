package org.jixiao.indicator.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.testing.StackResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with the wrong caller, condition, type or parameter; the body alone would do. */
@ServiceTest
class BadRequestsTest {

    /** A PUT of a good body that is no good for another reason. */
    record Bad(String what, Supplier<RequestSpecification> request, int status, String code) {

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Bad> puts() {
        return Stream.of(
                new Bad("no condition", () -> Caller.WRITER.request(), 428, "PRECONDITION_REQUIRED"),
                new Bad("a tag without quotes", () -> writer("If-Match", "1"), 412, "PRECONDITION_FAILED"),
                new Bad("a weak tag", () -> writer("If-Match", "W/\"1\""), 412, "PRECONDITION_FAILED"),
                new Bad("any tag", () -> writer("If-Match", "*"), 412, "PRECONDITION_FAILED"),
                new Bad("a tag of what is not there", () -> writer("If-Match", "\"1\""), 404, "NOT_FOUND"),
                new Bad(
                        "text",
                        () -> writer("If-None-Match", "*").contentType("text/plain"),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE"),
                new Bad(
                        "XML",
                        () -> writer("If-None-Match", "*").contentType("application/xml"),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE"),
                new Bad("no token", () -> creating(Caller.anyone()), 401, "UNAUTHENTICATED"),
                new Bad(
                        "no such token",
                        () -> creating(Caller.anyone().auth().oauth2("a.b.c")),
                        401,
                        "UNAUTHENTICATED"),
                new Bad(
                        "an old token",
                        () -> creating(Caller.anyone().auth().oauth2(expired())),
                        401,
                        "UNAUTHENTICATED"),
                new Bad("a reader", () -> creating(Caller.READER.request()), 403, "FORBIDDEN"),
                new Bad("an operator", () -> creating(Caller.OPS.request()), 403, "FORBIDDEN"),
                new Bad("a neighbour", () -> creating(Caller.NEIGHBOUR.request()), 404, "NOT_FOUND"),
                new Bad(
                        "nowhere",
                        () -> creating(new Caller("x", Set.of("indicator.write"), Set.of()).request()),
                        404,
                        "NOT_FOUND"));
    }

    @ParameterizedTest
    @MethodSource("puts")
    void a_goal_is_not_put_by(Bad bad) {
        String code = ProjectCodes.fresh();

        Response answer = bad.request.get().body(GoalJson.goal(code).toString()).put("/api/v1/goals/" + code);

        answer.then()
                .statusCode(bad.status)
                .contentType("application/problem+json")
                .body("code", equalTo(bad.code));
        assertThat(Rows.about(code)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "goals?year=abc", "goals?year=99999999999", "goals?department=1", "goals?department=%00",
                        "goals?state=DRAFT",
                "goals?projectKnown=maybe", "goals?limit=0", "goals?limit=501", "goals?limit=ten", "goals?limit=-1",
                "goals?cursor=!!", "goals?cursor=AAAA", "goals?cursor=5Lit", "frames", "frames?region=440104",
                "frames?region=4401&year=2025", "frames?region=440104&year=two"
            })
    void a_parameter_that_cannot_be_is_refused(String query) {
        Response answer = Caller.READER.request().urlEncodingEnabled(false).get("/api/v1/" + query);

        answer.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("INVALID_PARAMETER"));
    }

    static Stream<Bad> others() {
        return Stream.of(
                new Bad("/api/v1/goals/44010425t000000000001", Caller.READER::request, 404, "NOT_FOUND"),
                new Bad("/api/v1/goals/44010425T999999999999", Caller.READER::request, 404, "NOT_FOUND"),
                new Bad("/api/v1/goals/44010425T999999999999/history", Caller.READER::request, 404, "NOT_FOUND"),
                new Bad("/api/v1/goals/x'%20or%20''='", Caller.READER::request, 404, "NOT_FOUND"),
                new Bad("/api/v1/frames?region=110101&year=2025", Caller.READER::request, 404, "NOT_FOUND"),
                new Bad("/api/v1/frames?region=440104&year=2024", Caller.READER::request, 404, "NOT_FOUND"),
                new Bad("/api/v1/goals", Caller::anyone, 401, "UNAUTHENTICATED"),
                new Bad("/api/v1/frames?region=440104&year=2025", Caller::anyone, 401, "UNAUTHENTICATED"),
                new Bad(
                        "/api/v1/goals",
                        () -> new Caller("x", Set.of("budget.read"), Set.of("440104")).request(),
                        403,
                        "FORBIDDEN"),
                new Bad("/api/v1/targets/parse", Caller.READER::request, 405, "METHOD_NOT_ALLOWED"),
                new Bad("/api/v1/goals", () -> Caller.READER.request().accept("text/html"), 406, "NOT_ACCEPTABLE"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void what_is_not_there_or_not_for_this_caller(Bad bad) {
        Response answer = bad.request.get().urlEncodingEnabled(false).get(bad.what);

        answer.then()
                .statusCode(bad.status)
                .contentType("application/problem+json")
                .body("code", equalTo(bad.code));
    }

    private static RequestSpecification writer(String header, String value) {
        return Caller.WRITER.request().header(header, value);
    }

    private static RequestSpecification creating(RequestSpecification request) {
        return request.header("If-None-Match", "*");
    }

    private static String expired() {
        return StackResource.tokens()
                .token(
                        "x",
                        Set.of("indicator.write"),
                        Set.of("440104"),
                        Set.of(),
                        Instant.parse("2025-01-01T00:00:00Z"));
    }
}
