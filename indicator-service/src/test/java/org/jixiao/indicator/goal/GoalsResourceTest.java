package org.jixiao.indicator.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.jixiao.indicator.GoalJson.goal;
import static org.jixiao.indicator.GoalJson.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.ServiceTest;
import org.junit.jupiter.api.Test;

@ServiceTest
class GoalsResourceTest {

    private final String code = ProjectCodes.fresh();
    private final String address = "/api/v1/goals/" + code;

    @Test
    void a_goal_is_created() {
        Response created = Caller.WRITER.creating(goal(code)).put(address);

        created.then()
                .statusCode(201)
                .header("ETag", "\"01\"")
                .header("Location", endsWith(address))
                .body("projectCode", equalTo(code))
                .body("indicators.indicatorId", contains(code + "-01", code + "-02"))
                .body("indicators[0].category", equalTo(java.util.Map.of("code", "1", "name", "产出指标")))
                .body("indicators[0].type", equalTo(java.util.Map.of("code", "11", "name", "数量指标")))
                .body("indicators[0].annualTarget.value", equalTo("55"))
                .body("indicators[0].accumulation", equalTo("PER_HEAD"))
                .body("indicators[0].weight", nullValue())
                .body("projectKnown", equalTo(false))
                .body("state", equalTo("ISSUED"))
                .body("version", equalTo(1));
    }

    @Test
    void what_was_written_is_what_is_read() {
        String written = Caller.WRITER.creating(goal(code)).put(address).asString();

        Response read = Caller.READER.request().get(address);

        read.then().statusCode(200).header("ETag", "\"01\"");
        assertThat(read.asString()).isEqualTo(written);
    }

    @Test
    void what_is_unchanged_is_not_sent_again() {
        Caller.WRITER.creating(goal(code)).put(address);

        Response read =
                Caller.READER.request().header("If-None-Match", "\"01\"").get(address);

        read.then().statusCode(304).header("ETag", "\"01\"");
        assertThat(read.asString()).isEmpty();
    }

    @Test
    void what_was_read_is_sent_back_changed() {
        ObjectNode read = created();

        Response changed = Caller.WRITER
                .changing(1, with(read, "/indicators/0/annualTarget/raw", "\"≥60.50件\""))
                .put(address);

        changed.then()
                .statusCode(200)
                .header("ETag", "\"02\"")
                .body("indicators[0].annualTarget.value", equalTo("60.50"))
                .body("indicators[0].periodTarget.value", equalTo("55"))
                .body("version", equalTo(2));
    }

    @Test
    void what_a_person_confirmed_stays_while_the_indicator_says_the_same() {
        ObjectNode confirmed =
                with(with(created(), "/indicators/0/accumulation", "\"LEVEL\""), "/indicators/0/weight", "\"22.5\"");
        Caller.WRITER.changing(1, confirmed).put(address).then().statusCode(200);

        Response again = Caller.WRITER.changing(2, goal(code)).put(address);

        again.then().body("indicators[0].accumulation", equalTo("LEVEL")).body("indicators[0].weight", nullValue());
    }

    @Test
    void a_weight_has_two_decimals() {
        Response created = Caller.WRITER
                .creating(with(goal(code), "/indicators/0/weight", "\"22.5\""))
                .put(address);

        created.then().statusCode(201).body("indicators[0].weight", equalTo("22.50"));
    }

    @Test
    void doubts_are_flagged_and_repaired_by_nobody() {
        ObjectNode doubtful = with(goal(code), "/indicators/0/annualTarget", "\"≥1\"");

        Response created = Caller.WRITER
                .creating(with(doubtful, "/indicators/0/name", "\"法治宣传数（场次）\""))
                .put(address);

        created.then()
                .statusCode(201)
                .body("flags", contains("UNIT_MISSING", "UNIT_CONFLICT"))
                .body("indicators[0].annualTarget.raw", equalTo("≥1"))
                .body("indicators[0].annualTarget.unit", nullValue())
                .body("indicators[0].annualTarget.unitSuggestion", equalTo("场次"))
                .body("indicators[0].annualTarget.flags", contains("UNIT_MISSING"))
                .body("indicators[0].periodTarget.flags", contains("UNIT_CONFLICT"));
    }

