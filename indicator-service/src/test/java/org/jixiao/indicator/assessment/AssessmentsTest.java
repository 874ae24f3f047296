package org.jixiao.indicator.assessment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.jixiao.indicator.GoalJson.indicator;
import static org.jixiao.indicator.GoalJson.parse;
import static org.jixiao.indicator.GoalJson.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.indicator.judging.AssessmentProfile;
import org.jixiao.indicator.judging.Judged;
import org.jixiao.indicator.judging.Profiles;
import org.jixiao.platform.digest.DigestSource;
import org.jixiao.platform.digest.Digesting;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Monitoring and self-evaluation of a project over HTTP, and what the world hears of them. */
@ServiceTest
class AssessmentsTest {

    private static final String TOPIC = "indicator.assessments.v1";
    private static final JsonSchema SCHEMA =
            JsonSchema.ofResource("/contracts/schemas/indicator.assessment.changed-1.0.json");
    private static final Path EXAMPLES = Path.of("contracts", "examples");

    private final String code = ProjectCodes.fresh();
    private final String department = "440104" + (int) (100 + System.nanoTime() % 900);
    private final String goal = "/api/v1/goals/" + code;
    private final String july = goal + "/monitoring/7";
    private final String year = goal + "/self-evaluation";

    @Inject
    Profiles profiles;

    @Inject
    Digesting digesting;

    @Inject
    @io.quarkus.arc.All
    List<DigestSource> digests;

    @Test
    void the_example_of_the_contract_is_what_the_service_says() throws IOException {
        exampleGoal();
        projectWith("210000.00", "200000.00");
        try (var topics = TopicProbe.watching(StackResource.bootstrapServers(), TOPIC)) {
            Caller.WRITER.creating(example("monitoring-round")).put(july).then().statusCode(201);
            ObjectNode october =
                    (ObjectNode) example("monitoring-round-as-read").deepCopy();
            october.remove(List.of("projectCode", "month", "version"));
            List<String> actuals = List.of("52", "99", "91.5", "96");
            october.get("indicators")
                    .forEach(each -> ((ObjectNode) each)
                            .put("actual", actuals.get(each.get("sequence").intValue() - 1))
                            .put("outlook", "CERTAIN")
                            .putNull("cause")
                            .putNull("explanation")
                            .remove("indicatorId"));
            Caller.WRITER.creating(october).put(goal + "/monitoring/10").then().statusCode(201);
            Caller.WRITER.creating(example("self-evaluation")).put(year).then().statusCode(201);

            List<JsonNode> said = topics.await(3, record -> code.equals(new String(record.key(), UTF_8))).stream()
                    .map(record -> parse(record.value()))
                    .toList();

            assertThat(said).allSatisfy(event -> assertThat(SCHEMA.check(event)).isEmpty());
            assertThat(said)
                    .extracting(event -> event.get("aggregateversion").asInt())
                    .containsExactly(1, 2, 3);
            assertThat(said.getLast().get("data").toString())
                    .isEqualTo(example("indicator.assessment.changed-1.0")
                            .get("data")
                            .toString()
                            .replace("44010425T000000000001", code)
                            .replace("440104019", department));
            assertThat(said)
                    .extracting(event -> event.get("causationid").asText())
                    .containsExactlyElementsOf(Rows.texts(
                            "select cause from assessment_history where project_code = ? and recorded_by = 'li.clerk' order by version",
                            code));
        }
    }

    @Test
    void a_round_is_created_read_and_changed() {
        created();

        Response first = Caller.WRITER.creating(round("20")).put(july);
        first.then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", endsWith(july))
                .body("lamp", equalTo("RED"))
                .body("indicators.indicatorId", contains(code + "-01", code + "-02"))
                .body("indicators[0].ratio", equalTo("0.36"))
                .body("indicators[1].lamp", nullValue());
        Caller.READER
                .request()
                .header("If-None-Match", "\"1\"")
                .get(july)
                .then()
                .statusCode(304);

        ObjectNode read = (ObjectNode) parse(first.asString());
        Response changed = Caller.WRITER
                .changing(1, with(read, "/indicators/0/actual", "\"55\""))
                .put(july);

        changed.then().statusCode(200).header("ETag", "\"2\"").body("lamp", equalTo("GREEN"));
        assertThat(Caller.READER.request().get(july).asString()).isEqualTo(changed.asString());
        Caller.READER.request().get(goal + "/monitoring").then().body("monitoring.month", contains(7));
        Caller.READER
                .request()
                .get(goal + "/assessment")
                .then()
                .body("version", equalTo(2))
                .body("selfEvaluation", nullValue());
    }

