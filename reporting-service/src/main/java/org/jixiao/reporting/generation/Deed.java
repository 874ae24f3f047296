package org.jixiao.reporting.generation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** What is done with a connection. */
public interface Deed<T> {

    T on(Connection connection) throws SQLException;

    /** Does it in one transaction: all of it, or nothing. It neither commits nor closes. */
    static <T> T inTransaction(DataSource database, Deed<T> deed) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T done = deed.on(connection);
                connection.commit();
                committed = true;
                return done;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
            }
        }
    }

    /**
     * Does it in one transaction.
     *
     * @param setting which the transaction begins with, and which ends with it
     */
    static <T> T inTransaction(DataSource database, String setting, Deed<T> deed) throws SQLException {
        return inTransaction(database, connection -> {
            try (Statement begin = connection.createStatement()) {
                begin.execute(setting);
            }
            return deed.on(connection);
        });
    }

    /** Does what goes over all lines there are: that takes its time, in which the driver hears nothing. */
    static <T> T patiently(Connection connection, Deed<T> deed) throws SQLException {
        int patience = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, (int) Duration.ofMinutes(10).toMillis());
        try {
            return deed.on(connection);
        } finally {
            connection.setNetworkTimeout(Runnable::run, patience);
        }
    }
}
