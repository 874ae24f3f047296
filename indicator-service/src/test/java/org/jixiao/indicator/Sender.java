package org.jixiao.indicator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;

/** The sending system: sends, and reads what comes of it. */
public final class Sender implements AutoCloseable {

    private final TopicProbe topics = TopicProbe.watching(
            StackResource.bootstrapServers(), ReportedGoal.RESULTS, ReportedGoal.GOALS, ReportedGoal.DEAD_LETTERS);

    private Sender() {}

    /** One that may speak for 440104. */
    public static Sender registered() {
        Caller.register(ReportedGoal.SENDER, "440104");
        return new Sender();
    }

    public void send(ObjectNode event) {
        topics.send(
                ReportedGoal.TOPIC,
                event.get("partitionkey").asText().getBytes(StandardCharsets.UTF_8),
                GoalJson.bytes(event));
    }

    /** Sends it and waits for the receipt. */
    public JsonNode receiptOf(ObjectNode event) {
        int before = receipts(event).size();
        send(event);
        return topics.await(before + 1, record -> answers(record, event)).stream()
                .map(record -> GoalJson.parse(record.value()))
                .toList()
                .getLast()
                .get("data");
    }

    /** The receipts of this event that have arrived. */
    public List<ConsumerRecord<byte[], byte[]>> receipts(ObjectNode event) {
        return topics.seen().stream().filter(record -> answers(record, event)).toList();
    }

    /** The events that tell of this project's goal, once there are so many. */
    public List<JsonNode> published(String projectCode, int count) {
        return topics
                .await(count, record -> record.topic().equals(ReportedGoal.GOALS) && isOf(record, projectCode))
                .stream()
                .map(record -> GoalJson.parse(record.value()))
                .toList();
    }

    private static boolean answers(ConsumerRecord<byte[], byte[]> record, ObjectNode event) {
        return record.topic().equals(ReportedGoal.RESULTS)
                && isOf(record, event.get("partitionkey").asText())
                && event.get("id").equals(GoalJson.parse(record.value()).at("/data/inReplyTo/id"));
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, String key) {
        return record.key() != null && new String(record.key(), StandardCharsets.UTF_8).equals(key);
    }

    @Override
    public void close() {
        topics.close();
    }
}
