package org.jixiao.reporting.generation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jixiao.platform.idempotency.Answer;
import org.jixiao.platform.idempotency.FirstAnswers;
import org.jixiao.platform.idempotency.Posted;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.generation.TopicEnds.Reach;

/** What operators do with generations: start another, switch readers to it and back, drop what is no longer wanted. */
@ApplicationScoped
class Rebuilding {

    private static final Logger LOG = Logger.getLogger(Rebuilding.class);
    /** A statement of a reader or of a batch that stands in the way is over by then. */
    private static final String LOCK_TIMEOUT = "set local lock_timeout = '10s'";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();
    private static final String DROP =
            "update generation set live = false, dropped_at = ?, dropped_by = ?, drop_reason = ? where number = ?";

    private final DataSource database;
    private final Generations generations;
    private final Projections projections;
    private final Filling filling;
    private final FirstAnswers firstAnswers;
    private final Sources sources;
    private final TopicEnds topicEnds;
    private final ProjectionsConfig config;
    private final Clock clock;

    Rebuilding(
            DataSource database,
            Generations generations,
            Projections projections,
            Filling filling,
            FirstAnswers firstAnswers,
            Sources sources,
            TopicEnds topicEnds,
            ProjectionsConfig config,
            Clock clock) {
        this.database = database;
        this.generations = generations;
        this.projections = projections;
        this.filling = filling;
        this.firstAnswers = firstAnswers;
        this.sources = sources;
        this.topicEnds = topicEnds;
        this.config = config;
        this.clock = clock;
    }

    List<Projection> all() throws SQLException {
        Map<TopicPartition, Reach> reaches = reaches();
        try (Connection connection = database.getConnection()) {
            return projections.all(connection, reaches);
        }
    }

    /** @throws Problem NOT_FOUND when there is none of that number, or it was dropped */
    Projection find(int number) throws SQLException {
        Map<TopicPartition, Reach> reaches = reaches();
        try (Connection connection = database.getConnection()) {
            return projections.find(connection, number, reaches).orElseThrow(Problem::notFound);
        }
    }

    /** @throws Problem WRONG_STATE while another is being filled for this version of the service */
    Answer start(Posted posted, Function<Projection, Answer> answer) throws SQLException {
        Map<TopicPartition, Reach> reaches = reaches();
        Answer started = once(posted, answer, connection -> {
            if (projections.all(connection, reaches).stream()
                    .anyMatch(each -> each.ofThisVersion() && each.state() == Projection.State.FILLING)) {
                throw refused("已有一代正在填充", "Another generation is being filled");
            }
            int number = generations.create(connection, posted.caller(), true);
            LOG.infof("event=rebuild_started generation=%d", number);
            return projections.find(connection, number, reaches).orElseThrow();
        });
        filling.call();
        return started;
    }

    /**
     * Lets readers see it from now on.
     *
     * @param forced whether it is wanted as it is, for that reason
     * @throws Problem WRONG_STATE when it is live, has not caught up, or was not found equal to the live one lately; forced or
     *     not, when it is of another version of the service, and as long as it is filled in bulk
     */
    Answer activate(int number, boolean forced, String reason, Posted posted, Function<Projection, Answer> answer)
            throws SQLException {
        Map<TopicPartition, Reach> reaches = reaches();
        Projection wanted = find(number);
        if (!forced && wanted.ofThisVersion() && wanted.state() == Projection.State.CAUGHT_UP) {
            awaitAsFarAsLive(number);
        }
        return once(posted, answer, connection -> {
            Projection found = projections.find(connection, number, reaches).orElseThrow(Problem::notFound);
            if (!found.ofThisVersion()) {
                throw refused("这一代的表属于另一版本", "Its tables are those of another version of the service");
            }
            if (found.live()) {
                throw refused("这一代已是当前的", "This generation is live already");
            }
            if (Generations.isInBulk(connection, number)) {
                throw refused("这一代的表还在生成", "Its tables are still in the making");
            }
            if (!forced) {
                requireEqual(connection, found);
            }
            projections.keepActivation(connection, number, posted.caller(), forced, reason);
            Generations.activate(connection, number);
            LOG.infof("event=generation_activated generation=%d forced=%s", number, forced);
            return projections.find(connection, number, reaches).orElseThrow();
        });
    }

