package org.jixiao.reporting.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.platform.inbox.ChoreLoop;
import org.jixiao.platform.inbox.Rest;
import org.jixiao.reporting.answer.Snapshots;
import org.jixiao.reporting.generation.Position;
import org.jixiao.reporting.generation.SearchPath;
import org.jixiao.reporting.generation.Serving;
import org.jixiao.reporting.generation.Sources;
import org.jixiao.reporting.generation.TopicEnds;
import org.jixiao.reporting.generation.TopicEnds.Reach;
import org.jixiao.reporting.projection.Flood;

/**
 * Holds the read model against what it should be, round after round, slice by slice of the departments. What differs from a
 * digest is looked at once more when everything that was on the topics has been applied: only what is exactly the same then is a
 * difference, and being behind is none. One replica does the round, of those that serve; all of them tell its result.
 */
@ApplicationScoped
class Reconciling {

    /** Gauge by kind: what differs; must be 0. */
    static final String DIFFERENCE = "jixiao.reconciliation.difference";
    /** Gauge: seconds since every kind had its last round, or since the start; far above the rest between rounds is an alarm. */
    static final String AGE = "jixiao.reconciliation.age.seconds";

    private static final Logger LOG = Logger.getLogger(Reconciling.class);
    /** All of them are in the answer; where everything differs, a log of all would hide what else is in it. */
    private static final int MOST_LOGGED = 20;

    /** After each slice: a round works at most a fifth of the time, and never takes a processor for long. */
    private static final Rest REST = Rest.times(4);

    /** A round waits so long for the end of a flood. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

    private final Serving serving;
    private final Flood flood;
    private final Snapshots snapshots;
    private final Reconciliations reconciliations;
    private final Sources sources;
    private final TopicEnds topicEnds;
    private final EventsConfig events;
    private final ReconciliationConfig config;
    private final Clock clock;
    private final ChoreLoop loop;
    private final Map<Kind, AtomicLong> differences = new EnumMap<>(Kind.class);
    private Instant lastRound;
    private volatile Instant checkedAt;
    /** Where the topics ended at the round before. */
    private Map<TopicPartition, Reach> before = Map.of();

    Reconciling(
            Serving serving,
            Flood flood,
            Snapshots snapshots,
            Reconciliations reconciliations,
            Sources sources,
            TopicEnds topicEnds,
            EventsConfig events,
            ReconciliationConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.serving = serving;
        this.flood = flood;
        this.snapshots = snapshots;
        this.reconciliations = reconciliations;
        this.sources = sources;
        this.topicEnds = topicEnds;
        this.events = events;
        this.config = config;
        this.clock = clock;
        this.loop = new ChoreLoop(List.<Chore>of(this::round), config.every(), meters);
        this.checkedAt = clock.instant();
        this.lastRound = checkedAt;
        for (Kind kind : Kind.values()) {
            differences.put(kind, meters.gauge(DIFFERENCE, List.of(kindTag(kind)), new AtomicLong()));
        }
        Gauge.builder(AGE, this::ageSeconds).register(meters);
    }

    void begin(@Observes StartupEvent event) {
        if (events.enabled()) {
            Thread.ofPlatform().name("reconciliation").daemon().start(loop);
        }
    }

