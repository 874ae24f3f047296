package org.jixiao.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How many rows of a table a reading touches: what it scans, and what it fetches by an index. The server counts them. */
public final class Touched {

    /** At most so many besides, at the ends of indexes: to estimate what a condition selects. */
    public static final long BY_THE_PLANNER = 4;

    private static final String COUNTED = """
            select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables where relname = ?
            """;

    private Touched() {}

    /** What is read, on connections of this source. */
    public interface Reading {
        void from(DataSource database) throws SQLException;
    }

    public static long rows(DataSource database, String table, Reading reading) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long before = counted(connection, table);
                reading.from(lending(database, connection));
                return counted(connection, table) - before;
            } finally {
                connection.rollback();
            }
        }
    }

    private static long counted(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNTED)) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Always the same connection, because the server counts for each by itself. */
    private static DataSource lending(DataSource database, Connection connection) {
        Connection kept = Around.each(
                Connection.class,
                connection,
                (method, arguments, real) -> method.equals("close") ? null : real.proceed());
        return Around.each(
                DataSource.class,
                database,
                (method, arguments, real) -> method.equals("getConnection") ? kept : real.proceed());
    }
}