    @Test
    void every_version_stays_with_who_brought_it_about() {
        created();
        Caller.WRITER.creating(round("20")).put(july);
        new Caller("he.second", Set.of("indicator.write"), Set.of("440104"))
                .changing(1, round("30"))
                .put(july);
        String history = goal + "/assessment/history";

        Response latest = Caller.READER.request().get(history + "?limit=1");
        Response first = Caller.READER.request().get(history + "?limit=1&cursor=" + latest.path("nextCursor"));

        latest.then()
                .statusCode(200)
                .body("items.recordedBy", contains("he.second"))
                .body("items.version", contains(2));
        first.then().body("items.recordedBy", contains("li.clerk")).body("nextCursor", nullValue());
        Caller.READER
                .request()
                .get(history + "/1")
                .then()
                .body("version", equalTo(1))
                .body("monitoring[0].indicators[0].actual", equalTo("20"));
        Caller.READER.request().get(history + "/3").then().statusCode(404);
    }

    @Test
    void of_a_goal_nobody_has_looked_at_there_is_nothing_yet() {
        created();

        Caller.READER
                .request()
                .get(goal + "/assessment")
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("version", equalTo(0))
                .body("monitoring", equalTo(List.of()))
                .body("selfEvaluation", nullValue());
        Caller.READER.request().get(july).then().statusCode(404);
        Caller.READER.request().get(year).then().statusCode(404);
    }

    @Test
    void what_was_judged_stays_as_the_goal_changes() {
        created();
        Caller.WRITER.creating(round("20")).put(july);
        ObjectNode changed = with(goalBody(), "/indicators/0/annualTarget", "\"≥10件\"");
        Caller.WRITER.changing(1, changed).put(goal).then().statusCode(200);

        Response later = Caller.WRITER.creating(round("20")).put(goal + "/monitoring/8");

        later.then()
                .header("ETag", "\"2\"")
                .body("indicators[0].annualTarget", equalTo("≥10件"))
                .body("indicators[0].ratio", equalTo("2.00"));
        Caller.READER
                .request()
                .get(july)
                .then()
                .body("indicators[0].annualTarget", equalTo("≥55件"))
                .body("indicators[0].ratio", equalTo("0.36"));
    }

    @Test
    void figures_never_land_on_another_indicator() {
        created();
        JsonNode read = parse(Caller.WRITER.creating(round("20")).put(july).asString());
        ObjectNode changed = goalBody();
        changed.putArray("indicators")
                .add(indicator(1, "1", "11", "法律援助人次", "≥300人次"))
                .add(indicator(2, "1", "11", "人均年度调解案件数", "≥60件"));
        Caller.WRITER.changing(1, changed).put(goal).then().statusCode(200);

        Response refused = Caller.WRITER.changing(1, read).put(july);

        refused.then()
                .statusCode(422)
                .body("code", equalTo("READ_ONLY_FIELD"))
                .body(
                        "violations.pointer",
                        contains(
                                "/indicators/0/name",
                                "/indicators/0/annualTarget",
                                "/indicators/1/name",
                                "/indicators/1/annualTarget"));
    }

    @Test
    void figures_are_for_the_version_of_the_goal_that_they_name() {
        created();
        projectWith("100.00", "100.00");
        ObjectNode changed = with(goalBody(), "/indicators/0/annualTarget", "\"≥50件\"");
        Caller.WRITER.changing(1, changed).put(goal).then().statusCode(200);
        for (String part : List.of(july, year)) {
            ObjectNode body = scores("55", "90");

            Response outdated =
                    Caller.WRITER.creating(body.put("goalVersion", 1)).put(part);

            outdated.then()
                    .statusCode(409)
                    .body("code", equalTo("WRONG_STATE"))
                    .body("violations.pointer", contains("/goalVersion"));
            Caller.WRITER.creating(body.put("goalVersion", 2)).put(part).then().statusCode(201);
        }
    }

