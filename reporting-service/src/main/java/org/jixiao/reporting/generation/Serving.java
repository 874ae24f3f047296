package org.jixiao.reporting.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jixiao.platform.problem.Problem;
import org.jixiao.reporting.generation.TopicEnds.Reach;

/**
 * Whether this replica serves: readers of its version have a generation, and see as far in it as those of any version did when
 * the replica was first asked. So nobody sees less than before when a version returns after another has gone on without it.
 */
@ApplicationScoped
public class Serving {

    private final DataSource database;
    private final Sources sources;
    private final TopicEnds topicEnds;
    private Map<TopicPartition, Long> seen;
    private Map<TopicPartition, Reach> ends;
    private boolean hasCaughtUp;

    Serving(DataSource database, Sources sources, TopicEnds topicEnds) {
        this.database = database;
        this.sources = sources;
        this.topicEnds = topicEnds;
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck readiness() {
        return () -> HealthCheckResponse.named("read model").status(isServing()).build();
    }

    /** False also when that cannot be found out. */
    public boolean isServing() {
        try (Connection connection = database.getConnection()) {
            int live = Generations.live(connection);
            return live != 0 && hasCaughtUp(connection, live);
        } catch (SQLException | Problem e) {
            return false;
        }
    }

    /** Once it has, being behind is what lag and staleness tell, and no reason to stop. */
    private synchronized boolean hasCaughtUp(Connection connection, int live) throws SQLException {
        if (!hasCaughtUp) {
            if (seen == null) {
                seen = Position.ofReaders(connection, sources).next();
            }
            Position position = Position.of(connection, sources.names(live));
            hasCaughtUp = position.hasReached(seen) || position.hasReachedEnds(ends());
        }
        return hasCaughtUp;
    }

    /** A topic that was made anew ends before the place up to which others have seen. */
    private Map<TopicPartition, Reach> ends() {
        if (ends == null) {
            ends = topicEnds.of(sources.topics());
        }
        return ends;
    }
}
