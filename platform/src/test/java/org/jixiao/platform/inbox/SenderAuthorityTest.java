package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
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
    /** Set up before the owners were to limit their senders. */
    private static final String EARLIER_OWNER = "indicator-service";

    @TempDir
    static Path directory;

    private static LocalKafka kafka;

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private Senders senders;
    private RegisteringSender registering;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.startSecured(directory, 0, directory.resolve("kafka.log"), List.of(OWNER, EARLIER_OWNER));
        kafka.grant(Grants.ofServices().stream()
                .filter(grant -> !isToAlterConfigs(grant, EARLIER_OWNER))
                .toList());
    }

    private static boolean isToAlterConfigs(AclBinding grant, String principal) {
        return grant.entry().operation() == AclOperation.ALTER_CONFIGS
                && grant.entry().principal().equals("User:" + principal);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void open() {
        senders = new Senders(plumbing.database(), Clock.systemUTC());
        registering = registeringBy(OWNER, settings(OWNER, kafka.bootstrapServers()));
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

        retire(registering, "old-depot");

        assertThatThrownBy(() -> send("old-depot", "budget.in.old-depot.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThat(read("old-depot", "budget.result.old-depot.v1")).isEqualTo("by budget-service");

        registering.reinstate("old-depot", new Precondition.Seen(2), "chen");

        send("old-depot", "budget.in.old-depot.v1");
    }

    /** Another replica retires the sender between the brokers' part of a change and the registry's. */
    @Test
    void changeThatComesTooLateLeavesARetiredSenderShutOut() throws Exception {
        register("late-depot");
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            List<Future<Sender>> change = new ArrayList<>();

            plumbing.inTransaction(connection -> {
                try (Statement retire = connection.createStatement()) {
                    retire.execute("""
                            update sender set version = 2, retired_from = current_date, retired_reason = 'replaced',
                                   retired_by = 'li', retired_at = now() where sender = 'late-depot'
                            """);
                }
                change.add(other.submit(
                        () -> registering.register("late-depot", body(), new Precondition.Seen(1), "chen")));
                Awaitility.await().until(this::somebodyWaits);
            });

            assertThatThrownBy(change.getFirst()::get).hasCauseInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> send("late-depot", "budget.in.late-depot.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    /** The brokers take their time to shut the sender out, while another replica is asked to let it in again. */
    @Test
    void reinstatedSenderWritesHoweverLongItsRetirementTook() throws Exception {
        register("torn-depot");
        var shuttingOut = new CountDownLatch(1);
        var goOn = new CompletableFuture<Void>();
        var slow = new SenderTopics(settings(OWNER, kafka.bootstrapServers()), "budget") {
            @Override
            void closeForWriting(String sender) {
                shuttingOut.countDown();
                goOn.join();
                super.closeForWriting(sender);
            }
        };
        try (ExecutorService others = Executors.newCachedThreadPool()) {
            var retirement = others.submit(() -> {
                retire(new RegisteringSender(senders, slow, Clock.systemUTC()), "torn-depot");
                return null;
            });
            shuttingOut.await();

            var reinstatement =
                    others.submit(() -> registering.reinstate("torn-depot", new Precondition.Seen(2), "chen"));
            Awaitility.await().until(() -> reinstatement.isDone() || somebodyWaits());
            goOn.complete(null);
            retirement.get();
            reinstatement.get();
        }

        send("torn-depot", "budget.in.torn-depot.v1");
    }

    @Test
    void nothingIsSavedWhileTheBrokersAreAway() throws Exception {
        Problem away = catchThrowableOfType(
                Problem.class,
                () -> registeringBy(OWNER, settings(OWNER, "localhost:1")).register("far-depot", body(), NEW, "chen"));

        assertThat(away.code().code()).isEqualTo("UNAVAILABLE");
        assertThat(away.getHeaders()).containsKey("Retry-After");
        assertThat(senders.find("far-depot")).isEmpty();
        register("far-depot");
        assertThat(senders.find("far-depot")).isPresent();
    }

    @Test
    void retirementStandsWhileTheBrokersAreAwayAndIsFinishedByTheSameCall() throws Exception {
        register("leaving-depot");
        RegisteringSender away = registeringBy(OWNER, settings(OWNER, "localhost:1"));

        Problem unavailable = catchThrowableOfType(Problem.class, () -> retire(away, "leaving-depot"));

        assertThat(unavailable.code().code()).isEqualTo("UNAVAILABLE");
        assertThat(unavailable.getHeaders()).containsKey("Retry-After");
        assertThat(senders.find("leaving-depot").orElseThrow().retirement()).isNotNull();
        retire(registering, "leaving-depot");
        assertThatThrownBy(() -> send("leaving-depot", "budget.in.leaving-depot.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThat(senders.find("leaving-depot").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void senderThatWasReinstatedIsNotShutOutByAnEarlierRetirement() throws Exception {
        register("back-depot");
        retire(registering, "back-depot");
        registering.reinstate("back-depot", new Precondition.Seen(2), "chen");

        registering.shutOut("back-depot");

        send("back-depot", "budget.in.back-depot.v1");
    }

    @Test
    void registeredSenderHasTheLimitsThatItDidNotHaveBefore() throws Exception {
        setByteRate("large-depot", 8 << 20);

        register("steady-depot");
        register("large-depot");

        assertThat(limitsOf("steady-depot", 2))
                .isEqualTo(Map.of("producer_byte_rate", 4194304.0, "request_percentage", 25.0));
        assertThat(limitsOf("large-depot", 2))
                .isEqualTo(Map.of("producer_byte_rate", 8388608.0, "request_percentage", 25.0));
    }

    @Test
    void limitOfZeroIsNone() throws Exception {
        registeringBy(OWNER, settings(OWNER, kafka.bootstrapServers()).withSenderLimits(0, 50))
                .register("bulky-depot", body(), NEW, "chen");
        registeringBy(OWNER, settings(OWNER, kafka.bootstrapServers()).withSenderLimits(1_000, 0))
                .register("chatty-depot", body(), NEW, "chen");

        assertThat(limitsOf("bulky-depot", 1)).isEqualTo(Map.of("request_percentage", 50.0));
        assertThat(limitsOf("chatty-depot", 1)).isEqualTo(Map.of("producer_byte_rate", 1000.0));
    }

    /** A sender that hammers the brokers with what is nearly nothing. */
    @Test
    void senderBeyondItsShareOfRequestsIsDelayed() throws Exception {
        registeringBy(OWNER, settings(OWNER, kafka.bootstrapServers()).withSenderLimits(0, 1))
                .register("hasty-depot", body(), NEW, "chen");

        try (var hasty = producer("hasty-depot", Map.of("linger.ms", 0))) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (int i = 0; i < 100; i++) {
                    hasty.send(new ProducerRecord<>("budget.in.hasty-depot.v1", "key", ""))
                            .get();
                }
                return delayOf(hasty) > 0;
            });
        }
    }

    @Test
    void senderBeyondItsByteRateIsDelayedAndNobodyElse() throws Exception {
        registeringBy(OWNER, settings(OWNER, kafka.bootstrapServers()).withSenderLimits(2_000, 0))
                .register("busy-depot", body(), NEW, "chen");
        register("patient-depot");

        try (var busy = producer("busy-depot", Map.of());
                var patient = producer("patient-depot", Map.of())) {
            Awaitility.await().until(() -> {
                busy.send(of40Kilobytes("busy-depot")).get();
                return delayOf(busy) > 0;
            });
            patient.send(of40Kilobytes("patient-depot")).get();

            assertThat(delayOf(patient)).isZero();
        }
    }

    @Test
    void ownerThatMaySetNoLimitsRegistersAllTheSame() throws Exception {
        registeringBy(EARLIER_OWNER, settings(EARLIER_OWNER, kafka.bootstrapServers()))
                .register("free-depot", body(), NEW, "chen");

        send("free-depot", "indicator.in.free-depot.v1");
        assertThat(limitsOf("free-depot")).isEmpty();
    }

    private boolean somebodyWaits() {
        return plumbing.value(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .equals("1");
    }

    private static Settings settings(String owner, String brokers) {
        Settings.Security security =
                Settings.Security.sasl("SASL_PLAINTEXT", "SCRAM-SHA-512", owner, kafka.passwordOf(owner));
        return new Settings(brokers, owner, true, Settings.Outbox.QUICK, Settings.Inbox.QUICK, security);
    }

    private RegisteringSender registeringBy(String owner, Settings settings) {
        var topics = new SenderTopics(settings, owner.replace("-service", ""));
        return new RegisteringSender(senders, topics, Clock.systemUTC());
    }

    private void register(String sender) throws Exception {
        registering.register(sender, body(), NEW, "chen");
    }

    private static void retire(RegisteringSender registering, String sender) throws Exception {
        registering.retire(sender, new ObjectMapper().readTree("{\"reason\": \"replaced\"}"), "chen");
        registering.shutOut(sender);
    }

    private static JsonNode body() throws Exception {
        return new ObjectMapper().readTree("""
                {"regions": [{"regionCode": "440104", "from": "2024-01-01"}]}""");
    }

    private static void send(String principal, String topic) throws Exception {
        send(principal, topic, "by " + principal);
    }

    private static void send(String principal, String topic, String value) throws Exception {
        try (var producer = producer(principal, Map.of("compression.type", "zstd", "max.request.size", 24 << 20))) {
            producer.send(new ProducerRecord<>(topic, "key", value)).get();
        }
    }

    private static Producer<String, String> producer(String principal, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings(principal));
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static ProducerRecord<String, String> of40Kilobytes(String sender) {
        return new ProducerRecord<>("budget.in." + sender + ".v1", "key", "0".repeat(40_000));
    }

    /** The longest that the brokers have made the producer wait, in milliseconds. */
    private static double delayOf(Producer<?, ?> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("produce-throttle-time-max"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
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

    /** All of its limits, as soon as it has so many. */
    private static Map<String, Double> limitsOf(String sender, int count) {
        return Awaitility.await().until(() -> limitsOf(sender), limits -> limits.size() == count);
    }

    private static Map<String, Double> limitsOf(String sender) throws Exception {
        var user = ClientQuotaFilterComponent.ofEntity(ClientQuotaEntity.USER, sender);
        try (Admin admin = admin()) {
            return admin
                    .describeClientQuotas(ClientQuotaFilter.containsOnly(List.of(user)))
                    .entities()
                    .get()
                    .values()
                    .stream()
                    .findAny()
                    .orElse(Map.of());
        }
    }

    private static void setByteRate(String sender, double rate) throws Exception {
        var user = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, sender));
        var set = new ClientQuotaAlteration.Op("producer_byte_rate", rate);
        try (Admin admin = admin()) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(user, List.of(set))))
                    .all()
                    .get();
        }
        limitsOf(sender, 1);
    }

    private static Admin admin() {
        return Admin.create(kafka.clientSettings("admin"));
    }
}
