package org.jixiao.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;

/**
 * How many rows of a table a list touches that is filtered: what it scans, and what it fetches by an index. The server counts
 * them.
 *
 * @param table which rows count
 * @param list reads by a filter, on connections of the source that it is given
 */
public record Touched<F>(Plumbing plumbing, String table, Reading<F> list) {

    /** At most so many besides, at the ends of indexes: to estimate what a condition selects. */
    private static final long BY_THE_PLANNER = 4;

    private static final String COUNTED = """
            select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables where relname = ?
            """;

    /** See {@link Touched#list}. */
    public interface Reading<F> {
        void of(DataSource database, F filter) throws SQLException;
    }

    /** Fails where so many rows are answered, and more or fewer are touched. */
    @SafeVarargs
    public final void are(int answered, F... filters) throws SQLException {
        areBetween(answered, answered, filters);
    }

    /** Fails where fewer or more are touched than by each of these filters. */
    @SafeVarargs
    public final void areBetween(int least, int most, F... filters) throws SQLException {
        SoftAssertions each = new SoftAssertions();
        for (F filter : filters) {
            each.assertThat(by(filter)).as("%s", filter).isBetween((long) least, most + BY_THE_PLANNER);
        }
        each.assertAll();
    }

    private long by(F filter) throws SQLException {
        try (Connection connection = plumbing.database().getConnection()) {
            connection.setAutoCommit(false);
            try {
                long before = counted(connection);
                list.of(lending(plumbing.database(), connection), filter);
                return counted(connection) - before;
            } finally {
                connection.rollback();
            }
        }
    }

    private long counted(Connection connection) throws SQLException {
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
