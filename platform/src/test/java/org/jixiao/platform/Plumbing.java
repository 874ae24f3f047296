package org.jixiao.platform;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jixiao.local.LocalKafka;
import org.jixiao.local.LocalPostgres;
import org.jixiao.platform.inbox.ConsumerLoop;
import org.jixiao.platform.inbox.ConsumerLoops;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.platform.outbox.OutboxRelay;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What one test needs: a database of its own in the one PostgreSQL, topics of its own on the one broker, and the real
 * clients with the settings of production. Ends whatever the test has started.
 */
public final class Plumbing implements BeforeEachCallback, AfterEachCallback {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private Servers servers;
    private String name;
    private AgroalDataSource database;
    private SimpleMeterRegistry meters;

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException, IOException {
        servers = Servers.of(context);
        name = "t" + TESTS.incrementAndGet();
        servers.postgres().createDatabase(name);
        database = connect(servers.postgres().jdbcUrl(name));
        meters = new SimpleMeterRegistry();
        execute(resource("/db/migration/V1__event_plumbing.sql"));
        execute(resource("/db/intake/V2__intake.sql"));
        execute(resource("/db/migration/V3__dead_letters_and_replays.sql"));
        execute(resource("/db/intake/V4__receipts_and_gaps.sql"));
        execute(resource("/db/intake/V5__sender_registry.sql"));
        execute(resource("/db/migration/V7__outbox_waiting.sql"));
        execute(resource("/db/migration/V8__first_answer.sql"));
        execute(resource("/db/migration/V9__find_dead_letters.sql"));
        execute(resource("/db/intake/V9_1__find_receipts_and_gaps.sql"));
        execute(resource("/db/intake/V9_2__find_receipts_of_a_time_by_id.sql"));
        execute(resource("/db/intake/V9_3__say_whom_receipts_and_gaps_concern.sql"));
        execute(resource("/db/migration/V9_4__restate_under_a_higher_epoch.sql"));
        execute(resource("/db/migration/V9_5__leave_newer_work_alone.sql"));
        execute(resource("/db/migration/V9_6__see_newer_work_by_its_version.sql"));
        execute(resource("/db/intake/V9_7__grants_begin_in_1900.sql"));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
        toClose.clear();
        database.close();
    }

    /** Unlike that of every other test; starts every topic. */
    public String name() {
        return name;
    }

    public LocalPostgres postgres() {
        return servers.postgres();
    }

    public LocalKafka kafka() {
        return servers.kafka();
    }

    public AgroalDataSource database() {
        return database;
    }

    public String jdbcUrl() {
        return servers.postgres().jdbcUrl(name);
    }

    public SimpleMeterRegistry meters() {
        return meters;
    }

    public Settings settings() {
        return settings(Settings.Outbox.QUICK, Settings.Inbox.QUICK);
    }

    public Settings settings(Settings.Outbox outbox, Settings.Inbox inbox) {
        return new Settings(servers.kafka().bootstrapServers(), name + "-service", true, outbox, inbox);
    }

    /** The name that a topic of this test would have. */
    public String topicName(String suffix) {
        return name + "." + suffix;
    }

    /** Creates a topic of this test. */
    public String topic(String suffix, int partitions) {
        String topic = topicName(suffix);
        try {
            servers.admin()
                    .createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return topic;
    }

    /** How many consumers the group of a subscription has. */
    public int members(String subscription) {
        String group = settings().service() + "." + subscription;
        try {
            return servers.admin()
                    .describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .size();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A producer as the relay of a service has it. */
    public Producer<byte[], byte[]> producer() {
        return producer(Settings.Outbox.QUICK, Map.of());
    }

    /** The same with some of the client's settings replaced. */
    public Producer<byte[], byte[]> producer(Settings.Outbox outbox, Map<String, Object> replaced) {
        Map<String, Object> properties =
                new HashMap<>(plumbing(settings(outbox, Settings.Inbox.QUICK)).producerProperties());
        properties.putAll(replaced);
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        toClose.push(() -> producer.close(Duration.ZERO));
        return producer;
    }

    /** A consumer as the loop of a service has it, with some of the client's settings replaced. */
    public Consumer<byte[], byte[]> consumer(
            Subscription subscription, Settings.Inbox inbox, Map<String, Object> replaced) {
        Map<String, Object> properties =
                new HashMap<>(loops(settings(Settings.Outbox.QUICK, inbox)).consumerProperties(subscription));
        properties.putAll(replaced);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A relay on this test's database. */
    public OutboxRelay relay() {
        return relay(database, producer(), Settings.Outbox.QUICK);
    }

    public OutboxRelay relay(DataSource source, Producer<byte[], byte[]> producer, Settings.Outbox outbox) {
        return new OutboxRelay(source, producer, outbox, meters, Clock.systemUTC());
    }

    /** A loop on this test's database. */
    public ConsumerLoop loop(Subscription subscription) {
        return loop(subscription, database, Settings.Inbox.QUICK, Map.of());
    }

    public ConsumerLoop loop(
            Subscription subscription, DataSource source, Settings.Inbox inbox, Map<String, Object> replaced) {
        return new ConsumerLoop(
                subscription, source, consumer(subscription, inbox, replaced), inbox, meters, Clock.systemUTC());
    }

    /** Runs a relay or loop in a thread of its own, until it is closed by the test or after it. */
    public <T extends Runnable & AutoCloseable> Thread run(T running) {
        Thread thread = Thread.ofPlatform()
                .name(name + "-" + running.getClass().getSimpleName())
                .start(running);
        toClose.push(() -> {
            running.close();
            if (!thread.join(PATIENCE)) {
                throw new AssertionError(thread + " did not end");
            }
        });
        return thread;
    }

    /** The event plumbing of a service with this test's database and topics. */
    public EventPlumbing plumbing(Settings settings, Subscription... subscriptions) {
        return new EventPlumbing(
                settings, database, meters, Clock.systemUTC(), List.of(subscriptions), loops(settings), List.of());
    }

    private ConsumerLoops loops(Settings settings) {
        return new ConsumerLoops(settings, database, meters, Clock.systemUTC());
    }

    /** Everything that is on a topic now, partition by partition, as a consumer of the contract sees it. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers.kafka().bootstrapServers(),
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                20,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
        records.sort(Comparator.comparing(ConsumerRecord<byte[], byte[]>::partition)
                .thenComparing(ConsumerRecord<byte[], byte[]>::offset));
        return records;
    }

    /** Runs statements on their own. */
    public void execute(String sql) throws SQLException {
        inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    /** The rows of a query, each with its columns as text beside each other. */
    public List<List<String>> rows(String sql, Object... parameters) {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.add(row.getString(i));
                    }
                    rows.add(columns);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /** The only value that a query gives. */
    public String value(String sql, Object... parameters) {
        return rows(sql, parameters).getFirst().getFirst();
    }

    /** How many rows of the outbox wait. */
    public int unpublished() {
        return Integer.parseInt(value("select count(*) from outbox_waiting"));
    }

    /** Something to be done in one transaction. */
    public interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** Does it in one transaction: commits, or rolls back when it fails. */
    public void inTransaction(Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** A small pool with the manners of a service's pool. */
    public static AgroalDataSource connect(String jdbcUrl) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(20)
                        .acquisitionTimeout(Duration.ofSeconds(2))
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(jdbcUrl)
                                .principal(new NamePrincipal("postgres"))
                                .credential(new SimplePassword("postgres")))));
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = Plumbing.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
