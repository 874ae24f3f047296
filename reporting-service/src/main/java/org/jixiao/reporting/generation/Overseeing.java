package org.jixiao.reporting.generation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.platform.inbox.ChoreLoop;
import org.jixiao.reporting.generation.TopicEnds.Reach;

/**
 * Notices when a generation has caught up, and lets readers of this version in when they have none. Else holds it against the
 * live one, then and as long as there are both: whoever switches has a comparison that is new. In a thread of its own, because a
 * comparison takes its time; one replica compares, the others leave it to it.
 */
@ApplicationScoped
class Overseeing {

    /** Gauge: generations that are being filled; for far longer than a rebuild takes is an alarm. */
    static final String FILLING = "jixiao.projections.filling";

    private static final Logger LOG = Logger.getLogger(Overseeing.class);
    private static final String TAKE = "select pg_try_advisory_xact_lock(hashtext('jixiao.generation.comparison'))";

    private final DataSource database;
    private final Projections projections;
    private final Comparing comparing;
    private final Sources sources;
    private final TopicEnds topicEnds;
    private final EventsConfig events;
    private final ProjectionsConfig config;
    private final Clock clock;
    private final ChoreLoop loop;
    private final AtomicLong beingFilled = new AtomicLong();
    /** Where the topics ended when it was looked before. */
    private Map<TopicPartition, Reach> before;

    Overseeing(
            DataSource database,
            Projections projections,
            Comparing comparing,
            Sources sources,
            TopicEnds topicEnds,
            EventsConfig events,
            ProjectionsConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.database = database;
        this.projections = projections;
        this.comparing = comparing;
        this.sources = sources;
        this.topicEnds = topicEnds;
        this.events = events;
        this.config = config;
        this.clock = clock;
        this.loop = new ChoreLoop(List.<Chore>of(this::look), config.lookEvery(), meters);
        meters.gauge(FILLING, beingFilled);
    }

    void begin(@Observes StartupEvent event) {
        if (events.enabled()) {
            Thread.ofPlatform().name("generations").daemon().start(loop);
        }
    }

    void end(@Observes ShutdownEvent event) {
        loop.close();
    }

    private boolean look() throws SQLException {
        boolean isAwaited;
        try (Connection connection = database.getConnection()) {
            List<Integer> filling = new ArrayList<>();
            for (int number : Generations.numbers(connection)) {
                if (Generations.isBeingFilled(connection, number)) {
                    filling.add(number);
                }
            }
            beingFilled.set(filling.size());
            if (filling.isEmpty()) {
                before = null;
            } else {
                noteCaughtUp(connection, filling);
            }
            isAwaited = Generations.successor(connection) != 0;
        }
        if (isAwaited) {
            Deed.inTransaction(database, Overseeing::letReadersIn);
        }
        compareWhatIsDue();
        return false;
    }

    /** New events come all the time: it is enough to be where the topics ended a moment ago. */
    private void noteCaughtUp(Connection connection, List<Integer> filling) throws SQLException {
        if (before != null) {
            for (int number : filling) {
                if (Position.of(connection, sources.names(number)).hasReachedEnds(before)
                        && projections.noteCaughtUp(connection, number)) {
                    LOG.infof("event=generation_caught_up generation=%d", number);
                }
            }
        }
        before = topicEnds.of(sources.topics());
    }

    /** What other versions have filled cannot be compared with; it stays for them, and for a way back to them. */
    private static Integer letReadersIn(Connection connection) throws SQLException {
        Generations.lock(connection);
        int number = Generations.successor(connection);
        if (number != 0) {
            Generations.activate(connection, number);
            LOG.infof("event=generation_activated generation=%d because=shape", number);
        }
        return number;
    }

    private void compareWhatIsDue() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int live = Generations.live(connection);
                List<Projection> waiting = projections.all(connection, new HashMap<>()).stream()
                        .filter(each -> each.ofThisVersion()
                                && each.state() == Projection.State.CAUGHT_UP
                                && live != 0
                                && each.generation() != live
                                && isDue(each.comparison(), live))
                        .toList();
                if (waiting.isEmpty() || !take(connection)) {
                    return;
                }
                for (Projection each : waiting) {
                    Compared compared = comparing.compare(each.generation(), live);
                    projections.keep(connection, each.generation(), compared);
                    connection.commit();
                    LOG.infof(
                            "event=generations_compared generation=%d with=%d rows=%d differing=%d",
                            each.generation(), live, compared.rows(), compared.differing());
                }
            } finally {
                connection.rollback();
            }
        }
    }

    private boolean isDue(Compared last, int live) {
        return last == null
                || last.with() != live
                || last.isOlderThan(config.comparisonAge().dividedBy(2), clock.instant());
    }

    private static boolean take(Connection connection) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE);
                ResultSet row = take.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
