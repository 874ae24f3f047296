package org.jixiao.platform.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jixiao.platform.EventsConfig;

/**
 * Polls, applies what one poll brought of a partition in one database transaction together with the partition's next
 * offset, and seeks to the stored offset on assignment. Kafka's own committed offsets only feed lag dashboards.
 *
 * <p>An owner that was paused and has lost its partition fails the compare-and-set on the offset: its batch is rolled
 * back and it reads the stored offset again. A transient fault rests the partition and reads the same batch again.
 * A fault that will not pass is narrowed down to the record that causes it, which is rejected.
 */
public final class ConsumerLoop implements Runnable, AutoCloseable {

    /** Gauge by topic and partition: records that are still to be applied. */
    public static final String LAG = "jixiao.inbox.lag";
    /** Summary by subscription: records that were applied in one transaction. */
    public static final String BATCH = "jixiao.inbox.batch.size";
    /** Counter by subscription: batches rolled back because another owner had moved the offset. */
    public static final String FENCED = "jixiao.inbox.fenced";
    /** Counter by subscription: batches that a transient fault rolled back. */
    public static final String RETRIED = "jixiao.inbox.retried";

    private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Subscription subscription;
    private final DataSource database;
    private final Consumer<byte[], byte[]> consumer;
    private final EventsConfig.Inbox config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final InboxOffsets offsets;
    private final DistributionSummary batchSize;
    private final Counter fenced;
    private final Counter retried;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Instant> resting = new HashMap<>();
    private final Map<TopicPartition, AtomicLong> lags = new HashMap<>();
    private volatile boolean stopping;

    public ConsumerLoop(
            Subscription subscription,
            DataSource database,
            Consumer<byte[], byte[]> consumer,
            EventsConfig.Inbox config,
            MeterRegistry meters,
            Clock clock) {
        this.subscription = subscription;
        this.database = database;
        this.consumer = consumer;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        this.offsets = new InboxOffsets(subscription.name());
        this.batchSize = meters.summary(BATCH, "subscription", subscription.name());
        this.fenced = meters.counter(FENCED, "subscription", subscription.name());
        this.retried = meters.counter(RETRIED, "subscription", subscription.name());
    }

    /** Consumes until it is closed; the batch in hand is finished first, then the consumer leaves its group. */
    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(subscription.topics(), new SeekToStoredOffsets());
            while (!stopping) {
                try {
                    round();
                } catch (WakeupException e) {
                    // closed: the loop's condition ends it
                } catch (KafkaException e) {
                    LOG.warnf("event=poll_failed subscription=%s reason=\"%s\"", subscription.name(), e.getMessage());
                    LOG.debug("event=poll_failed", e);
                }
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
    }

    private void round() {
        wakeRested();
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        for (TopicPartition partition : polled.partitions()) {
            if (next.containsKey(partition)) {
                reportReset(partition, polled.records(partition).getFirst().offset());
                process(partition, polled.records(partition));
            } else {
                restAndReread(partition);
            }
        }
        measureLag();
    }

    private void process(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        switch (attempt(partition, records)) {
            case APPLIED -> {
                batchSize.record(records.size());
                commitForDashboards(partition);
            }
            case FENCED -> {
                fenced.increment();
                LOG.warnf("event=fenced subscription=%s partition=%s", subscription.name(), partition);
                next.remove(partition);
                restAndReread(partition);
            }
            case TRANSIENT -> {
                retried.increment();
                restAndReread(partition);
            }
            case HOPELESS -> narrowDown(partition, records);
        }
    }

    /** The topic was made anew or cut, and is read from its beginning. Versions guard against applying twice. */
    private void reportReset(TopicPartition partition, long offset) {
        if (offset < next.get(partition)) {
            LOG.errorf(
                    "event=stored_offset_out_of_range subscription=%s partition=%s stored=%d read_from=%d",
                    subscription.name(), partition, next.get(partition), offset);
        }
    }

    private Verdict attempt(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        return attempt(partition, records.getLast().offset() + 1, connection -> subscription.apply(connection, records));
    }

