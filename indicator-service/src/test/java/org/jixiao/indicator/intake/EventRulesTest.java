package org.jixiao.indicator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.indicator.GoalJson.goal;
import static org.jixiao.indicator.ReportedGoal.event;
import static org.jixiao.platform.testing.TopicProbe.header;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Sender;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the event contract that hold for every event, as a sender and a reader of the topics see them. */
@ServiceTest
class EventRulesTest {

    private static final String SCHEMA = "urn:jixiao:schema:indicator.goal.reported:";

    private final String code = ProjectCodes.fresh();
    private Sender sender;

    @BeforeEach
    void connect() {
        sender = Sender.registered();
    }

    @AfterEach
    void disconnect() {
        sender.close();
    }

    @Test
    void a_withdrawn_goal_keeps_what_it_says_and_is_no_tombstone() {
        sender.receiptOf(event(goal(code), 1));
        sender.receiptOf(event(goal(code).put("state", "WITHDRAWN"), 2));

        JsonNode data = sender.published(code, 2).getLast().get("data");

        assertThat(data.get("state").asText()).isEqualTo("WITHDRAWN");
        assertThat(data.get("statement")).isEqualTo(goal(code).get("statement"));
        assertThat(data.get("indicators")).hasSize(2);
    }

    @Test
    void a_withdrawn_goal_is_issued_again_by_the_next_revision() {
        sender.receiptOf(event(goal(code).put("state", "WITHDRAWN"), 1));

        JsonNode receipt = sender.receiptOf(event(goal(code), 2));

        assertThat(verdict(receipt)).isEqualTo("ACCEPTED null 2");
    }

    @Test
    void what_is_published_is_complete_by_itself() {
        try (var topics =
                TopicProbe.watching(StackResource.bootstrapServers(), ReportedGoal.GOALS, ReportedGoal.RESULTS)) {
            ObjectNode reported = event(goal(code), 1);
            sender.receiptOf(reported);

            ConsumerRecord<byte[], byte[]> goal = topics.await(each -> isOf(each, ReportedGoal.GOALS));
            ConsumerRecord<byte[], byte[]> receipt = topics.await(each -> isOf(each, ReportedGoal.RESULTS));

            JsonNode published = GoalJson.parse(goal.value());
            assertThat(published.get("partitionkey").asText()).isEqualTo(code);
            assertThat(published.get("dataschema").asText()).isEqualTo("urn:jixiao:schema:indicator.goal.changed:1.0");
            assertThat(UUID.fromString(published.get("id").asText()).version()).isEqualTo(7);
            assertThat(OffsetDateTime.parse(published.get("time").asText())).isNotNull();
            assertThat(published.get("aggregateversion").longValue()).isEqualTo(1);
            assertThat(header(goal, "content-type")).startsWith("application/cloudevents+json");
            assertThat(header(receipt, "ce_type")).isEqualTo("org.jixiao.indicator.goal.receipt.v1");
            assertThat(header(receipt, "ce_id"))
                    .isEqualTo(GoalJson.parse(receipt.value()).get("id").asText());
            assertThat(GoalJson.parse(receipt.value()).get("causationid")).isEqualTo(reported.get("id"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.27"})
    void a_later_minor_version_is_taken(String minor) {
        JsonNode receipt = sender.receiptOf(event(goal(code), 1).put("dataschema", SCHEMA + minor));

        assertThat(verdict(receipt)).isEqualTo("ACCEPTED null 1");
    }

    @Test
    void what_only_a_later_minor_version_knows_is_refused_and_not_ignored() {
        ObjectNode goal = GoalJson.with(goal(code), "/indicators/0/threshold", "\"5\"");

        JsonNode receipt = sender.receiptOf(event(goal, 1).put("dataschema", SCHEMA + "1.1"));

        assertThat(verdict(receipt)).isEqualTo("REJECTED SCHEMA null");
        assertThat(receipt.at("/violations/0/pointer").asText()).isEqualTo("/data/indicators/0/threshold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "1", "1.x", "1.01"})
    void another_major_version_needs_another_type(String version) {
        JsonNode receipt = sender.receiptOf(event(goal(code), 1).put("dataschema", SCHEMA + version));

        assertThat(verdict(receipt)).isEqualTo("REJECTED SCHEMA null");
    }

    @Test
    void order_is_epoch_then_revision_and_never_time() {
        sender.receiptOf(event(goal(code), 7));

        JsonNode restored =
                sender.receiptOf(event(goal(code), 1).put("sourceepoch", 2).put("time", "2019-01-01T00:00:00+08:00"));
        JsonNode before = sender.receiptOf(event(goal(code), 9).put("time", "2029-01-01T00:00:00+08:00"));

        assertThat(verdict(restored)).isEqualTo("ACCEPTED null 2");
        assertThat(verdict(before)).isEqualTo("STALE null 1");
    }

    @Test
    void the_sender_may_say_when_it_booked_the_fact() {
        JsonNode receipt = sender.receiptOf(event(goal(code), 1).put("recordedtime", "2025-02-21T09:15:00+08:00"));

        assertThat(verdict(receipt)).isEqualTo("ACCEPTED null 1");
    }

    private boolean isOf(ConsumerRecord<byte[], byte[]> record, String topic) {
        return record.topic().equals(topic) && record.key() != null && new String(record.key(), UTF_8).equals(code);
    }

    private static String verdict(JsonNode receipt) {
        return String.join(
                " ",
                receipt.get("outcome").asText(),
                receipt.get("code").asText(),
                receipt.get("version").asText());
    }
}