    @Test
    void a_withdrawn_goal_needs_no_indicators() {
        Caller.WRITER.creating(goal(code)).put(address);
        ObjectNode withdrawn = with(with(goal(code), "/indicators", "[]"), "/state", "\"WITHDRAWN\"");

        Response changed = Caller.WRITER.changing(1, withdrawn).put(address);

        changed.then().statusCode(200).body("indicatorsText", equalTo("")).body("state", equalTo("WITHDRAWN"));
    }

    @Test
    void somebody_was_faster() {
        Caller.WRITER.creating(goal(code)).put(address);
        Caller.WRITER.changing(1, goal(code)).put(address);

        Response stale = Caller.WRITER.changing(1, goal(code)).put(address);

        stale.then().statusCode(412).body("code", equalTo("PRECONDITION_FAILED"));
        assertThat(Rows.number("select max(version) from goal_history where project_code = ?", code))
                .isEqualTo(2);
    }

    @Test
    void what_is_there_is_not_created() {
        Caller.WRITER.creating(goal(code)).put(address);

        Response twice = Caller.WRITER.creating(goal(code)).put(address);

        twice.then().statusCode(412).body("code", equalTo("PRECONDITION_FAILED"));
    }

    @Test
    void the_year_is_for_good() {
        Caller.WRITER.creating(goal(code)).put(address);

        Response changed = Caller.WRITER
                .changing(1, with(goal(code), "/fiscalYear", "2026"))
                .put(address);

        changed.then()
                .statusCode(422)
                .body("code", equalTo("STATE_CONFLICT"))
                .body("violations.pointer", contains("/fiscalYear"));
    }

    @Test
    void the_region_is_for_good() {
        Caller.WRITER.creating(goal(code)).put(address);
        var cityClerk = new Caller("zhao.city", Set.of("indicator.write"), Set.of("440100"));

        Response changed = cityClerk
                .changing(1, with(goal(code), "/departmentCode", "\"440105001\""))
                .put(address);

        changed.then()
                .statusCode(422)
                .body("code", equalTo("STATE_CONFLICT"))
                .body("violations.pointer", contains("/departmentCode"));
    }

    @Test
    void another_districts_code_is_not_taken() {
        Response taken = Caller.NEIGHBOUR
                .creating(with(goal(code), "/departmentCode", "\"440105001\""))
                .put(address);

        taken.then()
                .statusCode(422)
                .body("code", equalTo("CODE_MISMATCH"))
                .body("violations.pointer", contains("/departmentCode"));
        assertThat(Rows.about(code)).isZero();
    }

    @Test
    void a_version_that_is_not_the_one_seen_is_refused() {
        ObjectNode read = created();

        Response changed =
                Caller.WRITER.changing(1, with(read, "/version", "2")).put(address);

        changed.then()
                .statusCode(422)
                .body("code", equalTo("READ_ONLY_FIELD"))
                .body("violations.pointer", contains("/version"));
    }

    @Test
    void out_of_scope_there_is_nothing() {
        Caller.WRITER.creating(goal(code)).put(address);

        Stream<Response> answers = Stream.of(
                Caller.NEIGHBOUR.request().get(address),
                Caller.NEIGHBOUR.request().get(address + "/history"),
                Caller.NEIGHBOUR
                        .creating(with(goal(code), "/departmentCode", "\"440105001\""))
                        .put(address),
                Caller.NEIGHBOUR
                        .changing(1, with(goal(code), "/departmentCode", "\"440105001\""))
                        .put(address),
                Caller.NEIGHBOUR.changing(1, goal(code)).put(address));

        assertThat(answers.map(Response::statusCode)).containsOnly(404);
        Caller.NEIGHBOUR.request().get("/api/v1/goals?limit=500").then().body("items.projectCode", not(hasItem(code)));
    }

