package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A sending system, as plain Kafka clients: it sends events and reads the receipts for them. Only receipts written after it
 * was opened are seen.
 */
public final class Sender implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> results;
    private final Map<String, Receipt> receipts = new HashMap<>();

    private Sender(KafkaProducer<String, byte[]> producer, KafkaConsumer<String, byte[]> results) {
        this.producer = producer;
        this.results = results;
    }

    /**
     * Opens the clients and goes to the end of the sender's result topics, which must exist.
     *
     * @param settings where the brokers are and how the sender proves who it is, see {@link LocalKafka#clientSettings}
     * @param name     such as {@code yuexiu-finance}
     */
    public static Sender open(Map<String, Object> settings, String name) {
        var common = new HashMap<>(settings);
        common.put("client.id", name);
        var writing = new HashMap<>(common);
        writing.putAll(Map.of("acks", "all", "enable.idempotence", true));
        var reading = new HashMap<>(common);
        reading.putAll(Map.of("enable.auto.commit", false, "isolation.level", "read_committed"));
        var results = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = Stream.of("budget", "indicator")
                .flatMap(owner -> results.partitionsFor(owner + ".result." + name + ".v1").stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        results.assign(partitions);
        results.seekToEnd(partitions);
        partitions.forEach(results::position);
        return new Sender(new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer()), results);
    }

    /** Sends in this order and returns when the broker has acknowledged all. */
    public void send(List<OutgoingEvent> events) {
        var acknowledgements = new ArrayList<Future<RecordMetadata>>();
        for (var event : events) {
            var message = new ProducerRecord<>(event.topic(), event.key(), event.bytes());
            message.headers()
                    .add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8))
                    .add("ce_type", event.type().getBytes(UTF_8))
                    .add("ce_id", event.id().getBytes(UTF_8));
            acknowledgements.add(producer.send(message));
        }
        acknowledgements.forEach(Sender::await);
    }

    private static void await(Future<RecordMetadata> acknowledgement) {
        try {
            acknowledgement.get();
        } catch (ExecutionException e) {
            throw new StartFailed("Kafka did not take an event: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("Sending was interrupted", e);
        }
    }

    /**
     * Reads until every event has its receipt.
     *
     * @param ids the CloudEvents ids of the events
     * @return the first receipt for each, in no order
     * @throws StartFailed when some are missing in time
     */
    public Collection<Receipt> awaitReceipts(Set<String> ids, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!receipts.keySet().containsAll(ids)) {
            if (System.nanoTime() > deadline) {
                var missing = new HashSet<>(ids);
                missing.removeAll(receipts.keySet());
                throw new StartFailed("%d 条回执在 %d 秒内未到 / %1$d of %3$d receipts did not come within %2$d s: %4$s"
                        .formatted(missing.size(), patience.toSeconds(), ids.size(), missing));
            }
            results.poll(POLL)
                    .forEach(message ->
                            read(message).ifPresent(receipt -> receipts.putIfAbsent(receipt.eventId(), receipt)));
        }
        return ids.stream().map(receipts::get).toList();
    }

    private static Optional<Receipt> read(ConsumerRecord<String, byte[]> message) {
        try {
            var data = JSON.readTree(message.value()).path("data");
            return Optional.of(data.at("/inReplyTo/id"))
                    .filter(id -> id.isTextual())
                    .map(id -> new Receipt(
                            id.asText(), message.topic(), data.path("outcome").asText(), data));
        } catch (IOException e) {
            throw new StartFailed(message.topic() + ": a receipt is no JSON", e);
        }
    }

    @Override
    public void close() {
        producer.close();
        results.close();
    }
}
