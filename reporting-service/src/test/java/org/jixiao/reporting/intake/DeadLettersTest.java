package org.jixiao.reporting.intake;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.jixiao.platform.testing.TopicProbe.header;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Owners' events that could not be read are listed, downloaded, and put through once more by two people. */
@ServiceTest
class DeadLettersTest {

    private static final String DEAD_LETTERS = "reporting.dlq.v1";

    private final String code = AProject.code("440107001", "P", (int) (System.nanoTime() % 1_000_000_000));
    private final byte[] value = AGoal.of(AProject.of("440107001", 1), 1)
            .event()
            .text()
            .replace("\"state\":\"ISSUED\"", "\"state\":\"草稿\"")
            .getBytes(UTF_8);
    private TopicProbe probe;

    /** A goal in a state that there is not. */
    @BeforeEach
    void refused() {
        probe = TopicProbe.watching(StackResource.bootstrapServers(), DEAD_LETTERS);
        Topics.send(OwnersEvent.GOALS, code.getBytes(UTF_8), value);
        Topics.awaitApplied();
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void aDeadLetterTellsWhereItCameFromAndGivesItsBytesBack() {
        ConsumerRecord<byte[], byte[]> published = letters(1);

        byte[] payload = liang().get("/api/v1/dead-letters/" + letter() + "/payload")
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .extract()
                .asByteArray();

        assertThat(payload).isEqualTo(value);
        liang().get("/api/v1/dead-letters/" + letter())
                .then()
                .statusCode(200)
                .body("topic", equalTo(OwnersEvent.GOALS))
                .body("offset", equalTo(Integer.parseInt(header(published, "dlq-offset"))))
                .body("sha256", equalTo(header(published, "dlq-sha256")))
                .body("code", equalTo("SCHEMA"))
                .body("attempts", equalTo(1))
                .body("state", equalTo("OPEN"))
                .body("sender", nullValue())
                .body("receipt", nullValue());
    }

    @Test
    void whatStillCannotBeReadIsTheSameLetterWithTheNextAttempt() {
        String replay = requested();

        approval("wen", replay).statusCode(202).body("approvedBy", equalTo("wen"));

        done(replay).body("total", equalTo(1)).body("rejected", equalTo(1)).body("applied", equalTo(0));
        liang().get("/api/v1/replays/" + replay + "/items")
                .then()
                .body("items.outcome", contains("REJECTED"))
                .body("items.code", contains("SCHEMA"));
        liang().get("/api/v1/dead-letters/" + letter())
                .then()
                .body("attempts", equalTo(2))
                .body("state", equalTo("OPEN"));
        ConsumerRecord<byte[], byte[]> again = letters(2);
        assertThat(header(again, "dlq-attempts")).isEqualTo("2");
        assertThat(again.value()).isEqualTo(value);
    }

    @Test
    void whoeverAskedCannotApprove() {
        String replay = requested();

        approval("liang", replay).statusCode(403).body("code", equalTo("SAME_PERSON"));

        liang().get("/api/v1/replays/" + replay)
                .then()
                .body("state", equalTo("REQUESTED"))
                .body("done", equalTo(0));
    }

    @Test
    void readersOfReportsSeeNoDeadLetters() {
        RequestSpecification reader = as("wang", "report.read");

        reader.get("/api/v1/dead-letters").then().statusCode(403);
        as("wang", "report.read").get("/api/v1/replays").then().statusCode(403);
        given().get("/api/v1/dead-letters").then().statusCode(401);
    }

    /** The last of so many dead letters of this record. */
    private ConsumerRecord<byte[], byte[]> letters(int count) {
        return probe.await(count, each -> Arrays.equals(each.key(), code.getBytes(UTF_8)))
                .getLast();
    }

    private long letter() {
        return liang().queryParam("topic", OwnersEvent.GOALS)
                .get("/api/v1/dead-letters")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("deadLetters.find { it.key == '%s' }.deadLetterId".formatted(code));
    }

    private String requested() {
        return liang().body("{\"deadLetterId\": %d}".formatted(letter()))
                .post("/api/v1/replays")
                .then()
                .statusCode(201)
                .body("state", equalTo("REQUESTED"))
                .extract()
                .path("replayId");
    }

    private static ValidatableResponse approval(String name, String replay) {
        return as(name, "event.admin")
                .post("/api/v1/replays/" + replay + "/approval")
                .then();
    }

    private static ValidatableResponse done(String replay) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> liang().get("/api/v1/replays/" + replay).then(),
                        response -> response.extract().path("state").equals("DONE"));
    }

    private static RequestSpecification liang() {
        return as("liang", "event.admin");
    }

    private static RequestSpecification as(String name, String role) {
        return given().auth()
                .oauth2(StackResource.tokens().token(name, Set.of(role), Set.of("440000"), Set.of()))
                .contentType(ContentType.JSON);
    }
}