    @Test
    void every_version_is_kept_with_who_and_why() {
        Caller.WRITER.creating(goal(code)).put(address);
        Caller.WRITER.changing(1, with(goal(code), "/statement", "\"另一个目标\"")).put(address);

        Response history = Caller.READER.request().get(address + "/history");

        history.then()
                .statusCode(200)
                .body("items.version", contains(2, 1))
                .body("items.recordedBy", contains("li.clerk", "li.clerk"))
                .body("items[0].goal.statement", equalTo("另一个目标"))
                .body("items[1].goal.indicators[0].annualTarget.raw", equalTo("≥55件"))
                .body("nextCursor", nullValue());
    }

    @Test
    void history_comes_in_pages() {
        Caller.WRITER.creating(goal(code)).put(address);
        Caller.WRITER.changing(1, goal(code)).put(address);
        Caller.WRITER.changing(2, goal(code)).put(address);
        String cursor =
                Caller.READER.request().get(address + "/history?limit=2").path("nextCursor");

        Response rest = Caller.READER.request().get(address + "/history?limit=2&cursor=" + cursor);

        rest.then().statusCode(200).body("items.version", contains(1)).body("nextCursor", nullValue());
    }

    @Test
    void lists_come_in_pages_by_code_and_narrowed() {
        var clerk = new Caller("sun.clerk", Set.of("indicator.write"), Set.of("440106"));
        List<String> codes = IntStream.range(0, 5)
                .mapToObj(i -> ProjectCodes.freshIn("440106"))
                .toList();
        codes.forEach(each -> clerk.creating(with(goal(each), "/departmentCode", "\"440106001\""))
                .put("/api/v1/goals/" + each)
                .then()
                .statusCode(201));
        String filter = "/api/v1/goals?year=2025&department=440106001&state=ISSUED&projectKnown=false&limit=3";
        Response first = clerk.request().get(filter);

        Response second = clerk.request().get(filter + "&cursor=" + first.path("nextCursor"));

        first.then().statusCode(200).body("items.projectCode", equalTo(codes.subList(0, 3)));
        second.then().body("items.projectCode", equalTo(codes.subList(3, 5))).body("nextCursor", nullValue());
        assertThat(first.<List<List<?>>>path("items.indicators"))
                .allSatisfy(each -> assertThat(each).hasSize(2));
        clerk.request().get(filter.replace("ISSUED", "WITHDRAWN")).then().body("items", equalTo(List.of()));
        clerk.request().get(filter.replace("2025", "2026")).then().body("items", equalTo(List.of()));
        clerk.request().get(filter.replace("false", "true")).then().body("items", equalTo(List.of()));
    }

    @Test
    void of_eight_who_have_seen_the_same_version_one_wins() throws Exception {
        Caller.WRITER.creating(goal(code)).put(address);

        List<Integer> answers =
                eightAtOnce(() -> Caller.WRITER.changing(1, goal(code)).put(address));

        assertThat(answers)
                .containsOnlyOnce(200)
                .contains(412)
                .hasSize(8)
                .allMatch(status -> status == 200 || status == 412);
        assertThat(Rows.number("select count(*) from goal_history where project_code = ?", code))
                .isEqualTo(2);
    }

    @Test
    void of_eight_who_create_the_same_goal_one_wins() throws Exception {
        List<Integer> answers =
                eightAtOnce(() -> Caller.WRITER.creating(goal(code)).put(address));

        assertThat(answers).containsOnlyOnce(201).hasSize(8).allMatch(status -> status == 201 || status == 412);
        assertThat(Rows.number("select count(*) from goal_history where project_code = ?", code))
                .isEqualTo(1);
    }

    private static List<Integer> eightAtOnce(java.util.function.Supplier<Response> request) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<java.util.concurrent.Callable<Integer>> calls =
                    java.util.Collections.nCopies(8, () -> request.get().statusCode());
            List<Integer> answers = new java.util.ArrayList<>();
            for (var answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private ObjectNode created() {
        return (ObjectNode)
                GoalJson.parse(Caller.WRITER.creating(goal(code)).put(address).asByteArray());
    }
}