    @Test
    void it_follows_its_goal_to_another_department() {
        created();
        Caller.WRITER.creating(round("20")).put(july);
        String elsewhere = department.equals("440104100") ? "440104101" : "440104100";
        try (var topics = TopicProbe.watching(StackResource.bootstrapServers(), TOPIC)) {

            Caller.WRITER
                    .changing(1, goalBody().put("departmentCode", elsewhere))
                    .put(goal)
                    .then()
                    .statusCode(200);

            JsonNode said = parse(topics.await(record -> code.equals(new String(record.key(), UTF_8))
                            && parse(record.value()).get("aggregateversion").asInt() == 2)
                    .value());
            assertThat(SCHEMA.check(said)).isEmpty();
            assertThat(said.at("/data/departmentCode").asText()).isEqualTo(elsewhere);
            assertThat(said.at("/data/monitoring/0/indicators/0/actual").asText())
                    .isEqualTo("20");
            assertThat(said.get("causationid").asText())
                    .isEqualTo(Rows.texts("select cause from goal_history where project_code = ? and version = 2", code)
                            .getFirst());
        }
        Caller.READER.request().get(goal + "/assessment").then().header("ETag", "\"2\"");
        assertThat(Rows.texts("select department_code from assessment where project_code = ?", code))
                .containsExactly(elsewhere);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            another's indicator | {"indicators":[{"indicatorId":"44010425T900000000000-01","actual":"1"}]}        | UNKNOWN_REFERENCE   | /indicators/0/indicatorId
            no such number      | {"indicators":[{"sequence":3,"actual":"1"}]}                                    | UNKNOWN_REFERENCE   | /indicators/0/sequence
            no name             | {"indicators":[{"actual":"1"}]}                                                 | MISSING_FIELD       | /indicators/0/indicatorId
            twice               | {"indicators":[{"sequence":1,"actual":"1"},{"sequence":1,"actual":"2"}]}        | DUPLICATE_INDICATOR | /indicators/1
            words for a figure  | {"indicators":[{"sequence":1,"result":"ACHIEVED"}]}                             | RESULT_NOT_ALLOWED  | /indicators/0/result
            another project     | {"projectCode":"44010425T900000000000","indicators":[]}                         | READ_ONLY_FIELD     | /projectCode
            another month       | {"month":8,"indicators":[]}                                                     | READ_ONLY_FIELD     | /month
            nothing             | {"indicators":[{"sequence":1,"actual":null,"explanation":" "}]}                 | INDICATOR_MISSING   | /indicators
            """)
    void what_contradicts_the_goal_is_refused(String what, String body, String problem, String pointer) {
        created();

        Response refused = Caller.WRITER.creating(parse(body)).put(july);

        refused.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo(problem))
                .body("violations.pointer", contains(pointer));
        assertThat(rows()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a number as number | {"indicators":[{"sequence":1,"actual":1}]}                 | WRONG_TYPE           | /indicators/0/actual
            a figure in words  | {"indicators":[{"sequence":1,"actual":"1e9"}]}             | ACTUAL_FORMAT        | /indicators/0/actual
            too exact          | {"indicators":[{"sequence":1,"actual":"1.1234567"}]}       | ACTUAL_FORMAT        | /indicators/0/actual
            unknown member     | {"indicators":[{"sequence":1,"points":"1"}]}               | UNKNOWN_FIELD        | /indicators/0/points
            unknown cause      | {"indicators":[{"sequence":1,"cause":"WEATHER"}]}          | NOT_ALLOWED          | /indicators/0/cause
            control character  | {"indicators":[{"sequence":1,"explanation":"a\\u0007b"}]}  | CHARACTER_NOT_ALLOWED | /indicators/0/explanation
            no indicators      | {}                                                         | MISSING_FIELD        | /indicators
            """)
    void what_is_not_a_round_is_refused(String what, String body, String problem, String pointer) {
        created();

        Response refused = Caller.WRITER.creating(parse(body)).put(july);

        refused.then()
                .statusCode(400)
                .body("violations.code", hasItem(problem))
                .body("violations.pointer", hasItem(pointer));
        assertThat(rows()).isZero();
    }

    @Test
    void writes_say_what_they_have_seen() {
        created();
        Caller.WRITER.request().body("{\"indicators\":[]}").put(july).then().statusCode(428);
        Caller.WRITER.changing(1, round("1")).put(july).then().statusCode(404);
        Caller.WRITER.creating(round("1")).put(july).then().statusCode(201);

        Caller.WRITER.creating(round("2")).put(july).then().statusCode(412);
        Caller.WRITER.changing(9, round("2")).put(july).then().statusCode(412);
        Caller.WRITER.creating(round("2")).put(goal + "/monitoring/13").then().statusCode(400);
    }