    private Verdict attempt(TopicPartition partition, long after, Effect effect) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!offsets.move(connection, partition, next.get(partition), after)) {
                    connection.rollback();
                    return Verdict.FENCED;
                }
                effect.on(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                rollback(connection);
                throw e;
            }
            next.put(partition, after);
            return Verdict.APPLIED;
        } catch (SQLException | RuntimeException e) {
            Verdict verdict = passes(e) ? Verdict.TRANSIENT : Verdict.HOPELESS;
            LOG.warnf(
                    "event=batch_failed subscription=%s partition=%s verdict=%s reason=\"%s\"",
                    subscription.name(), partition, verdict, e.getMessage());
            LOG.debug("event=batch_failed", e);
            return verdict;
        }
    }

    /** Halves the batch until the record that fails on its own is found, and rejects that one. */
    private void narrowDown(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.size() == 1) {
            ConsumerRecord<byte[], byte[]> record = records.getFirst();
            Verdict verdict = attempt(
                    partition,
                    record.offset() + 1,
                    connection -> subscription.reject(connection, record, "cannot be applied"));
            if (verdict != Verdict.APPLIED) {
                restAndReread(partition);
            }
            return;
        }
        int half = records.size() / 2;
        process(partition, records.subList(0, half));
        boolean firstHalfApplied =
                Optional.ofNullable(next.get(partition)).orElse(-1L) == records.get(half - 1).offset() + 1;
        if (firstHalfApplied) {
            process(partition, records.subList(half, records.size()));
        }
    }

    /** Rests the partition; when it wakes, the stored offset says where to go on. */
    private void restAndReread(TopicPartition partition) {
        resting.put(partition, clock.instant().plus(config.retryInterval()));
        consumer.pause(List.of(partition));
        Long position = next.get(partition);
        if (position != null) {
            consumer.seek(partition, position);
        }
    }

    private void wakeRested() {
        Instant now = clock.instant();
        List<TopicPartition> rested = resting.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        for (TopicPartition partition : rested) {
            resting.remove(partition);
            if (next.containsKey(partition) || seekToStored(partition)) {
                consumer.resume(List.of(partition));
            }
        }
    }

    /** Without a database the partition rests and is tried again; the consumer stays in its group meanwhile. */
    private boolean seekToStored(TopicPartition partition) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            long beginning = consumer.beginningOffsets(List.of(partition)).get(partition);
            long stored = offsets.readOrStartAt(connection, partition, beginning);
            next.put(partition, stored);
            consumer.seek(partition, stored);
            return true;
        } catch (SQLException | KafkaException e) {
            LOG.warnf(
                    "event=seek_failed subscription=%s partition=%s reason=\"%s\"",
                    subscription.name(), partition, e.getMessage());
            restAndReread(partition);
            return false;
        }
    }

    private void commitForDashboards(TopicPartition partition) {
        consumer.commitAsync(Map.of(partition, new OffsetAndMetadata(next.get(partition))), (committed, failure) -> {
            // a lost commit costs nothing: the stored offset is the one that counts
        });
    }

    private void measureLag() {
        for (TopicPartition partition : consumer.assignment()) {
            consumer.currentLag(partition).ifPresent(lag -> lags.computeIfAbsent(
                            partition,
                            created -> meters.gauge(
                                    LAG,
                                    List.of(
                                            Tag.of("topic", created.topic()),
                                            Tag.of(
                                                    "partition", Integer.toString(created.partition()))),
                                    new AtomicLong()))
                    .set(lag));
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("event=rollback_failed", e);
        }
    }

    /** Whether the same batch may succeed later: lost connections, deadlocks, time-outs, a full or stopping server. */
    private static boolean passes(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
                return true;
            }
            if (cause instanceof SQLException sql && passes(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Class 42 is a missing table or column: a deployment that is not finished, not a fault of the record. */
    private static boolean passes(String state) {
        return state == null || Set.of("08", "25", "40", "42", "53", "55", "57", "58", "XX").contains(state.substring(0, 2));
    }

    private enum Verdict {
        APPLIED,
        FENCED,
        TRANSIENT,
        HOPELESS
    }

    private interface Effect {
        void on(Connection connection) throws SQLException;
    }

    private final class SeekToStoredOffsets implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                if (!seekToStored(partition)) {
                    LOG.infof("event=assigned_resting subscription=%s partition=%s", subscription.name(), partition);
                }
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(this::forget);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(this::forget);
        }

        private void forget(TopicPartition partition) {
            next.remove(partition);
            resting.remove(partition);
            Optional.ofNullable(lags.get(partition)).ifPresent(lag -> lag.set(0));
        }
    }
}
