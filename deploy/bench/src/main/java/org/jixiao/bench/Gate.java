package org.jixiao.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Keeps a running, warm service from taking events while its topics are filled: holds the rows of its offsets, which every
 * batch must update, and lets go of them all at once.
 */
final class Gate implements AutoCloseable {

    private final Connection connection;

    private Gate(Connection connection) {
        this.connection = connection;
    }

    static Gate shut(Servers servers, String database, List<String> topics) throws SQLException {
        Connection connection = servers.connect(database);
        connection.setAutoCommit(false);
        try (PreparedStatement lock =
                connection.prepareStatement("select 1 from inbox_offset where topic = any (?) for update")) {
            lock.setArray(1, connection.createArrayOf("text", topics.toArray()));
            try (ResultSet rows = lock.executeQuery()) {
                int partitions = 0;
                while (rows.next()) {
                    partitions++;
                }
                if (partitions == 0) {
                    throw new IllegalStateException(database + " reads none of " + topics);
                }
            }
        }
        return new Gate(connection);
    }

    /** Lets the service through; what it has in hand goes at once. */
    void open() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        try (Statement end = connection.createStatement()) {
            end.execute("rollback");
        }
        connection.close();
    }
}