    /**
     * Drops it.
     *
     * @param reason null where none was given
     * @throws Problem WRONG_STATE when it is live; for another version of the service, only without a reason
     */
    void drop(int number, String reason, String caller) throws SQLException {
        alone(connection -> {
            Projection found = projections.find(connection, number, Map.of()).orElseThrow(Problem::notFound);
            if (found.live() && found.ofThisVersion()) {
                throw refused("当前的一代不能删除", "The live generation cannot be dropped");
            }
            if (found.live() && (reason == null || reason.isBlank())) {
                throw refused(
                        "这一代是另一版本的当前的一代：确认该版本不再运行，也不再回退，并以 reason 说明理由",
                        "It is live for another version of the service: make sure that no replica of it is left nor wanted"
                                + " again, and give a reason");
            }
            try (PreparedStatement update = connection.prepareStatement(DROP)) {
                update.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
                update.setString(2, caller);
                update.setString(3, reason);
                update.setInt(4, number);
                update.executeUpdate();
            }
            // first the portions and offsets, which whoever writes to the tables holds as long as he does
            Portions.forget(connection, number);
            Generations.forgetOffsets(connection, sources.names(number));
            try (Statement drop = connection.createStatement()) {
                drop.execute("drop schema if exists read_" + number + " cascade");
            }
            LOG.infof("event=generation_dropped generation=%d live=%s", number, found.live());
            return number;
        });
    }

    private void requireEqual(Connection connection, Projection found) throws SQLException {
        if (found.state() == Projection.State.FILLING) {
            throw refused("这一代尚未追上", "This generation has not caught up");
        }
        Compared comparison = found.comparison();
        if (comparison == null || comparison.with() != Generations.live(connection)) {
            throw refused("尚未与当前的一代比较", "It has not been compared with the live generation yet");
        }
        if (comparison.isOlderThan(config.comparisonAge(), clock.instant())) {
            throw refused(
                    "与当前的一代的比较做于 %s，已过时，将自动重新比较".formatted(comparison.comparedAt()),
                    "It was compared with the live generation at %s, which is too long ago; it will be compared anew"
                            .formatted(comparison.comparedAt()));
        }
        if (!comparison.isEqual()) {
            throw refused(
                    "与当前的一代有 %d 处不同".formatted(comparison.differing()),
                    "It differs from the live generation in %d places".formatted(comparison.differing()));
        }
    }

    /** So that no reader sees less than before. */
    private void awaitAsFarAsLive(int number) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<TopicPartition, Long> live = positionOf(0).next();
        while (!positionOf(number).hasReached(live)) {
            if (System.nanoTime() > deadline) {
                throw refused("这一代落后于当前的一代", "This generation is behind the live one");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** @param number 0 for that of the live one */
    private Position positionOf(int number) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Position.of(connection, sources.names(number == 0 ? Generations.live(connection) : number));
        }
    }

    /** While nobody else does anything to the generations. */
    private <T> T alone(Deed<T> deed) throws SQLException {
        return Deed.inTransaction(database, LOCK_TIMEOUT, connection -> {
            Generations.lock(connection);
            return deed.on(connection);
        });
    }

    /** The same for a request that may come again. */
    private Answer once(Posted posted, Function<Projection, Answer> answer, Deed<Projection> deed) throws SQLException {
        return alone(connection -> firstAnswers.once(connection, posted, () -> answer.apply(deed.on(connection))));
    }

    private Map<TopicPartition, Reach> reaches() {
        return topicEnds.of(sources.topics());
    }

    private static Problem refused(String zh, String en) {
        return new Problem(ProblemCode.WRONG_STATE, new Text(zh, en));
    }
}
