package org.jixiao.budget.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.budget.fixture.Topics;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters are listed, read, and put through once more when two people want it. */
@ServiceTest
class ReplaysResourceTest {

    private Topics topics;
    private String unit;
    private Report early;
    private JsonNode receipt;

    /** A project of a unit that nobody has registered yet. */
    @BeforeEach
    void open() {
        ReferenceData.registered();
        topics = new Topics();
        unit = ReferenceData.JUSTICE + (100 + Math.floorMod(System.nanoTime(), 800));
        early = Report.of(ProjectJson.newCode()).withData(data -> data.put("unitCode", unit));
        topics.send(early);
        receipt = topics.receipt(early);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void aDeadLetterTellsWhatItWasAndWhy() {
        liang().get("/api/v1/dead-letters/" + letter())
                .then()
                .statusCode(200)
                .body("code", equalTo("UNKNOWN_REFERENCE"))
                .body("subscription", equalTo("intake"))
                .body("topic", equalTo(Topics.IN))
                .body(
                        "partition",
                        equalTo(receipt.at("/data/inReplyTo/partition").intValue()))
                .body("offset", equalTo(receipt.at("/data/inReplyTo/offset").intValue()))
                .body("sha256", equalTo(receipt.at("/data/inReplyTo/sha256").asText()))
                .body("sender", equalTo("yuexiu-finance"))
                .body("key", equalTo(early.projectCode()))
                .body("size", equalTo(early.bytes().length))
                .body("attempts", equalTo(1))
                .body("state", equalTo("OPEN"))
                .body("timestamp", notNullValue())
                .body("receipt.receiptId", equalTo(receipt.get("id").asText()))
                .body("receipt.violations[0].pointer", equalTo("/data/unitCode"));
    }

    @Test
    void itsBytesAreThoseThatWereSent() {
        var download = liang().get("/api/v1/dead-letters/" + letter() + "/payload")
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .extract()
                .response();

        assertThat(download.asByteArray()).isEqualTo(early.bytes());
        assertThat(download.header("Content-Disposition")).startsWith("attachment");
    }

    @Test
    void filtersNarrowTheListToWhatIsAskedFor() {
        letters("code", "UNKNOWN_REFERENCE").body("deadLetters.code", everyItem(equalTo("UNKNOWN_REFERENCE")));
        letters("sender", "yuexiu-finance").body("deadLetters.sender", everyItem(equalTo("yuexiu-finance")));
        letters("topic", Topics.IN).body("deadLetters.topic", everyItem(equalTo(Topics.IN)));
        letters("state", "RESOLVED").body("deadLetters.state", everyItem(equalTo("RESOLVED")));
        letters("to", "2025-01-01T00:00:00Z").body("deadLetters.size()", equalTo(0));
    }

    @Test
    void anEventThatWasRefusedForAMissingUnitIsAcceptedByReplayOnceItIsRegistered() {
        register();
        String replay = requested("{\"deadLetterId\": %d}".formatted(letter()));

        approve(wen(), replay).statusCode(202).body("state", equalTo("RUNNING")).body("approvedBy", equalTo("wen"));

        done(replay).body("total", equalTo(1)).body("accepted", equalTo(1)).body("requestedBy", equalTo("liang"));
        JsonNode second = topics.receipts(early, 2).getLast();
        assertThat(second.at("/data/outcome").asText()).isEqualTo("ACCEPTED");
        assertThat(second.at("/data/inReplyTo")).isEqualTo(receipt.at("/data/inReplyTo"));
        Caller.reader()
                .get("/api/v1/projects/" + early.projectCode())
                .then()
                .body("amounts.total", equalTo("480000.00"));
        liang().get("/api/v1/dead-letters/" + letter())
                .then()
                .body("state", equalTo("RESOLVED"))
                .body("resolvedAt", notNullValue());
        liang().get("/api/v1/replays/" + replay + "/items")
                .then()
                .body("items.outcome", contains("ACCEPTED"))
                .body("items.deadLetterId", contains((int) letter()));
    }

    @Test
    void replayingTwiceChangesNothing() {
        register();
        run("{\"deadLetterId\": %d}".formatted(letter()));

        String again = run("{\"deadLetterId\": %d}".formatted(letter()));

        done(again).body("duplicate", equalTo(1));
        Caller.reader().get("/api/v1/projects/" + early.projectCode()).then().body("version", equalTo(1));
    }

    @Test
    void whatIsRefusedOnceMoreIsTheSameLetterWithTheNextAttempt() {
        String replay = run("{\"deadLetterId\": %d}".formatted(letter()));

        done(replay).body("rejected", equalTo(1));
        liang().get("/api/v1/replays/" + replay + "/items").then().body("items[0].code", equalTo("UNKNOWN_REFERENCE"));
        liang().get("/api/v1/dead-letters/" + letter())
                .then()
                .body("attempts", equalTo(2))
                .body("state", equalTo("OPEN"))
                .body("resolvedAt", nullValue());
        String sha256 = receipt.at("/data/inReplyTo/sha256").asText();
        ConsumerRecord<byte[], byte[]> letter = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> topics.seenUntil(2, 2).stream()
                                .filter(each -> each.topic().equals(Topics.DEAD_LETTERS))
                                .filter(each -> sha256.equals(TopicProbe.header(each, "dlq-sha256")))
                                .reduce((first, second) -> second)
                                .orElseThrow(),
                        each -> "2".equals(TopicProbe.header(each, "dlq-attempts")));
        assertThat(letter.value()).isEqualTo(early.bytes());
    }

