package org.jixiao.reporting.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jixiao.platform.problem.Problem;
import org.jixiao.reporting.generation.Deed;

/** Changes of what this service owns: all of one are there, or none. */
@ApplicationScoped
public class Transactions {

    private final DataSource database;

    Transactions(DataSource database) {
        this.database = database;
    }

    /** @throws Problem UNAVAILABLE when the database does not answer */
    public <T> T run(Deed<T> deed) {
        try {
            return Deed.inTransaction(database, deed);
        } catch (SQLException e) {
            throw Snapshots.fault(e);
        }
    }
}
