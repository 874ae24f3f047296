package org.jixiao.reporting.generation;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The generations that there are. */
@ApplicationScoped
public class Generations {

    /** Before anything reads or writes the read model. */
    private static final int BEFORE_EVENTS = 1000;

    private static final Logger LOG = Logger.getLogger(Generations.class);

    private static final String ALONE = "lock table generation in share row exclusive mode";
    private static final String NUMBERS = "select number from generation where dropped_at is null order by number";
    private static final String LIVE_OF_SHAPE =
            "select number from live_generation join generation using (number) where shape = ?";
    private static final String CREATE = "insert into generation (shape, started_by) values (?, ?) returning number";
    private static final String ACTIVATE = """
            insert into live_generation (number) values (?) on conflict (only_row) do update set number = excluded.number
            """;

    private final DataSource database;
    private final Shape shape = Shape.current();

    Generations(DataSource database) {
        this.database = database;
    }

    /**
     * Makes the first generation; also another when the live one has tables of another shape, which this version of the
     * service can neither read nor write. It is filled from the beginnings of the topics.
     */
    void prepare(@Observes @Priority(BEFORE_EVENTS) StartupEvent event) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement lock = connection.createStatement()) {
                lock.execute(ALONE);
            }
            if (!isLiveOfShape(connection)) {
                int number = create(connection, null);
                activate(connection, number);
                LOG.infof("event=generation_made generation=%d shape=%s", number, shape.hash());
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the read model could not be prepared", e);
        }
    }

    /** All generations that have not been dropped, in the order in which they were started. */
    public static List<Integer> numbers(Connection connection) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NUMBERS);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                numbers.add(row.getInt(1));
            }
        }
        return numbers;
    }

    private boolean isLiveOfShape(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LIVE_OF_SHAPE)) {
            select.setString(1, shape.hash());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Makes the empty tables of a new generation, which nobody reads yet. */
    private int create(Connection connection, String caller) throws SQLException {
        int number;
        try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
            insert.setString(1, shape.hash());
            insert.setString(2, caller);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                number = row.getInt(1);
            }
        }
        try (Statement make = connection.createStatement()) {
            make.execute("create schema read_" + number);
            SearchPath.into(connection, number);
            make.execute(shape.sql());
        }
        return number;
    }

    private static void activate(Connection connection, int number) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ACTIVATE)) {
            update.setInt(1, number);
            update.executeUpdate();
        }
    }
}