    void end(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** A cycle, unless that has to wait. */
    boolean round() throws SQLException {
        boolean waits = flood.isOn() && clock.instant().isBefore(lastRound.plus(LONGEST_DELAY));
        if (!waits && serving.isServing()) {
            reconciliations.alone(this::cycle);
            lastRound = clock.instant();
        }
        tell();
        return false;
    }

    /** What was found, whichever replica has found it. */
    void tell() throws SQLException {
        Reconciliation told = reconciliations.read();
        told.kinds().forEach(each -> differences.get(each.kind()).set(each.difference()));
        if (told.checkedAt() != null) {
            checkedAt = told.checkedAt();
        }
    }

    /** Of now, whether or not the thread that looks has come to look. */
    private long ageSeconds() {
        return Math.max(0, Duration.between(checkedAt, clock.instant()).toSeconds());
    }

    /** One round of every kind. */
    void cycle() throws SQLException {
        sums(Kind.TOTALS, Looking::totals);
        sums(Kind.ASSESSMENT_TOTALS, Looking::assessmentTotals);
        digests(Kind.BUDGET);
        digests(Kind.INDICATOR);
        digests(Kind.ASSESSMENTS);
        digests(Kind.DEPARTMENTS);
        offsets();
    }

    private void sums(Kind kind, Summing summing) throws SQLException {
        List<Difference> found = new ArrayList<>();
        Counts counts = eachSlice(after -> snapshots.read(connection -> summing.behind(connection, after)), found);
        keep(kind, counts, found);
    }

    private void digests(Kind kind) throws SQLException {
        Instant settled = clock.instant().minus(config.settle());
        List<Difference> found = new ArrayList<>();
        Counts counts = look(kind, settled, found);
        if (!found.isEmpty()) {
            List<Difference> again = new ArrayList<>();
            if (awaitApplied()) {
                look(kind, settled, again);
            }
            found.retainAll(again);
        }
        keep(kind, counts, found);
    }

    private Counts look(Kind kind, Instant settled, List<Difference> found) throws SQLException {
        return eachSlice(
                after -> snapshots.read(connection -> Looking.digests(connection, kind, after, settled)), found);
    }

    /** How many departments and years were compared, and how many of them cannot be judged yet. */
    private record Counts(long compared, long waiting) {}

    /** Totals behind a place against their parts. */
    private interface Summing {
        Slice behind(Connection connection, Slice.Place after) throws SQLException;
    }

    private interface Look {
        Slice behind(Slice.Place after) throws SQLException;
    }

    private Counts eachSlice(Look look, List<Difference> found) throws SQLException {
        long compared = 0;
        long waiting = 0;
        Slice.Place after = Slice.Place.FIRST;
        while (after != null) {
            Instant began = clock.instant();
            Slice slice = look.behind(after);
            LockSupport.parkNanos(
                    REST.after(Duration.between(began, clock.instant())).toNanos());
            compared += slice.compared();
            waiting += slice.waiting();
            found.addAll(slice.differences());
            after = slice.last();
        }
        return new Counts(compared, waiting);
    }

    /** Whether what is on the topics now came to be applied. */
    private boolean awaitApplied() {
        Map<TopicPartition, Reach> ends = topicEnds.of(sources.topics());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (behind(ends) > 0) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    private void offsets() throws SQLException {
        Map<TopicPartition, Reach> now = topicEnds.of(sources.topics());
        long behind = behind(before);
        reconciliations.keep(
                new Reconciliation.OfKind(Kind.OFFSETS, clock.instant(), now.size(), 0, behind, List.of()), List.of());
        before = now;
    }

    /** How many partitions the live generation has not read as far. */
    private long behind(Map<TopicPartition, Reach> ends) {
        return snapshots.read(connection -> Position.of(connection, sources.names(SearchPath.live(connection)))
                .behind(ends));
    }

    private void keep(Kind kind, Counts counts, List<Difference> found) throws SQLException {
        reconciliations.keep(
                new Reconciliation.OfKind(
                        kind, clock.instant(), counts.compared(), counts.waiting(), found.size(), List.of()),
                found);
        for (Difference each : found.subList(0, Math.min(found.size(), MOST_LOGGED))) {
            LOG.errorf(
                    "event=reconciliation_difference kind=%s year=%d department=%s",
                    kind, each.fiscalYear(), each.departmentCode());
        }
        if (found.size() > MOST_LOGGED) {
            LOG.errorf("event=reconciliation_differences kind=%s count=%d", kind, found.size());
        }
    }

    private static Tag kindTag(Kind kind) {
        return Tag.of("kind", kind.name());
    }
}