    /** A clerk has put right by hand what could not be reported, at a replica whose clock is slow. */
    @Test
    void aReplayOfACodeLeavesAloneWhatSomebodyHasChangedSince() throws SQLException {
        register();
        setByClerk("97000.00");
        moveClockOfHistory("- interval '1 day'");
        String replay = requested("{\"code\": \"UNKNOWN_REFERENCE\"}");
        item(replay).body("items[0].changedAt", notNullValue());

        approve(wen(), replay).statusCode(202);

        done(replay).body("superseded", greaterThanOrEqualTo(1));
        item(replay).body("items[0].outcome", equalTo("SUPERSEDED"));
        liang().get("/api/v1/dead-letters/" + letter()).then().body("state", equalTo("OPEN"));
        project(early.projectCode()).body("amounts.total", equalTo("97000.00"));
    }

    @Test
    void aReplayOfACodeAppliesWhatCameAfterTheChange() throws SQLException {
        reportedOnlyAfterAClerk();
        moveClockOfHistory("+ interval '1 day'");

        String replay = run("{\"code\": \"UNKNOWN_REFERENCE\"}");

        item(replay).body("items[0].outcome", equalTo("ACCEPTED"));
        project(early.projectCode()).body("amounts.total", equalTo("480000.00"));
    }

    @Test
    void aReplayOfACodeSeesWhatWasCommittedWhileItWaitedForItsTurn() throws SQLException {
        reportedOnlyAfterAClerk();
        String replay = requested("{\"code\": \"UNKNOWN_REFERENCE\"}");
        try (Connection clerk = Rows.connection();
                Statement statement = clerk.createStatement()) {
            clerk.setAutoCommit(false);
            statement.execute("""
                    insert into project_history
                    select (jsonb_populate_record(history, '{"version": 2, "recorded_by": "zhou"}')).*
                      from project_history as history where project_code = '%s'
                    """.formatted(early.projectCode()));
            statement.execute(
                    "update project set version = 2 where project_code = '%s'".formatted(early.projectCode()));
            approve(wen(), replay).statusCode(202);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(ReplaysResourceTest::somebodyWaitsForAProject);

            clerk.commit();
        }

        done(replay);
        item(replay).body("items[0].outcome", equalTo("SUPERSEDED"));
        project(early.projectCode()).body("version", equalTo(2));
    }

