package org.jixiao.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps a running, warm service from taking events while its topics are filled: holds the table of its offsets, which
 * whoever applies events comes to first, to update it or to lock rows of it, and lets go of it all at once. A lock of the table
 * needs no transaction id: one that stood open would keep the dead rows of every database of the server, also of those that are
 * measured.
 */
final class Gate implements AutoCloseable {

    private final Connection connection;

    private Gate(Connection connection) {
        this.connection = connection;
    }

    static Gate shut(Servers servers, String database) throws SQLException {
        Connection connection = servers.connect(database);
        connection.setAutoCommit(false);
        try (Statement lock = connection.createStatement()) {
            lock.execute("lock table inbox_offset in exclusive mode");
        }
        return new Gate(connection);
    }

    /** Lets the service through; what it has in hand goes at once. */
    void open() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
