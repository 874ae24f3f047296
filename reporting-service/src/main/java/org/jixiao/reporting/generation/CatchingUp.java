package org.jixiao.reporting.generation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.reporting.generation.TopicEnds.Reach;

/**
 * Applies in bulk what has piled up for generations that are there: after an outage, at the beginning, when an owner states
 * everything anew. What was superseded meanwhile is not written at all, and money and goal of a project are written at once. The
 * ordinary batches leave such partitions alone, and go on where this ends. Replicas share them out: whoever holds the offsets of
 * a partition applies it.
 */
@ApplicationScoped
class CatchingUp {

    /** Counter: project lines that were applied in bulk. */
    static final String LINES = "jixiao.projections.caught.up.lines";
    /** Gauge: partitions of which a backlog is being applied in bulk, once for each generation. */
    static final String BACKLOGS = "jixiao.projections.backlogs";

    private static final Logger LOG = Logger.getLogger(CatchingUp.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final String HOLD = """
            select topic, next_offset from inbox_offset where subscription = any (?) and part = ?
               for update skip locked
            """;
    private static final String MOVE =
            "update inbox_offset set next_offset = ? where subscription = ? and topic = ? and part = ?";
    private static final String NO_LOCK = "55P03";
    private static final String LONGEST_STANDSTILL = "set local idle_in_transaction_session_timeout = '30s'";

    private final DataSource database;
    private final Bulk bulk;
    private final TopicEnds topicEnds;
    private final ProjectionsConfig config;
    private final Counter lines;
    private final Clock clock;
    /** As long as they have a backlog: it could not be applied in bulk. */
    private final Set<Stretch> leftToBatches = ConcurrentHashMap.newKeySet();

    private final Set<Stretch> due = ConcurrentHashMap.newKeySet();

    private Instant lookAt = Instant.EPOCH;

    CatchingUp(
            DataSource database,
            Sources sources,
            TopicEnds topicEnds,
            ProjectionsConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.database = database;
        this.bulk = sources.bulk();
        this.topicEnds = topicEnds;
        this.config = config;
        this.lines = meters.counter(LINES);
        meters.gaugeCollectionSize(BACKLOGS, Tags.empty(), due);
        this.clock = clock;
    }

    /** The same partition of all topics, as it is read into a generation. */
    private record Stretch(int generation, int part) {}

    /** Whether the ordinary batches leave a partition alone at present. */
    boolean isCatchingUp(int generation, int part) {
        return due.contains(new Stretch(generation, part));
    }

    /** One of those that catch up at the same time: one reads while another waits for the database. */
    Chore hand() {
        return new Hand();
    }

    private final class Hand implements Chore {

        private Bulk.Backlog backlog;

        @Override
        public boolean round() throws SQLException {
            look();
            for (Stretch each : due) {
                if (catchUp(each)) {
                    return true;
                }
            }
            letGo();
            return false;
        }

        /** Whether something was applied. Whatever stands in the way of that need not stand in the way of batches. */
        private boolean catchUp(Stretch stretch) {
            try {
                Map<TopicPartition, Reach> reaches = topicEnds.of(bulk.topics());
                return Deed.inTransaction(
                        database, LONGEST_STANDSTILL, connection -> catchUp(connection, stretch, reaches));
            } catch (SQLException | RuntimeException e) {
                if (!isHeldUp(e)) {
                    leaveToBatches(stretch, e.getClass().getName());
                    LOG.debug("event=catching_up_given_up", e);
                }
                letGo();
                return false;
            }
        }

        /** Whoever has a lock for so long would hold up batches as well. */
        private static boolean isHeldUp(Exception fault) {
            return fault instanceof SQLException sql && NO_LOCK.equals(sql.getSQLState());
        }

        private boolean catchUp(Connection connection, Stretch stretch, Map<TopicPartition, Reach> reaches)
                throws SQLException {
            Map<TopicPartition, Long> held = hold(connection, stretch);
            if (held.size() < bulk.topics().size()) {
                return false;
            }
            Map<TopicPartition, Reach> ahead = ahead(held, reaches, stretch.part);
            if (!isBacklog(ahead)) {
                due.remove(stretch);
                return false;
            }
            if (backlog == null) {
                backlog = bulk.backlog();
            }
            Bulk.Gathered gathered = backlog.read(ahead);
            if (gathered.next().equals(held)) {
                leaveToBatches(stretch, "NothingRead");
                return false;
            }
            SearchPath.into(connection, stretch.generation);
            long rows = gathered.write(connection);
            move(connection, stretch, gathered.next());
            lines.increment(rows);
            LOG.infof("event=caught_up generation=%d part=%d rows=%d", stretch.generation, stretch.part, rows);
            return true;
        }

        private void letGo() {
            if (backlog != null) {
                backlog.close();
                backlog = null;
            }
        }
    }

    private synchronized void look() throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(lookAt)) {
            return;
        }
        lookAt = now.plus(LOOK);
        Set<Stretch> backlogs;
        try {
            backlogs = backlogs(topicEnds.of(bulk.topics()));
        } catch (SQLException | RuntimeException e) {
            due.clear();
            throw e;
        }
        leftToBatches.retainAll(backlogs);
        backlogs.removeAll(leftToBatches);
        due.retainAll(backlogs);
        due.addAll(backlogs);
    }

    private Set<Stretch> backlogs(Map<TopicPartition, Reach> reaches) throws SQLException {
        Set<Stretch> backlogs = new HashSet<>();
        try (Connection connection = database.getConnection()) {
            for (int generation : Generations.numbers(connection)) {
                if (isFilledAtLeisure(connection, generation)) {
                    continue;
                }
                Map<TopicPartition, Long> next =
                        Position.of(connection, bulk.names(generation)).next();
                next.keySet().stream()
                        .map(TopicPartition::partition)
                        .distinct()
                        .filter(part -> isBacklog(ahead(next, reaches, part)))
                        .forEach(part -> backlogs.add(new Stretch(generation, part)));
            }
        }
        return backlogs;
    }

    /** What is filled whole, or at a pace that leaves room for others, is not caught up with. */
    private boolean isFilledAtLeisure(Connection connection, int generation) throws SQLException {
        return Generations.isInBulk(connection, generation)
                || config.recordsPerSecond() > 0 && Generations.isBeingFilled(connection, generation);
    }

    /** What has not been applied of a partition; nothing when that cannot be told of each topic. */
    private Map<TopicPartition, Reach> ahead(
            Map<TopicPartition, Long> next, Map<TopicPartition, Reach> reaches, int part) {
        Map<TopicPartition, Reach> ahead = new HashMap<>();
        for (String topic : bulk.topics()) {
            TopicPartition partition = new TopicPartition(topic, part);
            Reach reach = reaches.get(partition);
            Long from = next.get(partition);
            if (reach == null || from == null || from < reach.begin() || from > reach.end()) {
                return Map.of();
            }
            ahead.put(partition, new Reach(from, reach.end()));
        }
        return ahead;
    }

    private boolean isBacklog(Map<TopicPartition, Reach> ahead) {
        return Position.total(ahead) >= config.backlog();
    }

    /** The offsets of a partition that nobody else holds, until the transaction ends. */
    private Map<TopicPartition, Long> hold(Connection connection, Stretch stretch) throws SQLException {
        Map<TopicPartition, Long> held = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(HOLD)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", bulk.names(stretch.generation).toArray()));
            select.setInt(2, stretch.part);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    held.put(new TopicPartition(row.getString(1), stretch.part), row.getLong(2));
                }
            }
        }
        return held;
    }

    private void move(Connection connection, Stretch stretch, Map<TopicPartition, Long> next) throws SQLException {
        List<String> names = bulk.names(stretch.generation);
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            for (Map.Entry<TopicPartition, Long> each : next.entrySet()) {
                update.setLong(1, each.getValue());
                update.setString(
                        2, names.get(bulk.topics().indexOf(each.getKey().topic())));
                update.setString(3, each.getKey().topic());
                update.setInt(4, stretch.part);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** They try again what may pass, and reject what will not, record by record. */
    private void leaveToBatches(Stretch stretch, String reason) {
        leftToBatches.add(stretch);
        due.remove(stretch);
        LOG.warnf(
                "event=catching_up_given_up generation=%d part=%d fault=%s consequence=applied_by_batches",
                stretch.generation, stretch.part, reason);
    }
}
