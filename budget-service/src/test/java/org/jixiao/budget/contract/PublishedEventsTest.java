package org.jixiao.budget.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.Contracts;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Topics;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the topics, byte for byte, follows what is published about it. */
@ServiceTest
class PublishedEventsTest {

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
    }

    @Test
    void everyKindOfAnswerFollowsItsSchema() {
        try (Topics topics = new Topics()) {
            Report report = Report.of(ProjectJson.newCode()).version(2);
            topics.send(report);
            topics.send(report);
            topics.send(report.version(1).with(json -> json.put("id", report.id() + "-1")));
            topics.send(report.version(3)
                    .with(json -> json.put("id", report.id() + "-3"))
                    .withData(data -> data.put("state", "WITHDRAWN").putNull("executed")));
            topics.send(report.projectCode().getBytes(UTF_8), "{".getBytes(UTF_8));
            topics.send(null, report.version(4).bytes());
            Report last = report.version(5)
                    .with(json -> json.put("id", report.id() + "-5").put("dryrun", true));
            topics.send(last);
            topics.receipt(last);

            List<ConsumerRecord<byte[], byte[]>> seen = topics.seenUntil(7, 2);

            assertThat(seen).allSatisfy(Contracts::assertValid);
            Map<String, Integer> kinds = new TreeMap<>();
            seen.forEach(record -> kinds.merge(kind(record), 1, Integer::sum));
            assertThat(kinds)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "ACCEPTED",
                            3,
                            "DUPLICATE",
                            1,
                            "STALE",
                            1,
                            "REJECTED",
                            2,
                            "ISSUED",
                            1,
                            "WITHDRAWN",
                            1,
                            "dead letter",
                            2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"budget.project.changed-1.0", "budget.project.changed-1.0-blank"})
    void theExamplesTellWhatTheServiceSays(String example) {
        String code = ProjectJson.newCode();
        ObjectNode expected = ((ObjectNode) Contracts.example(example).get("data")).put("projectCode", code);
        ObjectNode reported = expected.deepCopy();
        ProjectJson.amounts(reported).remove("total");
        try (Topics topics = new Topics()) {
            topics.send(Report.of(code).with(json -> json.set("data", reported)));

            JsonNode published =
                    TopicProbe.json(topics.published(Topics.PROJECTS, code, 1).getFirst());

            ObjectNode data = (ObjectNode) published.get("data");
            if (!expected.has("issuedAmounts")) {
                // an example of the first release
                data.remove(List.of("issuedAmounts", "amountsChangedAt"));
            }
            assertThat(data).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"budget.project.changed-1.0-adjusted", "budget.project.changed-1.0-adjusted-since"})
    void theExamplesOfAnAdjustmentTellWhatWasIssued(String example) {
        String code = ProjectJson.newCode();
        ObjectNode expected = ((ObjectNode) Contracts.example(example).get("data")).put("projectCode", code);
        ObjectNode adjusted = expected.deepCopy();
        adjusted.remove(List.of("issuedAmounts", "amountsChangedAt"));
        ObjectNode issued = adjusted.deepCopy();
        issued.set("amounts", expected.get("issuedAmounts").deepCopy());
        List.of(issued, adjusted).forEach(data -> ProjectJson.amounts(data).remove("total"));
        try (Topics topics = new Topics()) {
            topics.send(Report.of(code).with(json -> json.set("data", issued)));
            topics.send(Report.of(code).version(2).with(json -> json.set("data", adjusted)));

            JsonNode published =
                    TopicProbe.json(topics.published(Topics.PROJECTS, code, 2).getLast());

            Instant adjustedAt = Instant.parse(published.get("time").asText());
            expected.put(
                    "amountsChangedAt",
                    adjustedAt.truncatedTo(ChronoUnit.MICROS).toString());
            assertThat(published.get("data")).isEqualTo(expected);
        }
    }

    @Test
    void theBodyInTheExamplesIsAccepted() {
        Caller.writer()
                .header("If-None-Match", "*")
                .body(Contracts.example("project").toString())
                .put("/api/v1/projects/" + ProjectJson.newCode())
                .then()
                .statusCode(201);
    }

    @Test
    void headersRepeatWhatIsFilteredBy() {
        Report report = Report.of(ProjectJson.newCode());
        try (Topics topics = new Topics()) {
            topics.send(report);

            ConsumerRecord<byte[], byte[]> record =
                    topics.published(Topics.PROJECTS, report.projectCode(), 1).getFirst();

            JsonNode event = TopicProbe.json(record);
            assertThat(TopicProbe.header(record, "ce_type"))
                    .isEqualTo(event.get("type").asText());
            assertThat(TopicProbe.header(record, "ce_id"))
                    .isEqualTo(event.get("id").asText());
        }
    }

    @Test
    void theTraceOfTheCauseGoesOn() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Report report = Report.of(ProjectJson.newCode()).with(json -> json.put("traceparent", trace));
        String requested = ProjectJson.newCode();
        try (Topics topics = new Topics()) {
            topics.send(report);
            Caller.writer()
                    .header("If-None-Match", "*")
                    .header("traceparent", trace)
                    .body(ProjectJson.ruleOfLaw().toString())
                    .put("/api/v1/projects/" + requested)
                    .then()
                    .statusCode(201);

            for (String code : List.of(report.projectCode(), requested)) {
                ConsumerRecord<byte[], byte[]> record =
                        topics.published(Topics.PROJECTS, code, 1).getFirst();
                assertThat(TopicProbe.header(record, "traceparent")).isEqualTo(trace);
                assertThat(TopicProbe.json(record).get("sourceepoch").asLong()).isEqualTo(1);
            }
        }
    }

    private static String kind(ConsumerRecord<byte[], byte[]> record) {
        return switch (record.topic()) {
            case Topics.DEAD_LETTERS -> "dead letter";
            case Topics.PROJECTS -> TopicProbe.json(record).at("/data/state").asText();
            default -> TopicProbe.json(record).at("/data/outcome").asText();
        };
    }
}
