package org.jixiao.reporting.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jixiao.platform.problem.Problem;

/** Changes of what this service owns: all of one are there, or none. */
@ApplicationScoped
public class Transactions {

    private final DataSource database;

    Transactions(DataSource database) {
        this.database = database;
    }

    /** What is done on the connection; it neither commits nor closes. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** @throws Problem UNAVAILABLE when the database does not answer */
    public <T> T run(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.on(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw Snapshots.fault(e);
        }
    }
}
