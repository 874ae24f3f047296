package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaTest {
    private static final List<NewTopic> CATALOGUE = Stream.concat(
                    Topics.owned().stream(), Topics.forSender("yuexiu-finance").stream())
            .toList();

    @TempDir
    static Path directory;

    private static LocalKafka kafka;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.start(directory, 0);
        kafka.createTopics(CATALOGUE);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void creates_theTopicsOfTheContract_withTheirPartitions() throws Exception {
        try (var admin = admin()) {
            var topics = admin.describeTopics(
                            CATALOGUE.stream().map(NewTopic::name).toList())
                    .allTopicNames()
                    .get();
            assertThat(topics.values().stream()
                            .map(topic ->
                                    topic.name() + " " + topic.partitions().size()))
                    .containsExactlyInAnyOrder(
                            "budget.projects.v1 12",
                            "budget.departments.v1 3",
                            "indicator.goals.v1 12",
                            "indicator.assessments.v1 12",
                            "budget.digests.v1 3",
                            "indicator.digests.v1 3",
                            "budget.dlq.v1 3",
                            "indicator.dlq.v1 3",
                            "reporting.dlq.v1 3",
                            "budget.in.yuexiu-finance.v1 3",
                            "budget.result.yuexiu-finance.v1 3",
                            "indicator.in.yuexiu-finance.v1 3",
                            "indicator.result.yuexiu-finance.v1 3");
        }
    }

    @Test
    void keeps_whatTheContractSays_perTopic() throws Exception {
        assertThat(configOf("budget.in.yuexiu-finance.v1"))
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", days(400))
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("compression.type", "uncompressed")
                .containsEntry("max.message.bytes", "262144");
        assertThat(configOf("indicator.result.yuexiu-finance.v1"))
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", days(90));
        assertThat(configOf("reporting.dlq.v1"))
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", days(400))
                .containsEntry("max.message.bytes", "1048576");
        assertThat(configOf("indicator.goals.v1"))
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("min.compaction.lag.ms", days(7));
    }

    @Test
    void leaves_topicsAlone_whenTheyAreThere() throws Exception {
        kafka.createTopics(List.of(new NewTopic("budget.dlq.v1", 9, (short) 1)));

        try (var admin = admin()) {
            var topic = admin.describeTopics(List.of("budget.dlq.v1"))
                    .allTopicNames()
                    .get();
            assertThat(topic.get("budget.dlq.v1").partitions()).hasSize(3);
        }
    }

    @Test
    void refuses_topicsNobodyCreated() {
        assertThatThrownBy(() -> {
                    try (var admin = admin()) {
                        admin.describeTopics(List.of("budget.in.nobody.v1"))
                                .allTopicNames()
                                .get();
                    }
                })
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void refuses_inboundEvents_above256KiB() {
        assertThatThrownBy(() -> send("budget.in.yuexiu-finance.v1", new byte[262_145]))
                .hasCauseInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void keeps_topicsAndRecords_whenKilledAndRestarted() throws Exception {
        send("budget.projects.v1", "kept".getBytes(UTF_8));
        long before = kafka.pid();

        kafka.kill();
        kafka.restart();

        assertThat(kafka.pid()).isNotEqualTo(before);
        assertThat(read("budget.projects.v1")).contains("kept");
    }

    @Test
    void keeps_records_whenStartedAgainOnAnotherPort(@TempDir Path parent) throws Exception {
        var elsewhere = parent.resolve("绩 效");
        try (var first = LocalKafka.start(elsewhere, 0)) {
            first.createTopics(Topics.owned());
            send(first, "indicator.goals.v1", "kept".getBytes(UTF_8));
        }

        try (var second = LocalKafka.start(elsewhere, 0)) {
            assertThat(read(second, "indicator.goals.v1")).containsExactly("kept");
            assertThat(elsewhere.resolve("data/meta.properties")).exists();
        }
    }

    private static Map<String, String> configOf(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = admin()) {
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return config.entries().stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        }
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static void send(String topic, byte[] value) throws Exception {
        send(kafka, topic, value);
    }

    private static void send(LocalKafka to, String topic, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", to.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "key".getBytes(UTF_8), value))
                    .get();
        }
    }

    private static List<String> read(String topic) {
        return read(kafka, topic);
    }

    private static List<String> read(LocalKafka from, String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", from.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var values = new ArrayList<String>();
            return Awaitility.await()
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200))
                                        .forEach(message -> values.add(new String(message.value(), UTF_8)));
                                return values;
                            },
                            found -> !found.isEmpty());
        }
    }
}
