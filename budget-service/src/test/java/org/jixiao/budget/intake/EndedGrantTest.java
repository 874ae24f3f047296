package org.jixiao.budget.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A sending system that may speak for a district no longer: the ids that it has used stay what they are, and nothing that
 * it sends stops what comes behind, nor a replay the next one.
 */
@ServiceTest
class EndedGrantTest {

    private static final String SENDER = "ended-" + UUID.randomUUID();

    private final Report report = of(ProjectJson.newCode());
    private TopicProbe probe;

    @BeforeEach
    void open() {
        ReferenceData.registered();
        speaksFor(Caller.YUEXIU, Caller.HAIZHU);
        probe = TopicProbe.watching(StackResource.bootstrapServers(), "budget.result." + SENDER + ".v1");
    }

    @AfterEach
    void theNextEventIsApplied() {
        speaksFor(Caller.HAIZHU);
        assertThat(verdict(ofHaizhu())).isEqualTo("ACCEPTED");
        probe.close();
    }

    @Test
    void whatWasAcceptedIsADuplicate() {
        verdict(report);
        speaksFor(Caller.HAIZHU);

        assertThat(verdict(report)).isEqualTo("DUPLICATE");
    }

    @Test
    void whatWasRefusedIsAConflictWithOtherBytes() {
        speaksFor(Caller.HAIZHU);
        verdict(report);

        assertThat(verdict(report.version(2))).isEqualTo("REJECTED ID_CONFLICT");
    }

    @Test
    void replayOfWhatHasBeenAcceptedSinceIsADuplicate() {
        speaksFor(Caller.HAIZHU);
        verdict(report);
        speaksFor(Caller.YUEXIU);
        verdict(report);
        speaksFor(Caller.HAIZHU);

        replayed("UNAUTHORISED_REGION").body("duplicate", equalTo(1));
    }

    @Test
    void replayOfAConflictIsAConflict() {
        verdict(report);
        verdict(report.version(2));
        speaksFor(Caller.HAIZHU);

        ValidatableResponse replay = replayed("ID_CONFLICT").body("rejected", equalTo(1));

        admin("liang")
                .get("/api/v1/replays/" + replay.extract().path("replayId") + "/items")
                .then()
                .body("items.code", contains("ID_CONFLICT"));
    }

    private static Report of(String projectCode) {
        return Report.of(projectCode).with(json -> json.put("source", "urn:jixiao:sender:" + SENDER));
    }

    private static Report ofHaizhu() {
        return of(ProjectJson.newCode().replaceFirst(Caller.YUEXIU, Caller.HAIZHU))
                .withData(data -> data.put("regionCode", Caller.HAIZHU)
                        .put("departmentCode", ReferenceData.HAIZHU_JUSTICE)
                        .put("unitCode", ReferenceData.HAIZHU_JUSTICE_UNIT));
    }

    /** From now on for these districts alone. */
    private static void speaksFor(String... districts) {
        String path = "/api/v1/senders/" + SENDER;
        String seen = Caller.ops().get(path).header("ETag");
        Caller.ops()
                .header(seen == null ? "If-None-Match" : "If-Match", seen == null ? "*" : seen)
                .body(Arrays.stream(districts)
                        .map("{\"regionCode\": \"%s\", \"from\": \"2025-01-01\"}"::formatted)
                        .collect(Collectors.joining(", ", "{\"regions\": [", "]}")))
                .put(path)
                .then()
                .statusCode(seen == null ? 201 : 200);
    }

    /** The answer to an event. All go to one partition, so that each stands behind those before it. */
    private String verdict(Report event) {
        RecordMetadata at = probe.send(new ProducerRecord<>(
                "budget.in." + SENDER + ".v1", 0, event.projectCode().getBytes(UTF_8), event.bytes()));
        JsonNode receipt = TopicProbe.json(probe.await(
                record -> TopicProbe.json(record).at("/data/inReplyTo/offset").asLong() == at.offset()));
        String code = receipt.at("/data/code").asText("");
        return (receipt.at("/data/outcome").asText() + " " + code).strip();
    }

    private ValidatableResponse replayed(String code) {
        String replay = "/api/v1/replays/"
                + admin("liang")
                        .body("{\"deadLetterId\": %d}".formatted(letter(code)))
                        .post("/api/v1/replays")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("replayId");
        admin("wen").post(replay + "/approval").then().statusCode(202);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> admin("liang").get(replay).then(),
                        response -> response.extract().path("state").equals("DONE"));
    }

    private long letter(String code) {
        return admin("liang")
                .queryParam("sender", SENDER)
                .queryParam("code", code)
                .get("/api/v1/dead-letters")
                .then()
                .extract()
                .jsonPath()
                .getLong("deadLetters.find { it.key == '%s' }.deadLetterId".formatted(report.projectCode()));
    }

    private static RequestSpecification admin(String name) {
        return Caller.bearing(
                StackResource.tokens().token(name, Set.of("event.admin"), Set.of(Caller.YUEXIU), Set.of()));
    }
}
