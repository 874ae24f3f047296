package org.jixiao.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;
import org.jixiao.platform.EventsConfig;

/**
 * Publishes the outbox: lock the shards in which something waits, read their first rows in order, send, wait for every
 * acknowledgement, mark, commit. A crash in between sends some rows twice and loses none. A row whose key is still in flight waits for its
 * predecessor's acknowledgement, so that a failed send can never be overtaken by a later version.
 */
public final class OutboxRelay implements Runnable, AutoCloseable {

    /** Gauge: rows that wait to be published. */
    public static final String UNPUBLISHED = "jixiao.outbox.unpublished";
    /** Gauge: age of the oldest row that waits, in seconds. */
    public static final String OLDEST = "jixiao.outbox.oldest.seconds";
    /** Summary: rows that were sent and marked in one transaction. */
    public static final String BATCH = "jixiao.outbox.batch.size";
    /** Counter: sends that the brokers did not acknowledge. */
    public static final String FAILED = "jixiao.outbox.failed";

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(5);

    private final DataSource database;
    private final Producer<byte[], byte[]> producer;
    private final EventsConfig.Outbox config;
    private final Clock clock;
    private final DistributionSummary batchSize;
    private final Counter failed;
    private final AtomicLong unpublished = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();
    /** Topics, and ordering keys, that are left alone until a time, because a send has failed. */
    private final Map<String, Instant> resting = new HashMap<>();

    private Instant nextHousekeeping = Instant.MIN;
    private long purgeBehind;
    private volatile boolean stopping;

    public OutboxRelay(
            DataSource database,
            Producer<byte[], byte[]> producer,
            EventsConfig.Outbox config,
            MeterRegistry meters,
            Clock clock) {
        this.database = database;
        this.producer = producer;
        this.config = config;
        this.clock = clock;
        this.batchSize = meters.summary(BATCH);
        this.failed = meters.counter(FAILED);
        meters.gauge(UNPUBLISHED, unpublished);
        meters.gauge(OLDEST, oldestSeconds);
    }

    /** Publishes until it is closed; outlives every fault of the database and the brokers. */
    @Override
    public void run() {
        while (!stopping) {
            try {
                keepHouse();
                if (publishAll() == 0) {
                    rest(config.pollInterval());
                }
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("event=outbox_round_failed reason=\"%s\"", e);
                LOG.debug("event=outbox_round_failed", e);
                rest(config.retryInterval());
            }
        }
    }

    /** Publishes what is there now, a batch at most, and says how many rows were marked. */
    public int publishAll() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            List<Short> busy = Outbox.busyShards(connection);
            return busy.isEmpty() ? 0 : publish(connection, busy);
        }
    }

    /** Ends the loop; the batch in hand is finished first. */
    @Override
    public void close() {
        stopping = true;
    }

    private int publish(Connection connection, List<Short> busy) throws SQLException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            int published = 0;
            List<Short> shards = Outbox.lock(connection, busy);
            if (!shards.isEmpty()) {
                List<Long> acknowledged = send(connection, read(connection, shards));
                Outbox.mark(connection, shards, acknowledged);
                published = acknowledged.size();
            }
            connection.commit();
            committed = true;
            if (published > 0) {
                batchSize.record(published);
            }
            return published;
        } finally {
            if (!committed) {
                connection.rollback();
            }
        }
    }

    private List<Outbox.Row> read(Connection connection, List<Short> shards) throws SQLException {
        Instant now = clock.instant();
        resting.values().removeIf(until -> until.isBefore(now));
        return Outbox.read(connection, shards, resting.keySet(), config.batchSize());
    }

    /**
     * Sends in waves without a repeated key: first what is first of its key, then what is second, and so on. After a
     * failure nothing of its topic or key that comes after it is sent in this round.
     */
    private List<Long> send(Connection connection, List<Outbox.Row> rows) throws SQLException {
        List<Long> acknowledged = new ArrayList<>();
        boolean later = false;
        for (List<Outbox.Row> wave : waves(rows)) {
            if (later) {
                Outbox.requireLock(connection);
            }
            later = true;
            Map<Outbox.Row, Future<RecordMetadata>> inFlight = new LinkedHashMap<>();
            for (Outbox.Row row : wave) {
                if (!resting.containsKey(row.record().topic()) && !resting.containsKey(row.orderingKey())) {
                    submit(row, inFlight);
                }
            }
            await(inFlight, acknowledged);
        }
        return acknowledged;
    }

    private static List<List<Outbox.Row>> waves(List<Outbox.Row> rows) {
        List<List<Outbox.Row>> waves = new ArrayList<>();
        Map<String, Integer> sent = new HashMap<>();
        for (Outbox.Row row : rows) {
            int wave = sent.merge(row.orderingKey(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(row);
        }
        return waves;
    }

    /** A missing topic or an oversized record is refused here and at once, the former after {@code max.block.ms}. */
    private void submit(Outbox.Row row, Map<Outbox.Row, Future<RecordMetadata>> wave) {
        try {
            Future<RecordMetadata> sent = producer.send(row.record());
            if (sent.state() == Future.State.FAILED) {
                failed(row, sent.exceptionNow());
            } else {
                wave.put(row, sent);
            }
        } catch (KafkaException e) {
            failed(row, e);
        }
    }

    private void await(Map<Outbox.Row, Future<RecordMetadata>> wave, List<Long> acknowledged) {
        producer.flush();
        wave.forEach((row, sent) -> {
            try {
                sent.get();
                acknowledged.add(row.id());
            } catch (ExecutionException e) {
                failed(row, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for acknowledgements", e);
            }
        });
    }

    /** Rests the topic; for a record that is itself at fault only what must not overtake it. */
    private void failed(Outbox.Row row, Throwable cause) {
        failed.increment();
        String rests = cause instanceof RecordTooLargeException
                ? row.orderingKey()
                : row.record().topic();
        resting.put(rests, clock.instant().plus(config.retryInterval()));
        LOG.warnf(
                "event=outbox_send_failed topic=%s row=%d reason=\"%s\"",
                row.record().topic(), row.id(), cause);
    }

    private void keepHouse() throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(nextHousekeeping)) {
            return;
        }
        nextHousekeeping = now.plus(HOUSEKEEPING);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            Outbox.Backlog backlog = Outbox.backlog(connection);
            unpublished.set(backlog.rows());
            oldestSeconds.set(backlog.ageAt(now).toSeconds());
            purgeBehind = Outbox.purge(connection, now.minus(config.retention()), purgeBehind);
        }
    }

    private void rest(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
