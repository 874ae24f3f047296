package org.jixiao.reporting.generation;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.platform.inbox.ConsumerLoops;
import org.jixiao.platform.inbox.Subscription;

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

    Keeping(DataSource database, Sources sources, ConsumerLoops loops, EventsConfig config) {
        this.database = database;
        this.sources = sources;
        this.loops = loops;
        this.config = config;
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
    public boolean round() throws SQLException {
        Map<String, Subscription> wanted = numbers().stream()
                .flatMap(number -> sources.into(number).stream())
                .collect(Collectors.toMap(Subscription::name, Function.identity()));
        for (String name : loops.names()) {
            if (!wanted.containsKey(name)) {
                loops.stop(name, LONGEST_BATCH);
            }
        }
        wanted.values().forEach(loops::start);
        return false;
    }

    private List<Integer> numbers() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Generations.numbers(connection);
        }
    }
}
