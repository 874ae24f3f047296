package org.jixiao.reporting.generation;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.platform.inbox.ConsumerLoops;

/**
 * Keeps every generation up to date: this replica reads the topics for all generations that there are, and no longer for those
 * that were dropped. The replicas share out the partitions, so that what one leaves when it dies another takes over.
 */
@ApplicationScoped
class Keeping implements Chore {

    /** After the plumbing has started, so that the first round does not wait for the chores to be due. */
    private static final int AFTER_EVENTS = 3000;

    private static final Duration LONGEST_BATCH = Duration.ofSeconds(20);
    private static final Logger LOG = Logger.getLogger(Keeping.class);

    private final DataSource database;
    private final Sources sources;
    private final ConsumerLoops loops;
    private final EventsConfig config;
    private final ProjectionsConfig projections;
    private final CatchingUp catchingUp;
    private final Map<Integer, Pace> running = new HashMap<>();

    Keeping(
            DataSource database,
            Sources sources,
            ConsumerLoops loops,
            EventsConfig config,
            ProjectionsConfig projections,
            CatchingUp catchingUp) {
        this.database = database;
        this.sources = sources;
        this.loops = loops;
        this.config = config;
        this.projections = projections;
        this.catchingUp = catchingUp;
    }

    void begin(@Observes @Priority(AFTER_EVENTS) StartupEvent event) {
        if (!config.enabled()) {
            return;
        }
        try {
            round();
        } catch (SQLException e) {
            LOG.warnf("event=first_round_failed state=%s consequence=tried_again", e.getSQLState());
        }
    }

    @Override
    public synchronized boolean round() throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<Integer> numbers = Generations.numbers(connection);
            for (int gone : running.keySet().stream()
                    .filter(number -> !numbers.contains(number))
                    .toList()) {
                end(connection, gone);
            }
            for (int number : numbers) {
                Pace pace = pace(number);
                pace.limit(Generations.isBeingFilled(connection, number) ? projections.recordsPerSecond() : 0);
                List<String> later = Generations.isInBulk(connection, number)
                        ? sources.bulk().names(number)
                        : List.of();
                sources.into(number, pace, part -> catchingUp.isCatchingUp(number, part)).stream()
                        .filter(each -> !later.contains(each.name()))
                        .forEach(loops::start);
            }
        }
        return false;
    }

    /** The pace of a generation, which is limited from the beginning. */
    synchronized Pace pace(int generation) {
        return running.computeIfAbsent(generation, same -> {
            Pace pace = new Pace();
            pace.limit(projections.recordsPerSecond());
            return pace;
        });
    }

    /** Also forgets where it had read to, which a loop may have noted once more after the generation was dropped. */
    private void end(Connection connection, int generation) throws SQLException {
        List<String> names = sources.names(generation);
        names.forEach(name -> loops.stop(name, LONGEST_BATCH));
        Generations.forgetOffsets(connection, names);
        running.remove(generation);
    }
}
