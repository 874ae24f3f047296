package org.jixiao.budget.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Topics;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the event contract that hold for every event, as a sender and a reader of the topics see them. */
@ServiceTest
class EventRulesTest {

    private Topics topics;
    private Report report;

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
        topics = new Topics();
        report = Report.of(ProjectJson.newCode());
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void aWithdrawnProjectKeepsItsAmountsAndIsNoTombstone() {
        topics.send(report.appropriation("12.34"));
        topics.send(next(2).appropriation("12.34").withData(data -> data.put("state", "WITHDRAWN")));

        ConsumerRecord<byte[], byte[]> last =
                topics.published(Topics.PROJECTS, report.projectCode(), 2).getLast();

        assertThat(last.value()).isNotNull();
        assertThat(TopicProbe.json(last).at("/data/state").asText()).isEqualTo("WITHDRAWN");
        assertThat(TopicProbe.json(last).at("/data/amounts/total").asText()).isEqualTo("12.34");
        Caller.reader()
                .get("/api/v1/projects/" + report.projectCode())
                .then()
                .body("state", equalTo("WITHDRAWN"))
                .body("amounts.total", equalTo("12.34"));
    }

    @Test
    void aWithdrawnProjectIsIssuedAgainByTheNextRevision() {
        topics.send(report.withData(data -> data.put("state", "WITHDRAWN")));
        Report again = next(2);

        topics.send(again);

        assertThat(verdict(again)).isEqualTo("ACCEPTED null 2");
    }

    @Test
    void aPublishedEventIsCompleteByItself() {
        topics.send(report);

        ConsumerRecord<byte[], byte[]> record =
                topics.published(Topics.PROJECTS, report.projectCode(), 1).getFirst();

        JsonNode event = TopicProbe.json(record);
        assertThat(record.key()).isEqualTo(event.get("partitionkey").asText().getBytes(UTF_8));
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("source").asText()).isEqualTo("urn:jixiao:service:budget-service");
        assertThat(event.get("type").asText()).isEqualTo("org.jixiao.budget.project.changed.v1");
        assertThat(event.get("subject").asText()).isEqualTo("project/" + report.projectCode());
        assertThat(event.get("dataschema").asText()).isEqualTo("urn:jixiao:schema:budget.project.changed:1.0");
        assertThat(event.get("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(UUID.fromString(event.get("id").asText()).version()).isEqualTo(7);
        assertThat(OffsetDateTime.parse(event.get("time").asText())).isNotNull();
        assertThat(event.get("aggregateversion").longValue()).isEqualTo(1);
        assertThat(event.has("sourceepoch")).isTrue();
        assertThat(TopicProbe.header(record, "content-type")).startsWith("application/cloudevents+json");
    }

    @Test
    void aReceiptIsUnderTheKeyOfItsEventAndItsHeadersRepeatWhatIsFilteredBy() {
        topics.send(report);
        JsonNode receipt = topics.receipt(report);

        ConsumerRecord<byte[], byte[]> record = topics.seenUntil(1, 0).stream()
                .filter(each -> each.topic().equals(Topics.RESULT)
                        && TopicProbe.json(each).get("id").equals(receipt.get("id")))
                .findFirst()
                .orElseThrow();

        assertThat(record.key()).isEqualTo(report.projectCode().getBytes(UTF_8));
        assertThat(TopicProbe.header(record, "ce_type")).isEqualTo("org.jixiao.budget.project.receipt.v1");
        assertThat(TopicProbe.header(record, "ce_id"))
                .isEqualTo(receipt.get("id").asText());
        assertThat(receipt.get("causationid").asText()).isEqualTo(report.id());
        assertThat(receipt.get("subject").asText()).isEqualTo("project/" + report.projectCode());
    }

    @Test
    void aRequestIsTheCauseOfWhatItPublishes() {
        Caller.writer()
                .header("If-None-Match", "*")
                .body(ProjectJson.ruleOfLaw().toString())
                .put("/api/v1/projects/" + report.projectCode())
                .then()
                .statusCode(201);

        JsonNode event = TopicProbe.json(
                topics.published(Topics.PROJECTS, report.projectCode(), 1).getFirst());

        Caller.reader()
                .get("/api/v1/projects/" + report.projectCode() + "/history")
                .then()
                .body("items[0].cause", equalTo(event.get("causationid").asText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.27"})
    void aLaterMinorVersionIsTaken(String minor) {
        Report later =
                report.with(json -> json.put("dataschema", "urn:jixiao:schema:budget.project.reported:" + minor));

        topics.send(later);

        assertThat(verdict(later)).isEqualTo("ACCEPTED null 1");
    }

    @Test
    void whatOnlyALaterMinorVersionKnowsIsRefusedAndNotIgnored() {
        Report later = report.with(json -> json.put("dataschema", "urn:jixiao:schema:budget.project.reported:1.1"))
                .withData(data -> ProjectJson.amounts(data).put("bonds", "5.00"));

        topics.send(later);

        assertThat(verdict(later)).isEqualTo("REJECTED SCHEMA null");
        assertThat(topics.receipt(later).at("/data/violations/0/pointer").asText())
                .isEqualTo("/data/amounts/bonds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "1", "1.x", "1.01"})
    void anotherMajorVersionNeedsAnotherType(String version) {
        Report other =
                report.with(json -> json.put("dataschema", "urn:jixiao:schema:budget.project.reported:" + version));

        topics.send(other);

        assertThat(verdict(other)).isEqualTo("REJECTED SCHEMA null");
    }

    @Test
    void orderIsEpochThenRevisionAndNeverTime() {
        Report restored = next(1).with(json ->
                json.put("id", report.id() + "-epoch").put("sourceepoch", 2).put("time", "2019-01-01T00:00:00+08:00"));
        Report before = next(9).with(json -> json.put("time", "2029-01-01T00:00:00+08:00"));
        topics.send(report.version(7));
        topics.send(restored);
        topics.send(before);

        assertThat(List.of(verdict(restored), verdict(before))).containsExactly("ACCEPTED null 2", "STALE null 1");
    }

    @Test
    void aJumpIsAppliedBecauseEveryEventStatesEverything() {
        Report jump = next(9).appropriation("9.00");
        topics.send(report);

        topics.send(jump);

        assertThat(verdict(jump)).isEqualTo("ACCEPTED null 2");
    }

    @Test
    void theSenderMaySayWhenItBookedTheFact() {
        Report booked = report.with(json -> json.put("recordedtime", "2025-02-21T09:15:00+08:00"));

        topics.send(booked);

        assertThat(verdict(booked)).isEqualTo("ACCEPTED null 1");
    }

    @Test
    void theTotalIsNeverSent() {
        Report withTotal = report.withData(data -> ProjectJson.amounts(data).put("total", "480000.00"));

        topics.send(withTotal);

        assertThat(verdict(withTotal)).isEqualTo("REJECTED SCHEMA null");
        assertThat(topics.receipt(withTotal).at("/data/violations/0/pointer").asText())
                .isEqualTo("/data/amounts/total");
    }

    private Report next(long version) {
        return report.version(version).with(json -> json.put("id", report.id() + "-" + version));
    }

    private String verdict(Report sent) {
        JsonNode data = topics.receipt(sent).get("data");
        return String.join(
                " ",
                data.get("outcome").asText(),
                data.get("code").asText(),
                data.get("version").asText());
    }
}
