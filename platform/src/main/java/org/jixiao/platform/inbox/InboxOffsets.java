package org.jixiao.platform.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.kafka.common.TopicPartition;

/** The next offset of each partition, kept where the effects are kept. */
final class InboxOffsets {

    private static final String FIRST =
            """
            insert into inbox_offset (subscription, topic, part, next_offset) values (?, ?, ?, ?)
            on conflict do nothing
            """;
    private static final String READ =
            "select next_offset from inbox_offset where subscription = ? and topic = ? and part = ?";
    private static final String MOVE =
            """
            update inbox_offset set next_offset = ?
             where subscription = ? and topic = ? and part = ? and next_offset = ?
            """;

    private final String subscription;

    InboxOffsets(String subscription) {
        this.subscription = subscription;
    }

    /** The stored offset, or the given one, stored now, for a partition that was never read. */
    long readOrStartAt(Connection connection, TopicPartition partition, long beginning) throws SQLException {
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

    /**
     * Moves the offset by compare-and-set. Being an update, it also holds the row until the transaction ends,
     * so that a second owner of the partition waits here and then finds the offset moved.
     *
     * @return false when another owner has moved it: whoever called is fenced
     */
    boolean move(Connection connection, TopicPartition partition, long from, long to) throws SQLException {
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
}