    @Test
    void a_round_of_the_wrong_month_is_taken_back() {
        created();
        Caller.WRITER.creating(round("20")).put(july);
        Caller.WRITER.creating(round("20")).put(goal + "/monitoring/8");
        Caller.WRITER.request().delete(july).then().statusCode(428);
        Caller.WRITER.request().header("If-Match", "\"1\"").delete(july).then().statusCode(412);

        Response left = Caller.WRITER.request().header("If-Match", "\"2\"").delete(goal + "/monitoring/8");

        left.then().statusCode(200).header("ETag", "\"3\"").body("monitoring.month", contains(7));
        Caller.READER.request().get(goal + "/monitoring/8").then().statusCode(404);
        Caller.WRITER
                .request()
                .header("If-Match", "\"3\"")
                .delete(goal + "/monitoring/8")
                .then()
                .statusCode(404);
        Caller.READER
                .request()
                .get(goal + "/assessment/history")
                .then()
                .body("items.version", contains(3, 2, 1))
                .body("items[0].recordedBy", equalTo("li.clerk"));
        assertThat(Rows.texts("select month::text from assessment where project_code = ?", code))
                .containsExactly("7");
    }

    @Test
    void a_self_evaluation_is_taken_back_and_the_world_hears_that_nothing_is_left() {
        created();
        projectWith("100.00", "100.00");
        Caller.WRITER.creating(scores("55", "90")).put(year).then().statusCode(201);
        try (var topics = TopicProbe.watching(StackResource.bootstrapServers(), TOPIC)) {

            Caller.WRITER
                    .request()
                    .header("If-Match", "\"1\"")
                    .delete(year)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"2\"")
                    .body("selfEvaluation", nullValue());

            JsonNode said = parse(topics.await(record -> code.equals(new String(record.key(), UTF_8))
                            && parse(record.value()).get("aggregateversion").asInt() == 2)
                    .value());
            assertThat(SCHEMA.check(said)).isEmpty();
            assertThat(said.at("/data/selfEvaluation").isNull()).isTrue();
            assertThat(said.at("/data/monitoring")).isEmpty();
        }
        Caller.WRITER.creating(scores("55", "90")).put(year).then().statusCode(201);
    }

    @Test
    void a_month_that_has_not_begun_is_not_monitored() {
        YearMonth next = YearMonth.now(ZoneId.of("Asia/Shanghai")).plusMonths(1);
        Caller.WRITER
                .creating(goalBody().put("fiscalYear", next.getYear()))
                .put(goal)
                .then()
                .statusCode(201);

        Response refused = Caller.WRITER.creating(round("20")).put(goal + "/monitoring/" + next.getMonthValue());

        refused.then()
                .statusCode(422)
                .body("code", equalTo("MONTH_NOT_BEGUN"))
                .body("violations.pointer", contains("/month"));
    }

    @Test
    void of_many_who_create_at_once_one_does() throws Exception {
        created();
        List<Integer> statuses;
        try (ExecutorService clerks = Executors.newFixedThreadPool(8)) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(i -> clerks.submit(() -> Caller.WRITER
                            .creating(round(Integer.toString(i)))
                            .put(july)
                            .statusCode()))
                    .toList();
            statuses = new java.util.ArrayList<>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
        }

        assertThat(statuses).containsOnly(201, 412).containsOnlyOnce(201);
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void nobody_sees_or_changes_what_is_not_theirs() {
        Caller stranger = new Caller("zhou", Set.of("budget.read"), Set.of("440104"));
        created();
        Caller.WRITER.creating(round("1")).put(july);

        String whole = goal + "/assessment";
        for (String address :
                List.of(july, goal + "/monitoring", whole, year, whole + "/history", whole + "/history/1")) {
            Caller.NEIGHBOUR.request().get(address).then().statusCode(404);
            Caller.anyone().get(address).then().statusCode(401);
            stranger.request().get(address).then().statusCode(403);
        }
        Caller.NEIGHBOUR.changing(1, round("2")).put(july).then().statusCode(404);
        Caller.READER.changing(1, round("2")).put(july).then().statusCode(403);
        for (String part : List.of(july, year)) {
            Caller.NEIGHBOUR
                    .request()
                    .header("If-Match", "\"1\"")
                    .delete(part)
                    .then()
                    .statusCode(404);
            Caller.READER
                    .request()
                    .header("If-Match", "\"1\"")
                    .delete(part)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void what_is_not_there_or_withdrawn_is_not_judged() {
        Caller.WRITER.creating(round("1")).put(july).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        created();
        Caller.WRITER
                .changing(1, with(goalBody(), "/state", "\"WITHDRAWN\""))
                .put(goal)
                .then()
                .statusCode(200);

        Caller.WRITER.creating(round("1")).put(july).then().statusCode(409).body("code", equalTo("WRONG_STATE"));
        Caller.WRITER.creating(scores("55", "90")).put(year).then().statusCode(409);
    }

    @Test
    void a_self_evaluation_counts_the_money_that_the_budget_publishes() {
        created();
        projectWith("100.00", "45.00");

        Caller.WRITER
                .creating(scores("80", "90"))
                .put(year)
                .then()
                .statusCode(422)
                .body("code", equalTo("EXPLANATION_REQUIRED"))
                .body("violations.pointer", contains("/indicators/0/explanation", "/execution/explanation"));
        ObjectNode explained = with(scores("80", "90"), "/indicators/0/explanation", "\"案件增多\"");
        explained.putObject("execution").put("explanation", "尾款次年支付");
        Response evaluated = Caller.WRITER.creating(explained).put(year);

        evaluated
                .then()
                .statusCode(201)
                .body("score", equalTo("94.50"))
                .body("grade", equalTo("EXCELLENT"))
                .body("weightSource", equalTo("PROFILE"))
                .body("execution.rate", equalTo("0.4500"))
                .body("execution.score", equalTo("4.50"))
                .body("indicators.weight", contains("75.00", "15.00"))
                .body("indicators[0].flags", contains("OVER_FULFILLED"));
        Caller.WRITER
                .changing(1, parse(evaluated.asString()))
                .put(year)
                .then()
                .statusCode(200)
                .body("score", equalTo("94.50"));
    }

    @Test
    void a_self_evaluation_has_every_indicator() {
        created();

        Response refused = Caller.WRITER
                .creating(parse("{\"indicators\":[{\"sequence\":2,\"explanation\":\"见附件\"}]}"))
                .put(year);

        refused.then().statusCode(422).body("violations.code", hasItems("INDICATOR_MISSING", "ACTUAL_MISSING"));
    }

    @Test
    void a_self_evaluation_waits_for_its_project() {
        created();

        Response refused = Caller.WRITER.creating(scores("55", "90")).put(year);

        refused.then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_REFERENCE"))
                .body("violations.pointer", contains("/execution"));
        assertThat(rows()).isZero();
    }

    @Test
    void money_that_is_still_to_be_read_again_is_waited_for() {
        created();
        Rows.change("insert into known_project (project_code, epoch, version, state, department_code) values ('" + code
                + "', 1, 1, 'ISSUED', '" + department + "')");

        Caller.WRITER
                .creating(scores("55", "90"))
                .put(year)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("10"));
        projectWith("100.00", "100.00");

        Caller.WRITER
                .creating(scores("55", "90"))
                .put(year)
                .then()
                .statusCode(201)
                .body("score", equalTo("100.00"));
    }

    @Test
    void the_profile_of_the_country_is_there_for_everybody() throws Exception {
        try (Connection connection = Rows.database().getConnection()) {
            AssessmentProfile profile =
                    profiles.inForce(connection, department, 2025).orElseThrow();

            assertThat(profile)
                    .usingRecursiveComparison()
                    .ignoringCollectionOrder()
                    .isEqualTo(Judged.national());
        }
    }

    @Test
    void a_departments_digest_counts_its_assessments() throws Exception {
        ObjectNode body = goalBody().put("fiscalYear", 2026);
        body.withArray("indicators").add(GoalJson.indicator(3, "2", "22", "社会秩序明显改善", "是"));
        Caller.WRITER.creating(body).put(goal).then().statusCode(201);
        projectWith("100.00", "100.00");
        Caller.WRITER.creating(round("20")).put(july);
        ObjectNode evaluation = scores("55", "90");
        evaluation.withArray("indicators").addObject().put("sequence", 3).put("result", "ACHIEVED");
        Caller.WRITER.creating(evaluation).put(year).then().statusCode(201);

        await().atMost(Duration.ofSeconds(40)).until(() -> {
            digesting.state(digests.getFirst());
            return Rows.number(
                            "select count(*) from digest where part = ? and (data ->> 'assessmentCount')::int = 1",
                            "2026/" + department)
                    == 1;
        });

        List<String> stated = Rows.texts("select data from digest where part = ?", "2026/" + department);
        JsonNode data = parse(stated.getFirst());
        assertThat(data.get("assessmentVersions").asText()).isEqualTo("2");
        assertThat(data.get("assessmentHash").asText()).isEqualTo(hash(code + "|2|7|RED|100.00|EXCELLENT"));
        JsonNode event = parse(Rows.texts(
                        "select convert_from(payload, 'UTF8') from outbox where key = ? and topic = ? order by id",
                        code.getBytes(UTF_8),
                        TOPIC)
                .getLast());
        assertThat(data.get("assessmentDetailsHash").asText())
                .isEqualTo(hash("%1$s|2|优|%1$s-01|1|RED||55||%2$s|%1$s-02|2|||90||%3$s|%1$s-03|3||||ACHIEVED|%4$s|%5$d"
                        .formatted(
                                code,
                                event.at("/data/selfEvaluation/indicators/0/score")
                                        .asText(),
                                event.at("/data/selfEvaluation/indicators/1/score")
                                        .asText(),
                                event.at("/data/selfEvaluation/indicators/2/score")
                                        .asText(),
                                GoalJson.micros(event.get("time")))));
        assertThat(data.get("assessmentNamesHash").asText())
                .isEqualTo(hash("%1$s|2|%2$s|%2$s|%1$s-02|服务对象满意度|≥90%%|%1$s-02|服务对象满意度|≥90%%|%3$s|%3$s"
                        .formatted(code, code + "-01|人均年度调解案件数|≥55件", code + "-03|社会秩序明显改善|是")));
        assertThat(data.get("goalCount").asInt()).isEqualTo(1);
    }

    private ObjectNode goalBody() {
        return GoalJson.goal(code).put("departmentCode", department);
    }

    private void created() {
        Caller.WRITER.creating(goalBody()).put(goal).then().statusCode(201);
    }

    /** That of which the examples tell. */
    private void exampleGoal() throws IOException {
        ObjectNode body = goalBody();
        body.putArray("indicators")
                .add(indicator(1, "1", "11", "人均年度调解案件数", "≥55件").put("accumulation", "CUMULATIVE"))
                .add(indicator(2, "1", "11", "矛盾纠纷案件调解率", "100%"))
                .add(indicator(3, "2", "22", "人均案件调解成功率", "≥85%"))
                .add(indicator(4, "3", "31", "调解服务的满意度", "≥85%"));
        Caller.WRITER.creating(body).put(goal).then().statusCode(201);
    }

    /** Publishes the project's money as budget-service does, and waits until it is known here. */
    private void projectWith(String total, String executed) {
        ObjectNode event = (ObjectNode) example("../../../budget-service/contracts/examples/budget.project.changed-1.0")
                .deepCopy();
        ObjectNode data = (ObjectNode) event.get("data");
        data.put("projectCode", code).put("departmentCode", department).put("executed", executed);
        ((ObjectNode) data.get("amounts")).put("total", total);
        try (var topics = TopicProbe.watching(StackResource.bootstrapServers(), TOPIC)) {
            topics.send("budget.projects.v1", code.getBytes(UTF_8), GoalJson.bytes(event));
        }
        await().until(() -> Rows.number(
                        "select count(*) from known_project where project_code = ? and executed::text = ? and money_known",
                        code,
                        executed)
                == 1);
    }

    private static ObjectNode round(String actual) {
        return (ObjectNode) parse("{\"indicators\":[{\"sequence\":1,\"actual\":\"" + actual + "\"}]}");
    }

    private static ObjectNode scores(String first, String second) {
        return (ObjectNode)
                parse("{\"indicators\":[{\"sequence\":1,\"actual\":\"%s\"},{\"sequence\":2,\"actual\":\"%s\"}]}"
                        .formatted(first, second));
    }

    /** State, history, and what is to be published. */
    private long rows() {
        return Rows.number("""
                select (select count(*) from assessment where project_code = ?)
                     + (select count(*) from assessment_history where project_code = ?)
                     + (select count(*) from outbox where key = ? and topic = 'indicator.assessments.v1')
                """, code, code, code.getBytes(UTF_8));
    }

    private static JsonNode example(String name) {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(EXAMPLES.resolve(name + ".json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String hash(String row) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(row.getBytes(UTF_8));
        return Long.toString(ByteBuffer.wrap(digest).getLong());
    }
}
