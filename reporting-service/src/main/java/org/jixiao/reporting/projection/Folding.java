package org.jixiao.reporting.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.reporting.generation.Generations;
import org.jixiao.reporting.generation.SearchPath;

/**
 * Adds up what partitions keep apart of a department's totals, so that its readers find a row or a few instead of one for
 * every partition. Rows are taken that no batch is writing, and batches never wait for more than one step of this. It is
 * done when nothing more arrives; where something always does, every few minutes all the same. One replica does it. No reader
 * sees another figure, nor another version.
 */
@ApplicationScoped
class Folding implements Chore {

    /** Of the same totals; so many stay apart, so that a single event leads to no second writing. */
    private static final int MOST_ROWS = 4;

    private static final int SLICE = 200;
    private static final Duration REST = Duration.ofSeconds(2);

    /** Taken before anything else: a generation is not dropped under a step. */
    private static final String STAYS = "lock table generation in row exclusive mode";

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtextextended('folding', 0))";
    private static final String READ_UP_TO = "select coalesce(sum(next_offset), 0) from inbox_offset";

    private final DataSource database;
    private final Clock clock;
    private final Map<Integer, Long> folded = new HashMap<>();
    private final Lull lull = new Lull();
    private Instant next = Instant.EPOCH;

    Folding(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean round() throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        boolean more = false;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long upTo = number(connection, READ_UP_TO);
                if (lull.isThere(upTo, now)) {
                    for (int generation : generations(connection)) {
                        if (!Long.valueOf(upTo).equals(folded.get(generation))) {
                            more |= step(connection, generation, upTo);
                        }
                    }
                    if (!more) {
                        lull.used(now);
                    }
                }
            } finally {
                connection.rollback();
            }
        }
        next = more ? now : now.plus(REST);
        return more;
    }

    private List<Integer> generations(Connection connection) throws SQLException {
        List<Integer> numbers = Generations.numbers(connection);
        folded.keySet().retainAll(numbers);
        connection.rollback();
        return numbers;
    }

    /** Whether there is more to fold in this generation. */
    private boolean step(Connection connection, int generation, long upTo) throws SQLException {
        try (Statement begin = connection.createStatement()) {
            begin.execute(STAYS);
        }
        if (!isAlone(connection)) {
            connection.rollback();
            return false;
        }
        SearchPath.into(connection, generation);
        boolean more = false;
        for (Fold each : Fold.values()) {
            more |= each.fold(connection, MOST_ROWS, SLICE) == SLICE;
        }
        connection.commit();
        if (!more) {
            folded.put(generation, upTo);
        }
        return more;
    }

    private static boolean isAlone(Connection connection) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(ALONE);
                ResultSet row = take.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
