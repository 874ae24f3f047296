package org.jixiao.reporting.finding;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.reporting.generation.Generations;
import org.jixiao.reporting.generation.SearchPath;
import org.jixiao.reporting.goaltable.Finding;
import org.jixiao.reporting.goaltable.GoalTables;

/**
 * Evaluates the rules for the departments that have changed, a few at a time, each time in one transaction that sees one
 * moment. One replica does it; another goes on when that one is gone. The projection never waits for it.
 */
@ApplicationScoped
class Evaluating implements Chore {

    /** So many that a slice takes well under a second, even when all of them are large. */
    private static final int SLICE = 20;

    private static final Duration REST = Duration.ofSeconds(1);
    private static final String MOMENT = "set transaction isolation level repeatable read";
    /** Taken before anything else: a generation is not dropped under a slice, nor a slice begun in one that is being dropped. */
    private static final String STAYS = "lock table generation in row exclusive mode";

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtextextended('findings', 0))";

    private static final String WHOLE = """
            select number from generation
             where dropped_at is null and (caught_up_at is not null or number = (select number from live_generation))
            """;

    /** Where the loops have come to: as long as that is the same, nothing has changed. */
    private static final String READ_UP_TO = """
            select coalesce((select sum(next_offset) from inbox_offset), 0) || ' '
                   || coalesce((select string_agg(number::text, ',' order by number) from generation
                                 where dropped_at is null), '')
            """;

    private final DataSource database;
    private final Stamps stamps;
    private final Findings findings;
    private final GoalTables tables;
    private final Clock clock;
    private final Map<Integer, String> done = new HashMap<>();
    private Instant next = Instant.EPOCH;

    Evaluating(DataSource database, Stamps stamps, Findings findings, GoalTables tables, Clock clock) {
        this.database = database;
        this.stamps = stamps;
        this.findings = findings;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public boolean round() throws SQLException {
        if (clock.instant().isBefore(next)) {
            return false;
        }
        boolean more = false;
        for (int generation : generations()) {
            more |= slice(generation);
        }
        next = more ? clock.instant() : clock.instant().plus(REST);
        return more;
    }

    /** Those that this version of the service can read and that are no longer being filled. */
    private List<Integer> generations() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(WHOLE);
                ResultSet row = select.executeQuery()) {
            Set<Integer> whole = new HashSet<>();
            while (row.next()) {
                whole.add(row.getInt(1));
            }
            whole.retainAll(Generations.numbers(connection));
            done.keySet().retainAll(whole);
            return List.copyOf(whole);
        }
    }

    /** Whether there is more to evaluate in this generation. */
    private boolean slice(int generation) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean more = slice(connection, generation);
                connection.commit();
                return more;
            } finally {
                connection.rollback();
            }
        }
    }

    private boolean slice(Connection connection, int generation) throws SQLException {
        try (Statement begin = connection.createStatement()) {
            begin.execute(MOMENT);
            begin.execute(STAYS);
            if (!isTrue(begin, ALONE)) {
                return false;
            }
        }
        String upTo = readUpTo(connection);
        if (upTo.equals(done.get(generation))) {
            return false;
        }
        SearchPath.into(connection, generation);
        List<Due> due = stamps.due(connection, SLICE);
        if (!due.isEmpty()) {
            Map<Due, List<Finding>> found = new HashMap<>();
            for (Due each : due) {
                found.put(each, tables.findings(connection, each.fiscalYear(), each.departmentCode()));
            }
            findings.replace(connection, new ArrayList<>(due), found, clock.instant());
        }
        boolean more = due.size() == SLICE;
        if (!more) {
            done.put(generation, upTo);
        }
        return more;
    }

    private static boolean isTrue(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static String readUpTo(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ_UP_TO);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
