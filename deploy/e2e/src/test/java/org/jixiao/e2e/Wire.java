package org.jixiao.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
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
import org.jixiao.local.OutgoingEvent;

/**
 * The topics from outside: reports go out in their senders' names, and what the owners answer and publish from now on is
 * kept. What the broker has acknowledged is known from its acknowledgements alone.
 */
final class Wire implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SENDERS = List.of("yuexiu-finance", "haizhu-finance");

    private final Map<String, KafkaProducer<String, byte[]>> producers = new HashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread reading = Thread.ofPlatform().name("wire").unstarted(this::read);
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Published> published = new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<String, Report> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Exception> refused = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    /**
     * A receipt.
     *
     * @param place topic, partition and offset of the record that it answers
     * @param told its outcome, then the code or version, then whether the run was dry
     */
    record Answer(String receiptId, Owner owner, String eventId, String place, long offset, String told) {}

    /** An owner's own event about a project or goal. */
    record Published(Owner owner, String projectCode, String eventId, long version) {}

    private Wire() {
        for (String sender : SENDERS) {
            Map<String, Object> settings = new HashMap<>(Stack.clientSettings(sender));
            settings.putAll(Map.of("acks", "all", "linger.ms", 5, "client.id", "wire-" + sender));
            producers.put(sender, new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
        }
        consumer = new KafkaConsumer<>(
                Stack.clientSettings("admin"), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (Owner owner : Owner.values()) {
            partitions.addAll(partitions(owner.published()));
            SENDERS.forEach(sender -> partitions.addAll(partitions(owner.results(sender))));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reading.start();
    }

    static Wire open() {
        return new Wire();
    }

    /** Sends without waiting; {@link #acknowledged} tells when the broker has it. */
    void send(Report report) {
        OutgoingEvent event = report.outgoing();
        var record = new ProducerRecord<>(event.topic(), event.key(), event.bytes());
        record.headers()
                .add("ce_type", event.type().getBytes(UTF_8))
                .add("ce_id", event.id().getBytes(UTF_8));
        Future<RecordMetadata> unused = producers.get(report.sender()).send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.put(report.id(), report);
            } else {
                refused.add(failure);
            }
        });
    }

    /** The reports that the broker has acknowledged, by their ids. */
    Map<String, Report> acknowledged() {
        return acknowledged;
    }

    /** What the broker did not take. */
    List<Exception> refused() {
        return List.copyOf(refused);
    }

    /** All receipts so far, repeated ones as often as they came. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }

    int answerCount() {
        return answers.size();
    }

    /** All events of the owners so far, in the order of their topics within each project. */
    List<Published> published() {
        return List.copyOf(published);
    }

    /** The two threads of reading and sending end; what was sent is flushed. */
    @Override
    public void close() {
        producers.values().forEach(KafkaProducer::close);
        closing = true;
        try {
            reading.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (!closing) {
                consumer.poll(Duration.ofMillis(100)).forEach(this::keep);
            }
        }
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        JsonNode event = json(record);
        for (Owner owner : Owner.values()) {
            if (record.topic().equals(owner.published())) {
                published.add(new Published(
                        owner,
                        record.key(),
                        event.get("id").asText(),
                        event.get("aggregateversion").asLong()));
            } else if (SENDERS.stream().map(owner::results).anyMatch(record.topic()::equals)) {
                answers.add(answer(owner, event));
            }
        }
    }

    private static Answer answer(Owner owner, JsonNode receipt) {
        JsonNode data = receipt.get("data");
        JsonNode to = data.get("inReplyTo");
        String result = data.get(data.get("code").isNull() ? "version" : "code").asText();
        String told = data.get("outcome").asText() + " " + result
                + (data.get("dryRun").asBoolean() ? " dry" : "");
        String place = to.get("topic").asText() + "-" + to.get("partition") + "/" + to.get("offset");
        return new Answer(
                receipt.get("id").asText(),
                owner,
                to.get("id").asText(),
                place,
                to.get("offset").asLong(),
                told);
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
