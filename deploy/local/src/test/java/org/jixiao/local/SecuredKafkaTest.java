package org.jixiao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredKafkaTest {
    private static final String YUEXIU = "yuexiu-finance";
    private static final String HAIZHU = "haizhu-finance";

    @TempDir
    static Path directory;

    private static LocalKafka kafka;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.startSecured(directory, 0, directory.resolve("kafka.log"), List.of(YUEXIU));
        kafka.createTopics(Topics.owned());
        for (var sender : List.of(YUEXIU, HAIZHU)) {
            kafka.createTopics(Topics.forSender(sender));
            kafka.grant(Grants.ofSender(sender));
        }
        kafka.grant(Grants.ofServices());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void lets_aSender_writeItsEventsAndReadItsResults() throws Exception {
        send(YUEXIU, "budget.in.yuexiu-finance.v1");
        send("budget-service", "budget.result.yuexiu-finance.v1");

        assertThat(read(YUEXIU, "yuexiu-finance.desk", "budget.result.yuexiu-finance.v1"))
                .isEqualTo("by budget-service");
    }

    @Test
    void knows_thePrincipalsOfTheStart_byPlain() throws Exception {
        var plain = Map.<String, Object>of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(YUEXIU, kafka.passwordOf(YUEXIU)));

        send(plain, YUEXIU, "indicator.in.yuexiu-finance.v1");

        assertThatThrownBy(() -> send(plain, YUEXIU, "indicator.in.haizhu-finance.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void refuses_aSender_whatIsAnothers() {
        assertThatThrownBy(() -> send(HAIZHU, "budget.in.yuexiu-finance.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read(HAIZHU, "haizhu-finance.desk", "budget.result.yuexiu-finance.v1"))
                .isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read(HAIZHU, "yuexiu-finance.desk", "budget.result.haizhu-finance.v1"))
                .isInstanceOf(GroupAuthorizationException.class);
        assertThatThrownBy(() -> send(HAIZHU, "budget.projects.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThat(topicsSeenBy(HAIZHU))
                .containsExactlyInAnyOrderElementsOf(
                        Topics.forSender(HAIZHU).stream().map(NewTopic::name).toList());
    }

    @Test
    void refuses_whoeverHasNoCredentials() {
        assertThatThrownBy(() -> topicsOf(Map.of("bootstrap.servers", kafka.bootstrapServers())))
                .hasCauseInstanceOf(TimeoutException.class);
        var guessed = new HashMap<>(kafka.clientSettings(YUEXIU));
        guessed.computeIfPresent(
                "sasl.jaas.config", (name, login) -> login.toString().replace(kafka.passwordOf(YUEXIU), "guessed"));
        assertThatThrownBy(() -> topicsOf(guessed)).hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void allows_nobodyButTheOperator_toDelete() throws Exception {
        kafka.createTopics(List.of(new NewTopic("budget.in.short-lived.v1", 1, (short) 1)));
        for (var principal : List.of("budget-service", "indicator-service", "reporting-service", YUEXIU)) {
            assertThatThrownBy(() -> delete(principal, "budget.in.short-lived.v1"))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }

        delete(BrokerSecurity.ADMIN, "budget.in.short-lived.v1");

        assertThat(topicsSeenBy("budget-service")).doesNotContain("budget.in.short-lived.v1");
    }

    @Test
    void keeps_itsSecrets_toItself() throws Exception {
        for (var file : List.of("credentials.properties", "server.properties")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keeps_credentialsAndGrants_whenKilledAndRestarted() throws Exception {
        var before = kafka.clientSettings(YUEXIU);

        kafka.kill();
        kafka.restart();

        assertThat(kafka.clientSettings(YUEXIU)).isEqualTo(before);
        send(YUEXIU, "indicator.in.yuexiu-finance.v1");
        assertThatThrownBy(() -> send(HAIZHU, "indicator.in.yuexiu-finance.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void keeps_theRecordsOfAnOpenBroker(@TempDir Path parent) throws Exception {
        var log = parent.resolve("kafka.log");
        try (var open = LocalKafka.start(parent, 0, log)) {
            open.createTopics(Topics.owned());
            send(open.clientSettings("budget-service"), "budget-service", "budget.projects.v1");
        }

        try (var secured = LocalKafka.startSecured(parent, 0, log, List.of())) {
            secured.grant(Grants.ofServices());
            assertThat(read(secured.clientSettings("reporting-service"), "reporting-service.x", "budget.projects.v1"))
                    .isEqualTo("by budget-service");
        }
    }

    private static void send(String principal, String topic) throws Exception {
        send(kafka.clientSettings(principal), principal, topic);
    }

    private static void send(Map<String, Object> settings, String principal, String topic) throws Exception {
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "by " + principal)).get();
        }
    }

    private static String read(String principal, String group, String topic) {
        return read(kafka.clientSettings(principal), group, topic);
    }

    /** The first record, read as a member of the group. */
    private static String read(Map<String, Object> settings, String group, String topic) {
        var reading = new HashMap<>(settings);
        reading.put("group.id", group);
        reading.put("auto.offset.reset", "earliest");
        reading.put("enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            return Awaitility.await()
                    .pollInSameThread()
                    .until(() -> consumer.poll(Duration.ofMillis(200)), polled -> !polled.isEmpty())
                    .iterator()
                    .next()
                    .value();
        }
    }

    private static Set<String> topicsSeenBy(String principal) {
        try {
            return topicsOf(kafka.clientSettings(principal));
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> topicsOf(Map<String, Object> settings) throws ExecutionException, InterruptedException {
        var impatient = new HashMap<>(settings);
        impatient.put("default.api.timeout.ms", 3000);
        impatient.put("request.timeout.ms", 2000);
        try (var admin = Admin.create(impatient)) {
            return admin.listTopics().names().get();
        }
    }

    private static void delete(String principal, String topic) throws Exception {
        try (var admin = Admin.create(kafka.clientSettings(principal))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
