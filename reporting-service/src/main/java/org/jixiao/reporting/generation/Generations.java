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
    private static final String NUMBERS =
            "select number from generation where dropped_at is null and shape = ? order by number";
    private static final String LIVE_OF_ALL_VERSIONS = "select number from generation where live";
    private static final String LIVE = "select number from generation where shape = ? and live";
    private static final String SUCCESSOR = """
            select max(number) from generation as each
             where shape = ? and caught_up_at is not null and dropped_at is null
               and not exists (select from generation where shape = each.shape and live)
            """;
    private static final String ANY = "select from generation limit 1";
    private static final String CREATE =
            "insert into generation (shape, started_by, bulk) values (?, ?, ?) returning number";
    private static final String DEACTIVATE = "update generation set live = false where shape = ? and live";
    private static final String ACTIVATE = "update generation set live = true where number = ?";
    /** Those that know of no other live generation follow a switch between tables of theirs, and stay where they are else. */
    private static final String TELL_EARLIER_VERSIONS = """
            insert into live_generation (number) values (?) on conflict (only_row) do update set number = excluded.number
             where (select shape from generation where number = live_generation.number) = ?
            """;

    private static final String FILLING =
            "select from generation where number = ? and caught_up_at is null and dropped_at is null";
    private static final String IN_BULK = "select from generation where number = ? and bulk is not null";
    private static final String FORGET = "delete from inbox_offset where subscription = any (?)";

    private final DataSource database;

    Generations(DataSource database) {
        this.database = database;
    }

    /**
     * Makes the first generation. Also another when none has the tables of this version of the service: it is filled while
     * other versions go on with theirs, and this one is not ready before that is done.
     */
    void prepare(@Observes @Priority(BEFORE_EVENTS) StartupEvent event) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            lock(connection);
            if (numbers(connection).isEmpty()) {
                boolean first = !isAny(connection);
                int number = create(connection, null, !first);
                if (first) {
                    activate(connection, number);
                }
                LOG.infof("event=generation_made generation=%d shape=%s", number, Shape.CURRENT.hash());
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the read model could not be prepared", e);
        }
    }

    /** Nobody else starts, switches or drops a generation until the transaction ends. */
    static void lock(Connection connection) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute(ALONE);
        }
    }

    /** The generations with the tables of this version that have not been dropped, in the order in which they were started. */
    public static List<Integer> numbers(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NUMBERS)) {
            select.setString(1, Shape.CURRENT.hash());
            return numbers(select);
        }
    }

    /** Those that readers see, of this version of the service and of any other. */
    static List<Integer> liveOfAllVersions(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LIVE_OF_ALL_VERSIONS)) {
            return numbers(select);
        }
    }

    private static List<Integer> numbers(PreparedStatement select) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                numbers.add(row.getInt(1));
            }
        }
        return numbers;
    }

    /** Whether it has not come to the ends of the topics yet. */
    static boolean isBeingFilled(Connection connection, int number) throws SQLException {
        return isThere(connection, FILLING, number);
    }

    /** Whether its tables are in the making: they do not agree with each other. */
    static boolean isInBulk(Connection connection, int number) throws SQLException {
        return isThere(connection, IN_BULK, number);
    }

    private static boolean isThere(Connection connection, String sql, int number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static void forgetOffsets(Connection connection, List<String> subscriptions) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setArray(1, connection.createArrayOf("text", subscriptions.toArray()));
            delete.executeUpdate();
        }
    }

    /** The one that readers of this version see; 0 when there is none. */
    static int live(Connection connection) throws SQLException {
        return ofShape(connection, LIVE);
    }

    /** The one that readers of this version can be let into, who have none; 0 when they have one, or none has caught up. */
    static int successor(Connection connection) throws SQLException {
        return ofShape(connection, SUCCESSOR);
    }

    private static int ofShape(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, Shape.CURRENT.hash());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private static boolean isAny(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ANY);
                ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    /**
     * Makes the empty tables of a new generation, which nobody reads yet.
     *
     * @param inBulk whether it is filled in bulk first, and must not be read before that is over
     */
    int create(Connection connection, String caller, boolean inBulk) throws SQLException {
        int number;
        try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
            insert.setString(1, Shape.CURRENT.hash());
            insert.setString(2, caller);
            insert.setString(3, inBulk ? "DUE" : null);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                number = row.getInt(1);
            }
        }
        try (Statement make = connection.createStatement()) {
            make.execute("create schema read_" + number);
            SearchPath.into(connection, number);
            make.execute(Shape.CURRENT.sql());
        }
        return number;
    }

    /** Lets readers of this version see it instead of any other. Nobody else does anything to the generations meanwhile. */
    static void activate(Connection connection, int number) throws SQLException {
        try (PreparedStatement deactivate = connection.prepareStatement(DEACTIVATE);
                PreparedStatement activate = connection.prepareStatement(ACTIVATE);
                PreparedStatement tell = connection.prepareStatement(TELL_EARLIER_VERSIONS)) {
            deactivate.setString(1, Shape.CURRENT.hash());
            deactivate.executeUpdate();
            activate.setInt(1, number);
            activate.executeUpdate();
            tell.setInt(1, number);
            tell.setString(2, Shape.CURRENT.hash());
            tell.executeUpdate();
        }
    }
}
