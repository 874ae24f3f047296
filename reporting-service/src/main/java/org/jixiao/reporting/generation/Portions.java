package org.jixiao.reporting.generation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * The portions of a generation that is filled in bulk, and who has which. Whoever has one and is not heard of loses it to the
 * next who asks; what he writes after all is rolled back, because he has to be the one who has it when he commits.
 */
@ApplicationScoped
class Portions {

    private static final String DUE = """
            select number, bulk = 'DIVIDED' from generation
             where bulk is not null and dropped_at is null and shape = ? order by number limit 1
            """;
    /** Before a row of it, as whoever drops a generation does, so that none waits for the other in turn. */
    private static final String TABLE_FIRST = "lock table generation in row exclusive mode";

    private static final String TAKE =
            "select from generation where number = ? and bulk = ? and dropped_at is null for update";
    private static final String DIVIDE =
            "insert into generation_portion (number, part) select ?, part from generate_series(0, ? - 1) as part";
    private static final String SET = "update generation set bulk = ? where number = ?";
    private static final String CLAIM = """
            update generation_portion set claimed_by = ?, claimed_until = now() + ?::interval, records = 0
             where (number, part) = (
               select number, part from generation_portion
                where number = ? and filled_at is null and (claimed_until is null or claimed_until < now())
                order by part limit 1 for update skip locked)
            returning part
            """;
    private static final String RENEW = """
            update generation_portion set claimed_until = now() + ?::interval, records = ?
             where number = ? and part = ? and claimed_by = ? and filled_at is null
            """;
    private static final String FILL = """
            update generation_portion set filled_at = now(), claimed_until = null
             where number = ? and part = ? and claimed_by = ? and filled_at is null
            """;
    private static final String GO_ON =
            "insert into inbox_offset (subscription, topic, part, next_offset) values (?, ?, ?, ?)";
    private static final String UNFILLED = "select from generation_portion where number = ? and filled_at is null";
    private static final String FORGET = "delete from generation_portion where number = ?";
    private static final String LONGEST_STANDSTILL = "set local idle_in_transaction_session_timeout = '30s'";

    private final DataSource database;
    private final Bulk bulk;

    Portions(DataSource database, Sources sources) {
        this.database = database;
        this.bulk = sources.bulk();
    }

    /** A generation that is to be filled in bulk. */
    record Due(int generation, boolean isDivided) {}

    /** One that is being read. */
    record Claim(int generation, int part, UUID by) {}

    /** The generation that comes before any other. */
    Optional<Due> due() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setString(1, Shape.CURRENT.hash());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Due(row.getInt(1), row.getBoolean(2))) : Optional.empty();
            }
        }
    }

    /**
     * Divides a generation up, unless somebody has done so.
     *
     * @param parts how many portions; 0 when the topics are not alike, so that the ordinary batches fill all of it
     */
    void divide(int generation, int parts) throws SQLException {
        inTransaction(connection -> {
            if (take(connection, generation, "DUE")) {
                update(connection, DIVIDE, generation, parts);
                set(connection, generation, parts == 0 ? null : "DIVIDED");
            }
            return generation;
        });
    }

    /** One that nobody has; none when all are filled or somebody's. */
    Optional<Claim> claim(int generation, Duration lasting) throws SQLException {
        UUID by = UUID.randomUUID();
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(CLAIM)) {
            update.setObject(1, by);
            update.setString(2, lasting.toString());
            update.setInt(3, generation);
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? Optional.of(new Claim(generation, row.getInt(1), by)) : Optional.empty();
            }
        }
    }

    /** @throws SQLTransientException when it is somebody else's, or the generation was dropped */
    void renew(Claim claim, Duration lasting, long records) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(RENEW)) {
            update.setString(1, lasting.toString());
            update.setLong(2, records);
            name(update, 3, claim);
            requireOne(update);
        }
    }

    /**
     * Writes a portion, with the offsets from which the ordinary batches go on.
     *
     * @return how many rows
     * @throws SQLTransientException when it is somebody else's, or the generation was dropped
     */
    long fill(Claim claim, Bulk.Gathered gathered) throws SQLException {
        return inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(FILL)) {
                name(update, 1, claim);
                requireOne(update);
            }
            SearchPath.into(connection, claim.generation());
            long rows = gathered.write(connection);
            goOn(connection, claim.generation(), gathered.next());
            return rows;
        });
    }

    /**
     * Completes a generation whose portions are all filled.
     *
     * @return whether that was done now
     */
    boolean complete(int generation) throws SQLException {
        return inTransaction(connection -> {
            if (!take(connection, generation, "DIVIDED") || isThereAny(connection, generation)) {
                return false;
            }
            SearchPath.into(connection, generation);
            Deed.patiently(connection, same -> {
                bulk.complete(same);
                return generation;
            });
            update(connection, FORGET, generation);
            set(connection, generation, null);
            return true;
        });
    }

    /** After it was completed: readers come to tables that the planner knows nothing of. */
    void analyze(int generation) throws SQLException {
        inTransaction(connection -> {
            SearchPath.into(connection, generation);
            bulk.analyze(connection);
            return generation;
        });
    }

    /** Starts a generation over, for the ordinary batches to fill: they get along with whatever stood in the way. */
    void giveUp(int generation) throws SQLException {
        inTransaction(connection -> {
            if (take(connection, generation, "DIVIDED")) {
                update(connection, FORGET, generation);
                Generations.forgetOffsets(connection, bulk.names(generation));
                SearchPath.into(connection, generation);
                bulk.clear(connection);
                set(connection, generation, null);
            }
            return generation;
        });
    }

    /** First of all that drops a generation: who has a portion in hand holds it as long as he writes. */
    static void forget(Connection connection, int generation) throws SQLException {
        update(connection, FORGET, generation);
    }

    private void goOn(Connection connection, int generation, Map<TopicPartition, Long> next) throws SQLException {
        List<String> names = bulk.names(generation);
        try (PreparedStatement insert = connection.prepareStatement(GO_ON)) {
            for (Map.Entry<TopicPartition, Long> each : next.entrySet()) {
                insert.setString(
                        1, names.get(bulk.topics().indexOf(each.getKey().topic())));
                insert.setString(2, each.getKey().topic());
                insert.setInt(3, each.getKey().partition());
                insert.setLong(4, each.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private <T> T inTransaction(Deed<T> deed) throws SQLException {
        return Deed.inTransaction(database, LONGEST_STANDSTILL, deed);
    }

    private static boolean take(Connection connection, int generation, String state) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute(TABLE_FIRST);
        }
        try (PreparedStatement select = connection.prepareStatement(TAKE)) {
            select.setInt(1, generation);
            select.setString(2, state);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static boolean isThereAny(Connection connection, int generation) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNFILLED)) {
            select.setInt(1, generation);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void set(Connection connection, int generation, String state) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SET)) {
            update.setString(1, state);
            update.setInt(2, generation);
            update.executeUpdate();
        }
    }

    private static void update(Connection connection, String sql, int... numbers) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < numbers.length; i++) {
                update.setInt(i + 1, numbers[i]);
            }
            update.executeUpdate();
        }
    }

    private static void name(PreparedStatement statement, int first, Claim claim) throws SQLException {
        statement.setInt(first, claim.generation());
        statement.setInt(first + 1, claim.part());
        statement.setObject(first + 2, claim.by());
    }

    private static void requireOne(PreparedStatement update) throws SQLException {
        if (update.executeUpdate() != 1) {
            throw new SQLTransientException("the portion is somebody else's");
        }
    }
}
