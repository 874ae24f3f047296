package org.jixiao.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all receipts of a sender from the beginning. */
final class ReceiptReader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<byte[], byte[]> results;
    private final Map<String, JsonNode> bySha256 = new HashMap<>();

    ReceiptReader(Map<String, Object> settings, String sender) {
        Map<String, Object> reading = new HashMap<>(settings);
        reading.put("isolation.level", "read_committed");
        reading.put("enable.auto.commit", false);
        results = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of("budget", "indicator")
                .flatMap(owner -> results.partitionsFor(owner + ".result." + sender + ".v1").stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        results.assign(partitions);
        results.seekToBeginning(partitions);
    }

    /** The payload of the first receipt for these bytes that has come; null when there is none yet. */
    JsonNode of(String sha256) {
        for (ConsumerRecord<byte[], byte[]> receipt : results.poll(Duration.ofMillis(50))) {
            try {
                JsonNode data = JSON.readTree(receipt.value()).get("data");
                bySha256.putIfAbsent(data.at("/inReplyTo/sha256").asText(), data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bySha256.get(sha256);
    }

    @Override
    public void close() {
        results.close();
    }
}
