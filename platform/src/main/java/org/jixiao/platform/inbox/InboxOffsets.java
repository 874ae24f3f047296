package org.jixiao.platform.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** The next offset of each partition, kept where the effects are kept and moved in the transaction that has them. */
final class InboxOffsets {

    private static final Logger LOG = Logger.getLogger(InboxOffsets.class);

    private static final String FIRST = """
            insert into inbox_offset (subscription, topic, part, next_offset) values (?, ?, ?, ?)
            on conflict do nothing
            """;
    private static final String READ =
            "select next_offset from inbox_offset where subscription = ? and topic = ? and part = ?";
    private static final String MOVE = """
            update inbox_offset set next_offset = ?
             where subscription = ? and topic = ? and part = ? and next_offset = ?
            """;
    private static final String LONGEST_STANDSTILL = "set local idle_in_transaction_session_timeout = '30s'";

    private final String subscription;
    private final DataSource database;

    InboxOffsets(String subscription, DataSource database) {
        this.subscription = subscription;
        this.database = database;
    }

    /** What is done in the transaction that moves an offset. */
    interface Effect {
        void on(Connection connection) throws SQLException;
    }

    /** What became of it. */
    enum Verdict {
        APPLIED,
        /** Another owner of the partition has moved the offset; nothing was done. */
        FENCED,
        /** Nothing was done, and the same may succeed later. */
        TRANSIENT,
        /** Nothing was done, and the same will not succeed later. */
        HOPELESS;

        static Verdict on(Exception fault) {
            return Fault.willPass(fault) ? TRANSIENT : HOPELESS;
        }
    }

    /** The stored offset, or the given one, stored now, for a partition that was never read. */
    long readOrStartAt(TopicPartition partition, long beginning) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            try (PreparedStatement insert = connection.prepareStatement(FIRST)) {
                name(insert, 1, partition);
                insert.setLong(4, beginning);
                insert.executeUpdate();
            }
            try (PreparedStatement select = connection.prepareStatement(READ)) {
                name(select, 1, partition);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }
    }

    /** Moves the offset and does what goes with it, both or neither. */
    Verdict move(TopicPartition partition, long from, long to, Effect effect) {
        try (Connection connection = database.getConnection()) {
            return move(connection, partition, from, to, effect);
        } catch (SQLException e) {
            return failed(partition, Verdict.TRANSIENT, e);
        }
    }

    private Verdict move(Connection connection, TopicPartition partition, long from, long to, Effect effect)
            throws SQLException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            if (!compareAndSet(connection, partition, from, to)) {
                return Verdict.FENCED;
            }
            effect.on(connection);
            connection.commit();
            committed = true;
            return Verdict.APPLIED;
        } catch (SQLException | RuntimeException e) {
            return failed(partition, Verdict.on(e), e);
        } finally {
            if (!committed) {
                rollback(connection);
            }
        }
    }

    /**
     * Being an update, this also holds the row until the transaction ends, so that a second owner of the partition waits
     * here and then finds the offset moved. It does not wait for ever: an owner that stands still in its transaction,
     * with its process or its machine, is cut off by the server.
     */
    private boolean compareAndSet(Connection connection, TopicPartition partition, long from, long to)
            throws SQLException {
        try (Statement limit = connection.createStatement()) {
            limit.execute(LONGEST_STANDSTILL);
        }
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setLong(1, to);
            name(update, 2, partition);
            update.setLong(5, from);
            return update.executeUpdate() == 1;
        }
    }

    private void name(PreparedStatement statement, int at, TopicPartition partition) throws SQLException {
        statement.setString(at, subscription);
        statement.setString(at + 1, partition.topic());
        statement.setInt(at + 2, partition.partition());
    }

    /** Names the fault without its words: a database quotes the values that it complains of. */
    private Verdict failed(TopicPartition partition, Verdict verdict, Exception fault) {
        LOG.warnf(
                "event=batch_failed subscription=%s partition=%s verdict=%s fault=%s state=%s",
                subscription,
                partition,
                verdict,
                fault.getClass().getName(),
                fault instanceof SQLException sql ? sql.getSQLState() : null);
        LOG.debug("event=batch_failed", fault);
        return verdict;
    }

    /** Also after an Error: a pool that takes back a connection in the middle of a transaction commits it. */
    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("event=rollback_failed", e);
        }
    }
}
