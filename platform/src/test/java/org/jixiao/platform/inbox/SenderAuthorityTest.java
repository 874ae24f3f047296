package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jixiao.local.Grants;
import org.jixiao.local.LocalKafka;
import org.jixiao.local.Topics;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What registering a sender does on a broker that asks for credentials, where the owner may do no more than it must. */
class SenderAuthorityTest {

    private static final Precondition NEW = new Precondition.Absent();
    private static final String OWNER = "budget-service";

    @TempDir
    static Path directory;

    private static LocalKafka kafka;

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private Senders senders;
    private RegisteringSender registering;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.startSecured(directory, 0, directory.resolve("kafka.log"), List.of(OWNER));
        kafka.grant(Grants.ofServices());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void open() {
        senders = new Senders(plumbing.database(), Clock.systemUTC());
        registering = registeringAt(kafka.bootstrapServers());
    }

    @Test
    void registeredSenderWritesItsTopicAndReadsItsResultsAndNothingElse() throws Exception {
        register("east-depot");
        register("west-depot");

        send("east-depot", "budget.in.east-depot.v1");
        send(OWNER, "budget.result.east-depot.v1");

        assertThat(read("east-depot", "budget.result.east-depot.v1")).isEqualTo("by budget-service");
        assertThatThrownBy(() -> send("west-depot", "budget.in.east-depot.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read("west-depot", "budget.result.east-depot.v1"))
                .isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> send("east-depot", "budget.result.east-depot.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void topicsAreThoseOfTheContract() throws Exception {
        register("north-depot");

        for (NewTopic expected : Topics.forSender("north-depot").subList(0, 2)) {
            assertThat(partitions(expected.name())).isEqualTo(expected.numPartitions());
            assertThat(configsOf(expected.name())).containsAllEntriesOf(expected.configs());
        }
        assertThat(aclsOf("north-depot"))
                .containsExactlyInAnyOrderElementsOf(Grants.ofSender("north-depot").stream()
                        .filter(grant -> !grant.pattern().name().startsWith("indicator."))
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void brokersRefuseWhatUnpacksToMoreThanAnEventMayHave() throws Exception {
        register("packing-depot");

        assertThatThrownBy(() -> send("packing-depot", "budget.in.packing-depot.v1", "0".repeat(16 << 20)))
                .hasCauseInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void repeatedRegistrationLeavesTopicsAndAccessAsTheyAre() throws Exception {
        register("south-depot");
        var before = aclsOf("south-depot");

        registering.register("south-depot", body(), new Precondition.Seen(1), "chen");

        assertThat(aclsOf("south-depot")).isEqualTo(before);
    }

    @Test
    void retiredSenderReadsItsResultsButWritesNoMore() throws Exception {
        register("old-depot");
        send("old-depot", "budget.in.old-depot.v1");
        send(OWNER, "budget.result.old-depot.v1");

        registering.retire("old-depot", new ObjectMapper().readTree("{\"reason\": \"replaced\"}"), "chen");

        assertThatThrownBy(() -> send("old-depot", "budget.in.old-depot.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThat(read("old-depot", "budget.result.old-depot.v1")).isEqualTo("by budget-service");

        registering.reinstate("old-depot", "chen");

        send("old-depot", "budget.in.old-depot.v1");
    }

    @Test
    void nothingIsSavedWhileTheBrokersAreAway() throws Exception {
        Problem away = catchThrowableOfType(
                Problem.class, () -> registeringAt("localhost:1").register("far-depot", body(), NEW, "chen"));

        assertThat(away.code().code()).isEqualTo("UNAVAILABLE");
        assertThat(away.getHeaders()).containsKey("Retry-After");
        assertThat(senders.find("far-depot")).isEmpty();
        register("far-depot");
        assertThat(senders.find("far-depot")).isPresent();
    }

    private RegisteringSender registeringAt(String brokers) {
        Settings.Security security =
                Settings.Security.sasl("SASL_PLAINTEXT", "SCRAM-SHA-512", OWNER, kafka.passwordOf(OWNER));
        var settings = new Settings(brokers, OWNER, true, Settings.Outbox.QUICK, Settings.Inbox.QUICK, security);
        return new RegisteringSender(senders, new SenderTopics(settings, "budget"), Clock.systemUTC());
    }

    private void register(String sender) throws Exception {
        registering.register(sender, body(), NEW, "chen");
    }

    private static JsonNode body() throws Exception {
        return new ObjectMapper().readTree("""
                {"regions": [{"regionCode": "440104", "from": "2024-01-01"}]}""");
    }

    private static void send(String principal, String topic) throws Exception {
        send(principal, topic, "by " + principal);
    }

    private static void send(String principal, String topic, String value) throws Exception {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings(principal));
        settings.putAll(Map.of("compression.type", "zstd", "max.request.size", 24 << 20));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", value)).get();
        }
    }

    /** The first record, read as a member of a group of the principal's own. */
    private static String read(String principal, String topic) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings(principal));
        settings.putAll(Map.of("group.id", principal + ".desk", "auto.offset.reset", "earliest"));
        settings.put("enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            return Awaitility.await()
                    .pollInSameThread()
                    .until(() -> consumer.poll(Duration.ofMillis(200)), polled -> !polled.isEmpty())
                    .iterator()
                    .next()
                    .value();
        }
    }

    private static int partitions(String topic) throws Exception {
        try (Admin admin = admin()) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
        }
    }

    private static Map<String, String> configsOf(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin()) {
            return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        }
    }

    private static List<String> aclsOf(String sender) throws Exception {
        try (Admin admin = admin()) {
            return admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
                    .filter(acl -> acl.entry().principal().equals("User:" + sender))
                    .map(Object::toString)
                    .sorted()
                    .toList();
        }
    }

    private static Admin admin() {
        return Admin.create(kafka.clientSettings("admin"));
    }
}
