package org.jixiao.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.inbox.InboxOffsets.Verdict;

/**
 * Polls, applies what one poll brought of a partition in one database transaction together with the partition's next
 * offset, and seeks to the stored offset on assignment. Kafka's own committed offsets only feed lag dashboards.
 *
 * <p>An owner that was paused and has lost its partition fails the compare-and-set on the offset: its batch is rolled
 * back and it reads the stored offset again. A transient fault rests the partition and reads the same batch again.
 * A fault that will not pass is narrowed down to the record that causes it, which is rejected.
 */
public final class ConsumerLoop implements Runnable, AutoCloseable {

    /** Summary by subscription: records that were applied in one transaction. */
    public static final String BATCH = "jixiao.inbox.batch.size";
    /** Counter by subscription: batches rolled back because another owner had moved the offset. */
    public static final String FENCED = "jixiao.inbox.fenced";
    /** Counter by subscription: batches that a transient fault rolled back. */
    public static final String RETRIED = "jixiao.inbox.retried";

    private static final Duration POLL = Duration.ofMillis(200);

    private final Subscription subscription;
    private final Consumer<byte[], byte[]> consumer;
    private final EventsConfig.Inbox config;
    private final Clock clock;
    private final InboxOffsets offsets;
    private final LoopWatch watch;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Instant> resting = new HashMap<>();
    private volatile boolean stopping;

    public ConsumerLoop(
            Subscription subscription,
            DataSource database,
            Consumer<byte[], byte[]> consumer,
            EventsConfig.Inbox config,
            MeterRegistry meters,
            Clock clock) {
        this(subscription, database, consumer, config, clock, new LoopWatch(meters, subscription.name()));
    }

    private ConsumerLoop(
            Subscription subscription,
            DataSource database,
            Consumer<byte[], byte[]> consumer,
            EventsConfig.Inbox config,
            Clock clock,
            LoopWatch watch) {
        this.subscription = subscription;
        this.consumer = consumer;
        this.config = config;
        this.clock = clock;
        this.watch = watch;
        this.offsets = new InboxOffsets(subscription.name(), database);
    }

    /**
     * As many loops as the configuration says, which share out the partitions of one subscription like as many replicas: one
     * reads and checks its batch while another waits for the database.
     *
     * @param consumers makes the consumer of one loop
     */
    public static List<ConsumerLoop> several(
            Subscription subscription,
            DataSource database,
            Supplier<Consumer<byte[], byte[]>> consumers,
            EventsConfig.Inbox config,
            MeterRegistry meters,
            Clock clock) {
        LoopWatch watch = new LoopWatch(meters, subscription.name());
        return Stream.generate(consumers)
                .limit(config.threads())
                .map(consumer -> new ConsumerLoop(subscription, database, consumer, config, clock, watch))
                .toList();
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
                } catch (RuntimeException e) {
                    watch.roundFailed(e);
                    startOver();
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
            if (stopping) {
                return;
            }
            if (leaves(partition)) {
                continue;
            }
            if (next.containsKey(partition)) {
                watch.readFrom(
                        partition,
                        next.get(partition),
                        polled.records(partition).getFirst().offset());
                process(partition, polled.records(partition));
            } else {
                restAndReread(partition);
            }
        }
        watch.lag(consumer);
    }

    /** After a fault between a poll and its batches, the next poll would go on behind records that nobody has applied. */
    private void startOver() {
        next.clear();
        consumer.assignment().forEach(this::restAndReread);
        LockSupport.parkNanos(config.retryInterval().toNanos());
    }

    private void process(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        long after = records.getLast().offset() + 1;
        Verdict verdict = attempt(partition, after, connection -> subscription.apply(connection, records));
        if (verdict == Verdict.HOPELESS) {
            narrowDown(partition, records);
        } else {
            settle(partition, records.size(), verdict);
        }
    }

    private void settle(TopicPartition partition, int size, Verdict verdict) {
        switch (verdict) {
            case APPLIED -> {
                watch.applied(size);
                commitForDashboards(partition);
                subscription.after(size);
            }
            case FENCED -> {
                watch.fenced(partition);
                next.remove(partition);
                restAndReread(partition);
            }
            case TRANSIENT, HOPELESS -> {
                watch.retried();
                restAndReread(partition);
            }
        }
    }

    private Verdict attempt(TopicPartition partition, long after, InboxOffsets.Effect effect) {
        Verdict verdict = offsets.move(partition, next.get(partition), after, effect);
        if (verdict == Verdict.APPLIED) {
            next.put(partition, after);
        }
        return verdict;
    }

    /** Halves the batch until the record that fails on its own is found; if it fails once more, it is rejected. */
    private void narrowDown(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.size() == 1) {
            rejectOrApply(partition, records.getFirst());
            return;
        }
        int half = records.size() / 2;
        process(partition, records.subList(0, half));
        boolean firstHalfApplied = Optional.ofNullable(next.get(partition)).orElse(-1L)
                == records.get(half - 1).offset() + 1;
        if (firstHalfApplied) {
            process(partition, records.subList(half, records.size()));
        }
    }

    /** Applies it after all, when it failed only because another transaction, since ended, was in its way. */
    private void rejectOrApply(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        long after = record.offset() + 1;
        Verdict verdict = attempt(partition, after, connection -> subscription.apply(connection, List.of(record)));
        if (verdict == Verdict.HOPELESS) {
            verdict = attempt(
                    partition, after, connection -> subscription.reject(connection, record, "cannot be applied"));
        }
        settle(partition, 1, verdict);
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
            if (!leaves(partition)) {
                wake(partition);
            }
        }
    }

    /** Rests a partition that is in other hands; the stored offset will be another when it wakes. */
    private boolean leaves(TopicPartition partition) {
        if (!subscription.isInOtherHands(partition)) {
            return false;
        }
        next.remove(partition);
        restAndReread(partition);
        return true;
    }

    private void wake(TopicPartition partition) {
        resting.remove(partition);
        if (next.containsKey(partition) || seekToStored(partition)) {
            consumer.resume(List.of(partition));
        }
    }

    /** Without a database the partition rests and is tried again; the consumer stays in its group meanwhile. */
    private boolean seekToStored(TopicPartition partition) {
        try {
            long beginning = consumer.beginningOffsets(List.of(partition)).get(partition);
            long stored = offsets.readOrStartAt(partition, beginning);
            watch.stored(partition, stored, beginning);
            next.put(partition, stored);
            consumer.seek(partition, stored);
            return true;
        } catch (SQLException | KafkaException e) {
            watch.seekFailed(partition, e);
            restAndReread(partition);
            return false;
        }
    }

    private void commitForDashboards(TopicPartition partition) {
        consumer.commitAsync(Map.of(partition, new OffsetAndMetadata(next.get(partition))), (committed, failure) -> {
            // a lost commit costs nothing: the stored offset is the one that counts
        });
    }

    private final class SeekToStoredOffsets implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                if (!seekToStored(partition)) {
                    watch.assignedResting(partition);
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
            watch.forget(partition);
        }
    }
}
