package org.jixiao.budget.department;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.Contracts;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.budget.fixture.Topics;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ServiceTest
class DepartmentsResourceTest {

    private static final AtomicInteger NEXT = new AtomicInteger(500);
    private static final String BODY = "{\"name\": \"广州市越秀区民政局\", \"regionCode\": \"440104\"}";

    private String code;
    private String path;

    @BeforeEach
    void aNewCode() {
        ReferenceData.registered();
        code = "440104" + NEXT.getAndIncrement();
        path = "/api/v1/departments/" + code;
    }

    @Test
    void aRegisteredDepartmentIsReadBack() {
        create(path, BODY).then().statusCode(201).header("ETag", "\"1\"");

        Response read = Caller.reader().get(path);

        read.then().statusCode(200).header("ETag", "\"1\"");
        assertThat(read.asString())
                .isEqualTo(("{\"departmentCode\":\"%s\",\"name\":\"广州市越秀区民政局\",\"regionCode\":\"440104\","
                                + "\"memberships\":[{\"regionCode\":\"440104\",\"from\":null,\"to\":null}],\"version\":1}")
                        .formatted(code));
    }

    @Test
    void aUnitIsRegisteredInItsDepartment() {
        create(path, BODY);

        Response created = create(path + "/units/" + code + "001", "{\"name\": \"民政局本级\"}");

        created.then().statusCode(201).header("ETag", "\"1\"").body("departmentCode", equalTo(code));
        Caller.reader().get(path + "/units").then().body("items.unitCode", contains(code + "001"));
        Caller.reader().get(path).then().body("version", equalTo(2));
    }

    @Test
    void eachChangeIsPublishedWithTheWholeDepartment() {
        try (Topics topics = new Topics()) {
            create(path, BODY);
            create(path + "/units/" + code + "002", "{\"name\": \"婚姻登记处\"}");
            create(path + "/units/" + code + "001", "{\"name\": \"民政局本级\"}");

            Caller.ops()
                    .header("If-Match", "\"3\"")
                    .body(BODY.replace("民政局", "民政和社会工作局"))
                    .put(path)
                    .then()
                    .statusCode(200);

            List<JsonNode> events = topics.published(Topics.DEPARTMENTS, code, 4).stream()
                    .map(TopicProbe::json)
                    .toList();
            assertThat(events)
                    .extracting(event -> event.get("aggregateversion").intValue())
                    .containsExactly(1, 2, 3, 4);
            JsonNode data = events.getLast().get("data");
            assertThat(data.get("name").asText()).isEqualTo("广州市越秀区民政和社会工作局");
            assertThat(data.get("regions").findValuesAsText("name")).containsExactly("越秀区", "广州市", "广东省");
            assertThat(data.get("units").findValuesAsText("unitCode")).containsExactly(code + "001", code + "002");
        }
    }

