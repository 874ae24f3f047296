package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static LocalKafka kafka;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.start(directory, 0);
        LocalStack.SENDERS.forEach(sender -> kafka.createTopics(Topics.forSender(sender)));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void putsEventsOnTheWire_byteForByte_keyedByProject() {
        var event = YuexiuTable.read().events().getFirst();
        try (var sender = Sender.open(kafka.clientSettings(YuexiuTable.SENDER), YuexiuTable.SENDER);
                var reader = readerOf(event.topic())) {
            sender.send(List.of(event));

            var message = Awaitility.await()
                    .until(() -> reader.poll(Duration.ofMillis(200)).iterator(), Iterator::hasNext)
                    .next();
            assertThat(message.value().getBytes(UTF_8)).isEqualTo(event.bytes());
            assertThat(message.key()).isEqualTo("44010425T000000000001");
            assertThat(header(message, "ce_id")).isEqualTo(event.id());
            assertThat(header(message, "ce_type")).isEqualTo(event.type());
            assertThat(header(message, "content-type")).startsWith("application/cloudevents+json");
        }
    }

    @Test
    void sees_onlyReceiptsThatCameAfterItWasOpened() throws Exception {
        answer("budget.result.haizhu-finance.v1", "event-1", "ACCEPTED");
        try (var sender = Sender.open(kafka.clientSettings("haizhu-finance"), "haizhu-finance")) {
            answer("budget.result.haizhu-finance.v1", "event-1", "DUPLICATE");
            answer("indicator.result.haizhu-finance.v1", "event-2", "REJECTED");

            assertThat(sender.awaitReceipts(Set.of("event-1", "event-2"), PATIENCE))
                    .extracting(Receipt::eventId, Receipt::outcome)
                    .containsExactlyInAnyOrder(tuple("event-1", "DUPLICATE"), tuple("event-2", "REJECTED"));
        }
    }

    @Test
    void names_theEventsWithoutReceipt() {
        try (var sender = Sender.open(kafka.clientSettings(YuexiuTable.SENDER), YuexiuTable.SENDER)) {
            assertThatThrownBy(() -> sender.awaitReceipts(Set.of("event-3"), Duration.ofMillis(300)))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("1 of 1 receipts")
                    .hasMessageContaining("event-3");
        }
    }

    private static void answer(String topic, String eventId, String outcome) throws Exception {
        try (var owner = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            var receipt = """
                    {"specversion":"1.0","data":{"outcome":"%s","inReplyTo":{"id":"%s"}}}""".formatted(outcome, eventId);
            owner.send(new ProducerRecord<>(topic, "key", receipt)).get();
        }
    }

    private static KafkaConsumer<String, String> readerOf(String topic) {
        var reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer());
        var partitions = reader.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        return reader;
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }
}
