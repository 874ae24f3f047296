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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.platform.inbox.Rest;
import org.jixiao.reporting.generation.Deed;
import org.jixiao.reporting.generation.Generations;
import org.jixiao.reporting.generation.SearchPath;
import org.jixiao.reporting.goaltable.Finding;
import org.jixiao.reporting.goaltable.GoalTables;
import org.jixiao.reporting.projection.Flood;

/**
 * Evaluates the rules for the departments that have changed, a few at a time, each time in one transaction that sees one
 * moment. What has changed is looked for once for many of them, because that means reading all totals. One replica does it;
 * another goes on when that one is gone. The projection never waits for it, nor does it take the database from a flood.
 */
@ApplicationScoped
class Evaluating implements Chore {

    /** So many that a slice takes well under a second, even when all of them are large. */
    private static final int SLICE = 20;

    private static final int MOST_DUE = 10_000;
    private static final Duration REST = Duration.ofSeconds(1);
    /** What is due waits so long for the end of a flood. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    /** What waits no longer is done in a fifth of the time. */
    private static final Rest IN_FLOOD = Rest.times(4);

    /** What somebody changes by hand comes with no event: it is looked after now and then all the same. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private static final String MOMENT = "set transaction isolation level repeatable read";
    /** Taken before anything else: a generation is not dropped under a slice, nor a slice begun in one that is being dropped. */
    private static final String STAYS = "lock table generation in row exclusive mode";

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtextextended('findings', 0))";

    private static final String WHOLE = """
            select number from generation
             where dropped_at is null and (caught_up_at is not null or live)
            """;

    /** Where the loops have come to: as long as that is the same, no event has changed anything. */
    private static final String READ_UP_TO = """
            select coalesce((select sum(next_offset) from inbox_offset), 0) as records,
                   coalesce((select string_agg(number::text, ',' order by number) from generation
                              where dropped_at is null), '') as generations
            """;

    private final DataSource database;
    private final Flood flood;
    private final Stamps stamps;
    private final Findings findings;
    private final GoalTables tables;
    private final Clock clock;
    private final Map<Integer, Pass> passes = new HashMap<>();
    private final Map<Integer, Done> done = new HashMap<>();
    private Instant lookedForDue = Instant.EPOCH;
    private Instant next = Instant.EPOCH;

    Evaluating(DataSource database, Flood flood, Stamps stamps, Findings findings, GoalTables tables, Clock clock) {
        this.database = database;
        this.flood = flood;
        this.stamps = stamps;
        this.findings = findings;
        this.tables = tables;
        this.clock = clock;
    }

    private record UpTo(long records, String generations) {}

    /** Everything that had been read up to somewhere was evaluated. */
    private record Done(UpTo upTo, Instant at) {}

    /** What was due when everything had been read up to somewhere, as far as it has not been evaluated since. */
    private record Pass(UpTo upTo, Deque<Due> due, boolean isAll) {

        private List<Due> next() {
            List<Due> slice = new ArrayList<>();
            while (slice.size() < SLICE && !due.isEmpty()) {
                slice.add(due.poll());
            }
            return slice;
        }
    }

    @Override
    public boolean round() throws SQLException {
        Instant began = clock.instant();
        if (began.isBefore(next)) {
            return false;
        }
        boolean flooded = flood.isOn();
        boolean waits = flooded && began.isBefore(lookedForDue.plus(LONGEST_DELAY));
        boolean more = false;
        for (int generation : generations()) {
            if (!waits || passes.containsKey(generation)) {
                more |= slice(generation);
            }
        }
        Instant ended = clock.instant();
        Duration worked = Duration.between(began, ended);
        next = ended.plus(!more ? REST : flooded ? IN_FLOOD.after(worked) : Duration.ZERO);
        return more && !flooded;
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
            passes.keySet().retainAll(whole);
            return List.copyOf(whole);
        }
    }

    /** Whether there is more to evaluate in this generation. */
    private boolean slice(int generation) throws SQLException {
        boolean committed = false;
        try {
            boolean more = Deed.inTransaction(database, MOMENT, connection -> slice(connection, generation));
            committed = true;
            return more;
        } finally {
            if (!committed) {
                passes.remove(generation);
                done.remove(generation);
            }
        }
    }

    private boolean slice(Connection connection, int generation) throws SQLException {
        try (Statement begin = connection.createStatement()) {
            begin.execute(STAYS);
            if (!isTrue(begin, ALONE)) {
                passes.remove(generation);
                return false;
            }
        }
        Pass pass = passes.get(generation);
        if (pass == null) {
            UpTo upTo = readUpTo(connection);
            Done last = done.get(generation);
            if (last != null && last.upTo.equals(upTo) && clock.instant().isBefore(last.at.plus(LONGEST_REST))) {
                return false;
            }
            SearchPath.into(connection, generation);
            List<Due> due = stamps.due(connection, MOST_DUE);
            lookedForDue = clock.instant();
            pass = new Pass(upTo, new ArrayDeque<>(due), due.size() < MOST_DUE);
            passes.put(generation, pass);
        }
        SearchPath.into(connection, generation);
        evaluate(connection, pass.next());
        if (!pass.due.isEmpty()) {
            return true;
        }
        passes.remove(generation);
        if (pass.isAll) {
            done.put(generation, new Done(pass.upTo, clock.instant()));
        }
        return !pass.isAll;
    }

    /** What has changed since it was looked for gets the stamp of then, and so is due again. */
    private void evaluate(Connection connection, List<Due> due) throws SQLException {
        if (due.isEmpty()) {
            return;
        }
        Map<Due, List<Finding>> found = new HashMap<>();
        for (Due each : due) {
            found.put(each, tables.findings(connection, each.fiscalYear(), each.departmentCode()));
        }
        findings.replace(connection, due, found, clock.instant());
    }

    private static boolean isTrue(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static UpTo readUpTo(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ_UP_TO);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new UpTo(row.getLong("records"), row.getString("generations"));
        }
    }
}
