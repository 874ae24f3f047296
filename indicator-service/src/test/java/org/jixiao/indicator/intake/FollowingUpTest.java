package org.jixiao.indicator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.jixiao.indicator.GoalJson.goal;
import static org.jixiao.indicator.ReportedGoal.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.Sender;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.inbox.DeadLetters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receipts, gaps, dead letters and replays of goals, over HTTP. */
@ServiceTest
class FollowingUpTest {

    private static final Caller LIANG = new Caller("liang", Set.of("event.admin"), Set.of("440104"));
    private static final Caller WEN = new Caller("wen", Set.of("event.admin"), Set.of("440104"));
    private static final String OF_ONE = "/api/v1/receipts/{source}/{id}";

    private String code = ProjectCodes.fresh();
    private Sender sender;

    @Inject
    DataSource database;

    @Inject
    DeadLetters deadLetters;

    @BeforeEach
    void connect() {
        sender = Sender.registered();
    }

    @AfterEach
    void disconnect() {
        Caller.register(ReportedGoal.SENDER, "440104");
        sender.close();
    }

    @Test
    void a_receipt_can_be_asked_for_as_the_topic_told_it() {
        ObjectNode refused = event(goal(code).put("state", "FINISHED"), 1);
        JsonNode data = sender.receiptOf(refused);

        String body = Caller.READER
                .request()
                .get(OF_ONE, source(refused), id(refused))
                .then()
                .statusCode(200)
                .extract()
                .asString();

        ObjectNode kept = (ObjectNode) GoalJson.parse(body);
        assertThat(kept.get("projectCode").asText()).isEqualTo(code);
        assertThat(kept.remove(List.of("receiptId", "sender", "projectCode", "time")))
                .isEqualTo(data);
        receipts(Caller.READER).body("receipts.code", contains("SCHEMA"));
    }

    @Test
    void the_neighbour_sees_no_receipt_and_no_gap() {
        ObjectNode skipping = event(goal(code), 3);
        sender.receiptOf(skipping);

        Caller neighbour = new Caller("chen.haizhu", Set.of("indicator.read"), Set.of("440105"));

        receipts(neighbour).body("receipts", empty());
        gaps(neighbour).body("gaps", empty());
        neighbour.request().get(OF_ONE, source(skipping), id(skipping)).then().statusCode(404);
        receipts(Caller.READER).body("receipts", hasSize(1));
    }

    @Test
    void who_spends_what_is_handed_down_sees_its_receipts_and_gaps() {
        code = ProjectCodes.freshIn("440100");
        ObjectNode skipping = event(goal(code), 3);

        sender.receiptOf(skipping);

        receipts(Caller.READER).body("receipts", hasSize(1));
        gaps(Caller.READER).body("gaps", hasSize(1));
        Caller.READER
                .request()
                .get(OF_ONE, source(skipping), id(skipping))
                .then()
                .statusCode(200);
        receipts(new Caller("chen.haizhu", Set.of("indicator.read"), Set.of("440105")))
                .body("receipts", empty());
    }

    @Test
    void other_roles_have_no_business_here() {
        Caller clerk = new Caller("li.budget", Set.of("budget.read"), Set.of("440104"));

        for (String path : List.of("receipts", "gaps", "dead-letters", "replays")) {
            clerk.request().get("/api/v1/" + path).then().statusCode(403);
        }
        for (String path : List.of("dead-letters", "replays")) {
            Caller.READER.request().get("/api/v1/" + path).then().statusCode(403);
        }
    }

    @Test
    void a_skipped_revision_is_listed_until_it_comes() {
        sender.receiptOf(event(goal(code), 1));
        sender.receiptOf(event(goal(code), 4));
        gaps(Caller.READER).body("gaps.fromVersion", contains(2)).body("gaps.toVersion", contains(3));

        JsonNode late = sender.receiptOf(event(goal(code), 2));

        assertThat(late.get("outcome").asText()).isEqualTo("STALE");
        gaps(Caller.READER)
                .body("gaps.fromVersion", contains(3))
                .body("gaps.toVersion", contains(3))
                .body("gaps.state", contains("OPEN"));
    }

    @Test
    void a_skipped_revision_is_given_up_with_a_reason() {
        sender.receiptOf(event(goal(code), 2));
        int gap = gaps(Caller.READER).extract().path("gaps[0].gapId");

        LIANG.request()
                .body("{\"reason\": \"该版本从未存在\"}")
                .post("/api/v1/gaps/" + gap + "/giving-up")
                .then()
                .statusCode(200)
                .body("state", equalTo("GIVEN_UP"))
                .body("givenUpBy", equalTo("liang"));
    }

    @Test
    void a_dead_letter_keeps_the_bytes_that_were_sent() {
        ObjectNode refused = outOfScope();
        JsonNode data = sender.receiptOf(refused);

        byte[] payload = LIANG.request()
                .get("/api/v1/dead-letters/" + letter(ReportedGoal.TOPIC) + "/payload")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();

        assertThat(payload).isEqualTo(GoalJson.bytes(refused));
        LIANG.request()
                .get("/api/v1/dead-letters/" + letter(ReportedGoal.TOPIC))
                .then()
                .body("subscription", equalTo("intake"))
                .body("sender", equalTo(ReportedGoal.SENDER))
                .body("sha256", equalTo(data.at("/inReplyTo/sha256").asText()))
                .body("code", equalTo("UNAUTHORISED_REGION"))
                .body("receipt.inReplyTo.id", equalTo(id(refused)));
    }

