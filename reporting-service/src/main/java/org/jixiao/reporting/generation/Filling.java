package org.jixiao.reporting.generation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.platform.inbox.ChoreLoop;
import org.jixiao.platform.inbox.Fault;
import org.jixiao.reporting.generation.TopicEnds.Reach;

/**
 * Fills empty generations in bulk, by hands that also {@linkplain CatchingUp catch up}. All replicas share out the portions; when
 * the last is there, whoever sees it first adds up, and the ordinary batches go on where each portion ended.
 */
@ApplicationScoped
class Filling {

    private static final Logger LOG = Logger.getLogger(Filling.class);
    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration REACH_LASTS = Duration.ofSeconds(5);
    private static final int RENEWALS = 5;

    private final DataSource database;
    private final Sources sources;
    private final Portions portions;
    private final Keeping keeping;
    private final TopicEnds topicEnds;
    private final EventsConfig events;
    private final ProjectionsConfig config;
    private final List<ChoreLoop> loops;
    private Reached reached = new Reached(0, 0, Map.of());
    private volatile boolean closed;

    Filling(
            DataSource database,
            Sources sources,
            Portions portions,
            Keeping keeping,
            TopicEnds topicEnds,
            EventsConfig events,
            ProjectionsConfig config,
            CatchingUp catchingUp,
            MeterRegistry meters) {
        this.database = database;
        this.sources = sources;
        this.portions = portions;
        this.keeping = keeping;
        this.topicEnds = topicEnds;
        this.events = events;
        this.config = config;
        this.loops = Stream.generate(() -> new ChoreLoop(List.of(new Hand(), catchingUp.hand()), REST, meters))
                .limit(events.inbox().threads())
                .toList();
    }

    void begin(@Observes StartupEvent event) {
        if (events.enabled()) {
            Thread.Builder threads = Thread.ofPlatform().name("filling-", 0).daemon();
            loops.forEach(threads::start);
        }
    }

    /** There is a generation to fill: this replica begins at once, the others when they come round to it. */
    void call() {
        loops.forEach(ChoreLoop::call);
    }

    void end(@Observes ShutdownEvent event) {
        closed = true;
        loops.forEach(ChoreLoop::close);
    }

    /** How far the topics reached, for a generation. */
    private record Reached(int generation, long at, Map<TopicPartition, Reach> reaches) {}

    /** As of a moment ago: to ask for each portion would take as long as to read a small one. What comes later is for the batches. */
    private synchronized Map<TopicPartition, Reach> reaches(int generation) {
        long now = System.nanoTime();
        if (reached.generation != generation || now - reached.at > REACH_LASTS.toNanos()) {
            reached = new Reached(generation, now, topicEnds.of(sources.bulk().topics()));
        }
        return reached.reaches;
    }

    /** One of those that fill at the same time: one reads while another waits for the database. */
    private final class Hand implements Chore {

        private Bulk.Reader reader;

        @Override
        public boolean round() throws SQLException {
            Optional<Portions.Due> due = portions.due();
            if (due.isEmpty()) {
                letGo();
                return false;
            }
            int generation = due.get().generation();
            Map<TopicPartition, Reach> reaches = reaches(generation);
            if (!due.get().isDivided()) {
                portions.divide(generation, parts(reaches));
            }
            Optional<Portions.Claim> claim = portions.claim(generation, config.claim());
            if (claim.isPresent()) {
                fill(claim.get(), reaches);
                return true;
            }
            if (portions.complete(generation)) {
                LOG.infof("event=generation_filled generation=%d", generation);
                keeping.round();
                portions.analyze(generation);
            }
            return false;
        }

        private void fill(Portions.Claim claim, Map<TopicPartition, Reach> reaches) throws SQLException {
            boolean filled = false;
            try {
                Progress progress = new Progress(claim);
                Bulk.Gathered gathered = reader().read(claim.part(), reaches, refused(), progress);
                long rows = portions.fill(claim, gathered);
                filled = true;
                LOG.infof(
                        "event=portion_filled generation=%d part=%d records=%d rows=%d",
                        claim.generation(), claim.part(), progress.records, rows);
            } catch (SQLException | RuntimeException e) {
                if (Fault.willPass(e) || e instanceof KafkaException) {
                    throw e;
                }
                LOG.warnf(
                        "event=bulk_given_up generation=%d part=%d fault=%s state=%s consequence=filled_by_batches",
                        claim.generation(),
                        claim.part(),
                        e.getClass().getName(),
                        e instanceof SQLException sql ? sql.getSQLState() : null);
                LOG.debug("event=bulk_given_up", e);
                portions.giveUp(claim.generation());
            } finally {
                if (!filled) {
                    letGo();
                }
            }
        }

        private Bulk.Reader reader() {
            if (reader == null) {
                reader = sources.bulk().open();
            }
            return reader;
        }

        private void letGo() {
            if (reader != null) {
                reader.close();
                reader = null;
            }
        }
    }

    /** Keeps what is claimed, and the pace. */
    private final class Progress implements Bulk.Progress {

        private final Portions.Claim claim;
        private final Pace pace;
        private long records;
        private long renewAt = System.nanoTime();

        Progress(Portions.Claim claim) {
            this.claim = claim;
            this.pace = keeping.pace(claim.generation());
        }

        @Override
        public void passed(int more) throws SQLException {
            records += more;
            pace.after(more);
            if (closed) {
                throw new SQLTransientException("the service is stopping");
            }
            if (System.nanoTime() >= renewAt) {
                portions.renew(claim, config.claim(), records);
                renewAt = System.nanoTime() + config.claim().toNanos() / RENEWALS;
            }
        }
    }

    /** What readers see was read by somebody, and what of it could not be read was refused. */
    private Map<TopicPartition, Long> refused() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Position.ofReaders(connection, sources).next();
        }
    }

    /** How many partitions each of the topics has; 0 when they do not have as many. */
    private int parts(Map<TopicPartition, Reach> reaches) {
        List<Long> counts = sources.bulk().topics().stream()
                .map(topic -> reaches.keySet().stream()
                        .filter(each -> each.topic().equals(topic))
                        .count())
                .distinct()
                .toList();
        return counts.size() == 1 ? Math.toIntExact(counts.getFirst()) : 0;
    }
}