    @Test
    void aReplayOfTheLetterAloneAppliesItAllTheSame() {
        register();
        setByClerk("97000.00");

        String replay = run("{\"deadLetterId\": %d}".formatted(letter()));

        done(replay).body("accepted", equalTo(1));
        project(early.projectCode()).body("amounts.total", equalTo("480000.00"));
    }

    @Test
    void aReplayOfACodeTriesWhatItsSenderWasTheLastToChange() {
        register();
        setByClerk("97000.00");
        Report corrected = Report.of(early.projectCode());
        topics.send(corrected);
        topics.receipt(corrected);

        String replay = run("{\"code\": \"UNKNOWN_REFERENCE\"}");

        item(replay).body("items[0].outcome", equalTo("STALE")).body("items[0].changedAt", nullValue());
    }

    @Test
    void whoeverAskedCannotApprove() {
        register();
        String replay = requested("{\"deadLetterId\": %d}".formatted(letter()));

        approve(liang(), replay).statusCode(403).body("code", equalTo("SAME_PERSON"));

        liang().get("/api/v1/replays/" + replay)
                .then()
                .body("state", equalTo("REQUESTED"))
                .body("done", equalTo(0));
    }

    @Test
    void aReplayOfACodeIsOfItsOpenLettersAndCanBeWithdrawn() {
        liang().body("{\"code\": \"UNKNOWN_REFERENCE\", \"sender\": \"yuexiu-finance\"}")
                .post("/api/v1/replays")
                .then()
                .statusCode(201)
                .header("Location", notNullValue())
                .body("total", greaterThanOrEqualTo(1));
        String replay = requested("{\"code\": \"UNKNOWN_REFERENCE\"}");

        wen().delete("/api/v1/replays/" + replay).then().statusCode(204);

        approve(wen(), replay).statusCode(409).body("code", equalTo("WRONG_STATE"));
        wen().delete("/api/v1/replays/" + replay).then().statusCode(409);
        wen().queryParam("state", "WITHDRAWN")
                .get("/api/v1/replays")
                .then()
                .body("replays.replayId", hasItem(replay))
                .body("replays.state", everyItem(equalTo("WITHDRAWN")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"deadLetterId\": 1, \"code\": \"SCHEMA\"}",
                "{\"deadLetterId\": 1, \"sender\": \"yuexiu-finance\"}",
                "{\"sender\": \"yuexiu-finance\"}",
                "{\"deadLetterId\": \"1\"}",
                "{\"deadLetterId\": 0}",
                "{\"code\": null}",
                "{\"code\": \"schema\"}",
                "{\"all\": true}"
            })
    void aRequestThatCannotBeIsRefused(String body) {
        liang().body(body).post("/api/v1/replays").then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void whereThereIsNothingToReplayNothingIsKept() {
        liang().body("{\"deadLetterId\": 999999999}")
                .post("/api/v1/replays")
                .then()
                .statusCode(409)
                .body("code", equalTo("NOTHING_TO_REPLAY"));
        liang().body("{\"code\": \"NO_SUCH_CODE\"}")
                .post("/api/v1/replays")
                .then()
                .statusCode(409);
        liang().get("/api/v1/replays/" + UUID.randomUUID()).then().statusCode(404);
        liang().get("/api/v1/dead-letters/999999999").then().statusCode(404);
        liang().get("/api/v1/dead-letters/999999999/payload").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"budget.read", "budget.write", "report.read"})
    void othersSeeNoDeadLetters(String role) {
        Caller.as(role, Caller.YUEXIU).get("/api/v1/dead-letters").then().statusCode(403);
        Caller.as(role, Caller.YUEXIU).get("/api/v1/replays").then().statusCode(403);
    }

    @Test
    void aRecordWithoutAKeyOrWithAStrangeOneIsReadToo() {
        byte[] value = ("{" + UUID.randomUUID()).getBytes(UTF_8);
        topics.send(new byte[] {(byte) 0xFF}, value);
        topics.deadLetter(sha256(value), new byte[] {(byte) 0xFF});

        letters("code", "MALFORMED").body("deadLetters[0].key", nullValue());
    }

    private static String sha256(byte[] value) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(value));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void register() {
        Caller.ops()
                .header("If-None-Match", "*")
                .body("{\"name\": \"司法所\"}")
                .put("/api/v1/departments/" + ReferenceData.JUSTICE + "/units/" + unit)
                .then()
                .statusCode(201);
    }

