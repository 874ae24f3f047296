package org.jixiao.reporting.generation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds two generations against each other while both go on reading. Each look is one snapshot, in which one generation may be
 * ahead of the other; a difference is what is still exactly the same difference when both have passed the point at which
 * either was in the look before.
 */
@ApplicationScoped
class Comparing {

    private static final String MOMENT = "set transaction isolation level repeatable read, read only";
    private static final int MOST_LOOKS = 5;
    private static final int MOST_KEPT = 10_000;
    private static final int MOST_KEYS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();

    private final DataSource database;
    private final Sources sources;
    private final Clock clock;

    Comparing(DataSource database, Sources sources, Clock clock) {
        this.database = database;
        this.sources = sources;
        this.clock = clock;
    }

    /** Two hashes under one key; null where there is no row. */
    private record Pair(String one, String other) {}

    private record Look(
            Map<String, Long> rows,
            Map<String, Map<String, Pair>> differing,
            Map<TopicPartition, Long> furthest,
            boolean isWhole) {}

    Compared compare(int one, int other) throws SQLException {
        Look before = look(one, other);
        Map<String, Map<String, Pair>> found = before.differing();
        for (int looks = 1; looks < MOST_LOOKS && !isEmpty(found); looks++) {
            awaitBoth(one, other, before.furthest());
            Look now = look(one, other);
            found = both(before.differing(), now.differing());
            if (!isEmpty(found) || before.isWhole() || now.isWhole()) {
                break;
            }
            found = now.differing();
            before = now;
        }
        return compared(other, before.rows(), found);
    }

    private Compared compared(int other, Map<String, Long> rows, Map<String, Map<String, Pair>> found) {
        List<Compared.OfTable> tables = new ArrayList<>();
        rows.forEach((table, count) -> {
            Map<String, Pair> differing = found.get(table);
            tables.add(new Compared.OfTable(
                    table,
                    count,
                    differing.size(),
                    differing.keySet().stream().sorted().limit(MOST_KEYS).toList()));
        });
        return new Compared(
                other,
                clock.instant(),
                tables.stream().mapToLong(Compared.OfTable::rows).sum(),
                tables.stream().mapToLong(Compared.OfTable::differing).sum(),
                tables);
    }

    private Look look(int one, int other) throws SQLException {
        return Deed.inTransaction(
                database, MOMENT, connection -> Deed.patiently(connection, same -> look(same, one, other)));
    }

    private Look look(Connection connection, int one, int other) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        Map<String, Map<String, Pair>> differing = new HashMap<>();
        boolean whole = true;
        for (TableShape table : TableShape.of(connection, one)) {
            rows.put(table.name(), count(connection, table, one));
            Map<String, Pair> pairs = differing(connection, table, one, other);
            differing.put(table.name(), pairs);
            whole &= pairs.size() < MOST_KEPT;
        }
        return new Look(rows, differing, furthest(connection, one, other), whole);
    }

    private static long count(Connection connection, TableShape table, int generation) throws SQLException {
        String sql = "select count(*) from (" + table.hashes(generation) + ") as counted";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Map<String, Pair> differing(Connection connection, TableShape table, int one, int other)
            throws SQLException {
        String sql = """
                select key, one.hash, other.hash from (%s) as one full join (%s) as other using (key)
                 where one.hash is distinct from other.hash limit ?
                """.formatted(table.hashes(one), table.hashes(other));
        Map<String, Pair> pairs = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, MOST_KEPT);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    pairs.put(row.getString(1), new Pair(row.getString(2), row.getString(3)));
                }
            }
        }
        return pairs;
    }

    private Map<TopicPartition, Long> furthest(Connection connection, int one, int other) throws SQLException {
        Map<TopicPartition, Long> furthest =
                new HashMap<>(Position.of(connection, sources.names(one)).next());
        Position.of(connection, sources.names(other))
                .next()
                .forEach((partition, next) -> furthest.merge(partition, next, Math::max));
        return furthest;
    }

    /** A generation that does not get there is behind, and what it lacks is a difference. */
    private void awaitBoth(int one, int other, Map<TopicPartition, Long> furthest) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !(isThere(one, furthest) && isThere(other, furthest))) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private boolean isThere(int generation, Map<TopicPartition, Long> furthest) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Position.of(connection, sources.names(generation)).hasReached(furthest);
        }
    }

    private static Map<String, Map<String, Pair>> both(
            Map<String, Map<String, Pair>> before, Map<String, Map<String, Pair>> now) {
        Map<String, Map<String, Pair>> stayed = new HashMap<>();
        now.forEach((table, pairs) -> {
            Map<String, Pair> same = new HashMap<>(pairs);
            same.entrySet().retainAll(before.get(table).entrySet());
            stayed.put(table, same);
        });
        return stayed;
    }

    private static boolean isEmpty(Map<String, Map<String, Pair>> found) {
        return found.values().stream().allMatch(Map::isEmpty);
    }
}