    @Test
    void whereADepartmentLayIsKeptWithItsDatesAndPublished() {
        String lying = BODY.replace("}", """
                , "memberships": [{"regionCode": "440104", "from": null, "to": "2024-12-31"},
                                  {"regionCode": "440105", "from": "2025-01-01", "to": null}]}""");
        try (Topics topics = new Topics()) {
            create(path, BODY);
            Caller.ops()
                    .header("If-Match", "\"1\"")
                    .body(lying)
                    .put(path)
                    .then()
                    .statusCode(200);
            String read = Caller.reader().get(path).asString();

            Response sentBack = Caller.ops()
                    .header("If-Match", "\"2\"")
                    .body(read.replace("民政局", "民政和社会工作局"))
                    .put(path);

            sentBack.then().statusCode(200).body("memberships.regionCode", contains("440104", "440105"));
            List<JsonNode> events = topics.published(Topics.DEPARTMENTS, code, 3).stream()
                    .map(TopicProbe::json)
                    .peek(event -> assertThat(Contracts.schema("budget.department.changed-1.0")
                                    .check(event))
                            .isEmpty())
                    .map(event -> event.get("data"))
                    .toList();
            assertThat(events.getFirst().has("memberships")).isFalse();
            assertThat(events.getLast().get("regions").findValuesAsText("regionCode"))
                    .containsExactly("440105", "440100", "440000");
            assertThat(events.getLast().get("memberships").findValuesAsText("from"))
                    .containsExactly("null", "2025-01-01");
            assertThat(events.getLast().at("/memberships/0/to").asText()).isEqualTo("2024-12-31");
            assertThat(events.getLast().at("/memberships/0/regions").findValuesAsText("regionCode"))
                    .containsExactly("440104", "440100", "440000");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "440104 | null         | 2024-12-31 | 440105 | 2024-12-31 | null | 422 | MEMBERSHIP_ORDER",
                "440104 | null         | null       | 440105 | 2025-01-01 | null | 422 | MEMBERSHIP_ORDER",
                "440104 | null         | 2024-12-31 | 440105 | null       | null | 422 | MEMBERSHIP_ORDER",
                "440104 | 2025-01-01   | 2024-12-31 | 440105 | 2025-01-01 | null | 422 | MEMBERSHIP_ORDER",
                "440104 | null         | 2024-12-31 | 440199 | 2025-01-01 | null | 422 | UNKNOWN_REFERENCE",
                "440104 | null         | 2025-02-30 | 440105 | 2025-03-01 | null | 400 | INVALID_BODY"
            })
    void membershipsFollowEachOther(
            String first,
            String from,
            String to,
            String next,
            String nextFrom,
            String nextTo,
            int status,
            String problem) {
        String body = BODY.replace(
                        "}",
                        (", \"memberships\": [{\"regionCode\": \"%s\", \"from\": \"%s\", \"to\": \"%s\"},"
                                        + " {\"regionCode\": \"%s\", \"from\": \"%s\", \"to\": \"%s\"}]}")
                                .formatted(first, from, to, next, nextFrom, nextTo))
                .replace("\"null\"", "null");

        Response answer = create(path, body);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.<String>path("code")).isEqualTo(problem);
    }

    @Test
    void theListIsOfARegionAndWhatLiesBelow() {
        create(path, BODY);

        for (String region : List.of("440000", "440100", "440104")) {
            Caller.reader()
                    .get("/api/v1/departments?limit=500&region=" + region)
                    .then()
                    .body("items.departmentCode", hasItem(code));
        }
        Caller.reader()
                .get("/api/v1/departments?limit=500&region=440105")
                .then()
                .body("items.size()", equalTo(0));
        Caller.as("budget.read", "440100")
                .get("/api/v1/departments?limit=500&region=440105")
                .then()
                .body("items.departmentCode", hasItem(ReferenceData.HAIZHU_JUSTICE))
                .body("items.departmentCode", not(hasItem(code)));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("a reader", 403, "FORBIDDEN", () -> Caller.reader().body(BODY)),
                refusal(
                        "another region",
                        404,
                        "NOT_FOUND",
                        () -> Caller.as("ops", "440105").body(BODY)),
                refusal(
                        "no precondition",
                        428,
                        "PRECONDITION_REQUIRED",
                        () -> Caller.ops().body(BODY)),
                refusal(
                        "an absent one",
                        404,
                        "NOT_FOUND",
                        () -> Caller.ops().header("If-Match", "\"1\"").body(BODY)),
                refusal("a region elsewhere", 422, "CODE_MISMATCH", () -> creation(BODY.replace("440104", "440105"))),
                refusal(
                        "a version of something new",
                        422,
                        "READ_ONLY_FIELD",
                        () -> creation(BODY.replace("{", "{\"version\": 1, "))),
                refusal("no region", 400, "INVALID_BODY", () -> creation("{\"name\": \"民政局\"}")),
                refusal("an unknown field", 400, "INVALID_BODY", () -> creation(BODY.replace("name", "names"))),
                refusal("broken JSON", 400, "MALFORMED_JSON", () -> creation("{")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aBadRequestIsRefusedAndChangesNothing(int status, String problem, Supplier<RequestSpecification> request) {
        Rows before = Rows.now();

        Response answer = request.get().put(path);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.<String>path("code")).isEqualTo(problem);
        assertThat(Rows.now()).isEqualTo(before);
    }

    @Test
    void aDepartmentOfAnUnknownRegionIsRefused() {
        Rows before = Rows.now();

        Response answer = create("/api/v1/departments/440199019", BODY.replace("440104", "440199"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.<String>path("code")).isEqualTo("UNKNOWN_REFERENCE");
        assertThat(Rows.now()).isEqualTo(before);
    }

    @Test
    void aUnitOfAnotherDepartmentIsRefused() {
        create(path, BODY);
        Rows before = Rows.now();

        Response answer = create(path + "/units/" + ReferenceData.JUSTICE_UNIT, "{\"name\": \"司法局\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.<String>path("code")).isEqualTo("CODE_MISMATCH");
        assertThat(Rows.now()).isEqualTo(before);
    }

    @Test
    void aUnitOfNoDepartmentIsNotFound() {
        Response answer = create(path + "/units/" + code + "001", "{\"name\": \"民政局\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void aStaleChangeIsRefused() {
        create(path, BODY);
        create(path + "/units/" + code + "001", "{\"name\": \"民政局本级\"}");

        Response answer = Caller.ops().header("If-Match", "\"1\"").body(BODY).put(path);

        assertThat(answer.statusCode()).isEqualTo(412);
    }

    private static Response create(String path, String body) {
        return creation(body).put(path);
    }

    private static RequestSpecification creation(String body) {
        return Caller.ops().header("If-None-Match", "*").body(body);
    }

    private static Arguments refusal(String name, int status, String code, Supplier<RequestSpecification> request) {
        return argumentSet(name, status, code, request);
    }
}