    /** The letter of the event that was too early. */
    private long letter() {
        return liang().queryParam("topic", Topics.IN)
                .get("/api/v1/dead-letters")
                .then()
                .extract()
                .jsonPath()
                .getLong("deadLetters.find { it.key == '%s' }.deadLetterId".formatted(early.projectCode()));
    }

    private static String run(String body) {
        String replay = requested(body);
        approve(wen(), replay).statusCode(202);
        done(replay);
        return replay;
    }

    private static String requested(String body) {
        return liang().body(body)
                .post("/api/v1/replays")
                .then()
                .statusCode(201)
                .body("state", equalTo("REQUESTED"))
                .extract()
                .path("replayId");
    }

    private void setByClerk(String yuan) {
        ObjectNode project = ProjectJson.ruleOfLaw();
        ProjectJson.amounts(project).put("fiscalAppropriation", yuan);
        Caller.writer()
                .header("If-None-Match", "*")
                .body(project.toString())
                .put("/api/v1/projects/" + early.projectCode())
                .then()
                .statusCode(201);
    }

    /** Here the sender is refused after a clerk has written the project, and may now be accepted. */
    private void reportedOnlyAfterAClerk() {
        early = Report.of(ProjectJson.newCode()).withData(data -> data.put("unitCode", unit));
        setByClerk("97000.00");
        topics.send(early);
        receipt = topics.receipt(early);
        register();
    }

    private void moveClockOfHistory(String by) throws SQLException {
        Rows.change("update project_history set recorded_at = recorded_at %s where project_code = '%s'"
                .formatted(by, early.projectCode()));
    }

    private static boolean somebodyWaitsForAProject() throws SQLException {
        try (Connection connection = Rows.connection();
                Statement statement = connection.createStatement();
                ResultSet waiting = statement.executeQuery(
                        "select from pg_stat_activity where wait_event_type = 'Lock' and query like 'select * from project %'")) {
            return waiting.next();
        }
    }

    private static ValidatableResponse project(String projectCode) {
        return Caller.reader().get("/api/v1/projects/" + projectCode).then();
    }

    /** The letter of the event that was too early among those of a replay; a cursor is the number of the one before. */
    private ValidatableResponse item(String replay) {
        byte[] before = Long.toString(letter() - 1).getBytes(UTF_8);
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(before);
        return liang().get("/api/v1/replays/" + replay + "/items?limit=1&cursor=" + cursor)
                .then()
                .body("items[0].deadLetterId", equalTo((int) letter()));
    }

    private static ValidatableResponse approve(RequestSpecification caller, String replay) {
        return caller.post("/api/v1/replays/" + replay + "/approval").then();
    }

    private static ValidatableResponse done(String replay) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> liang().get("/api/v1/replays/" + replay).then(),
                        response -> response.extract().path("state").equals("DONE"));
    }

    private static ValidatableResponse letters(String filter, String value) {
        return liang().queryParam(filter, value)
                .get("/api/v1/dead-letters")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification liang() {
        return admin("liang");
    }

    private static RequestSpecification wen() {
        return admin("wen");
    }

    private static RequestSpecification admin(String name) {
        return Caller.bearing(
                StackResource.tokens().token(name, Set.of("event.admin"), Set.of(Caller.YUEXIU), Set.of()));
    }
}