    @Test
    void a_goal_that_was_refused_is_accepted_once_two_people_replay_it() {
        code = ProjectCodes.freshIn("440105");
        ObjectNode refused = outOfScope();
        sender.receiptOf(refused);
        Caller.register(ReportedGoal.SENDER, "440100");
        String replay = requested(letter(ReportedGoal.TOPIC));
        approval(LIANG, replay).statusCode(403).body("code", equalTo("SAME_PERSON"));

        approval(WEN, replay).statusCode(202);

        done(replay).body("accepted", equalTo(1)).body("rejected", equalTo(0)).body("approvedBy", equalTo("wen"));
        sender.published(code, 1);
        LIANG.request()
                .get(OF_ONE, source(refused), id(refused))
                .then()
                .body("outcome", equalTo("ACCEPTED"))
                .body("version", equalTo(1));
        LIANG.request()
                .get("/api/v1/dead-letters/" + letter(ReportedGoal.TOPIC))
                .then()
                .body("state", equalTo("RESOLVED"))
                .body("resolvedAt", notNullValue());
    }

    @Test
    void a_goal_that_somebody_has_set_since_is_left_alone_by_a_replay_of_a_code() {
        ObjectNode stated = goal(code);
        ((ObjectNode) stated.at("/indicators/0")).put("typeCode", "99");
        sender.receiptOf(event(stated, 1));
        Caller.WRITER.creating(goal(code)).put("/api/v1/goals/" + code);
        String replay = requested("{\"code\": \"UNKNOWN_REFERENCE\"}");
        long letter = letter(ReportedGoal.TOPIC);

        approval(WEN, replay).statusCode(202);

        done(replay).body("superseded", greaterThanOrEqualTo(1));
        LIANG.request()
                .get("/api/v1/dead-letters/" + letter)
                .then()
                .body("state", equalTo("OPEN"))
                .body("attempts", equalTo(1));
    }

    @Test
    void a_project_that_an_earlier_release_could_not_read_is_applied() throws SQLException {
        keep(project());
        String replay = requested(letter("budget.projects.v1"));

        approval(WEN, replay).statusCode(202);

        done(replay).body("applied", equalTo(1)).body("accepted", equalTo(0));
        items(replay).body("items.outcome", contains("APPLIED"));
        assertThat(Rows.number("select count(*) from known_project where project_code = ?", code))
                .isEqualTo(1);
    }

    @Test
    void a_project_that_still_cannot_be_read_is_refused_once_more() throws SQLException {
        keep("?".getBytes(UTF_8));
        long letter = letter("budget.projects.v1");
        String replay = requested(letter);

        approval(WEN, replay).statusCode(202);

        done(replay).body("rejected", equalTo(1)).body("applied", equalTo(0));
        items(replay).body("items.outcome", contains("REJECTED")).body("items.code", contains("MALFORMED"));
        LIANG.request()
                .get("/api/v1/dead-letters/" + letter)
                .then()
                .body("state", equalTo("OPEN"))
                .body("attempts", equalTo(2));
    }

    /** A goal of the neighbouring district, for which the sender may not speak. */
    private ObjectNode outOfScope() {
        return event(goal(code).put("departmentCode", "440105019"), 1);
    }

    private byte[] project() {
        ObjectNode project = (ObjectNode) GoalJson.parse("""
                {"specversion":"1.0","id":"1","source":"urn:jixiao:service:budget-service",
                 "type":"org.jixiao.budget.project.changed.v1","time":"2025-02-20T01:15:03.412Z",
                 "aggregateversion":1,"sourceepoch":1,"data":{"departmentCode":"440104019","state":"ISSUED"}}
                """);
        ((ObjectNode) project.get("data")).put("projectCode", code);
        return GoalJson.bytes(project);
    }

    /** Keeps a record of the projects as one that could not be read. */
    private void keep(byte[] value) throws SQLException {
        byte[] key = code.getBytes(UTF_8);
        var record = new ConsumerRecord<>(
                "budget.projects.v1",
                0,
                Long.parseLong(code.substring(11)) + 1_000_000,
                Instant.parse("2025-02-20T01:15:04Z").toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key.length,
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            deadLetters.keep(
                    connection,
                    "known-project-money",
                    List.of(new DeadLetters.Letter(record, "SCHEMA", "an earlier release")));
            connection.commit();
        }
    }

    private long letter(String topic) {
        return LIANG.request()
                .queryParam("topic", topic)
                .get("/api/v1/dead-letters")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("deadLetters.find { it.key == '%s' }.deadLetterId".formatted(code));
    }

    private static String requested(long letter) {
        return requested("{\"deadLetterId\": %d}".formatted(letter));
    }

    private static String requested(String body) {
        return LIANG.request()
                .body(body)
                .post("/api/v1/replays")
                .then()
                .statusCode(201)
                .extract()
                .path("replayId");
    }

    private static ValidatableResponse approval(Caller caller, String replay) {
        return caller.request().post("/api/v1/replays/" + replay + "/approval").then();
    }

    private static ValidatableResponse done(String replay) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> LIANG.request().get("/api/v1/replays/" + replay).then(),
                        response -> response.extract().path("state").equals("DONE"));
    }

    private static ValidatableResponse items(String replay) {
        return LIANG.request().get("/api/v1/replays/" + replay + "/items").then();
    }

    private ValidatableResponse receipts(Caller caller) {
        return list(caller, "receipts");
    }

    private ValidatableResponse gaps(Caller caller) {
        return list(caller, "gaps");
    }

    private ValidatableResponse list(Caller caller, String what) {
        return caller.request()
                .queryParam("projectCode", code)
                .get("/api/v1/" + what)
                .then()
                .statusCode(200);
    }

    private static String source(ObjectNode event) {
        return event.get("source").asText();
    }

    private static String id(ObjectNode event) {
        return event.get("id").asText();
    }
}
