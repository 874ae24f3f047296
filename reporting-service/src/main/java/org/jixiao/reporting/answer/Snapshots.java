package org.jixiao.reporting.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.generation.SearchPath;

/** Moments of the live read model: whatever one reading returns comes from the same moment. */
@ApplicationScoped
public class Snapshots {

    private static final Logger LOG = Logger.getLogger(Snapshots.class);

    /** Classes of SQL states: connection, rollback, resources, lock, operator, system. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

    /** A table that is not there: its generation was dropped while it was read. */
    private static final String GONE = "42P01";

    /** Whoever has the same snapshot of the same server sees the results of the same transactions. */
    private static final String MOMENT = "select concat_ws(' ', pg_postmaster_start_time(), pg_current_snapshot())";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final DataSource database;

    Snapshots(DataSource database) {
        this.database = database;
    }

    /** What is read; every statement on the connection sees the same state. */
    public interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    /** @throws Problem UNAVAILABLE when the database does not answer */
    public <T> T read(Reading<T> reading) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement begin = connection.createStatement()) {
                begin.execute("set transaction isolation level repeatable read, read only");
                SearchPath.live(connection);
                return reading.from(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /**
     * Which state of the database readers see now. It stays equal as long as nothing at all is written, and is asked for in
     * one statement; after a restart, or on another server, it is another one in any case.
     *
     * @throws Problem UNAVAILABLE when the database does not answer
     */
    String moment() {
        try (Connection connection = database.getConnection()) {
            return moment(connection);
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** The one that this transaction sees. */
    static String moment(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(MOMENT);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /** A fault that may pass is said to the caller; any other is ours. */
    static RuntimeException fault(SQLException cause) {
        String state = cause.getSQLState();
        if (state != null && !PASSING.contains(state.substring(0, 2)) && !state.equals(GONE)) {
            return new IllegalStateException(cause);
        }
        LOG.warnf("event=database_failed state=%s reason=\"%s\"", state, cause.getMessage());
        return Problem.unavailable(
                Text.of("数据库暂时没有应答，请稍后再试", "The database does not answer; try again later"), RETRY_AFTER);
    }
}
