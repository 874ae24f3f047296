package org.jixiao.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the bench asks of a service's database, over one connection of its own. */
final class Database implements AutoCloseable {

    /** Tables that are kept from round to round: where the reading stands, and what other topics have brought. */
    private static final Set<String> KEPT = Set.of(
            "inbox_offset",
            "known_project",
            "generation",
            "live_generation",
            "generation_portion",
            "generation_comparison",
            "generation_activation",
            "digest",
            "digest_mark",
            "owner_digest",
            "reconciliation",
            "reconciliation_difference",
            "stale_department",
            "flyway_schema_history");

    private static final String DEADLOCK = "40P01";

    /** Parents before children. */
    private static final String TABLES = """
            with recursive child as (
              select conrelid as child, confrelid as parent from pg_constraint where contype = 'f' and conrelid <> confrelid
            ), depth as (
              select c.oid, 0 as depth from pg_class c join pg_namespace n on n.oid = relnamespace
               where nspname = any (current_schemas(false)) and relkind = 'r'
              union
              select child.child, depth + 1 from depth join child on child.parent = depth.oid
            )
            select oid::regclass::text from depth group by oid order by max(depth), 1
            """;

    private static final Duration PAUSE = Duration.ofMillis(10);

    /** The subscriptions of other generations end with the number of theirs. */
    private static final String POSITION = """
            select coalesce(sum(next_offset), 0) from inbox_offset
             where topic = any (?) and (subscription !~ '^projection-.*-[0-9]+$' or subscription ~ ('-' || ? || '$'))
            """;

    private final Connection connection;
    private int generation;

    /** Of the read model's generations the first is looked at; others come and go. */
    Database(Connection connection) throws SQLException {
        this.connection = connection;
        lookAt(1);
    }

    /** From now on at this generation of the read model. */
    void lookAt(int number) throws SQLException {
        generation = number;
        execute("set search_path = read_" + number + ", public");
    }

    /** All tables in an order in which they can be filled. */
    List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(TABLES)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    /** The tables that have rows now, but for those that are kept from round to round. */
    Set<String> filled() throws SQLException {
        Set<String> filled = new TreeSet<>();
        for (String table : tables()) {
            if (!KEPT.contains(table) && number("select count(*) from (select from " + table + " limit 1) one") > 0) {
                filled.add(table);
            }
        }
        return filled;
    }

    /** Also while somebody reads them in another order. */
    void truncate(Collection<String> tables) throws SQLException {
        boolean isDone = tables.isEmpty();
        while (!isDone) {
            try {
                execute("truncate " + String.join(", ", tables));
                isDone = true;
            } catch (SQLException e) {
                if (!DEADLOCK.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** How far a service has read its topics, summed over the partitions. */
    long position(Collection<String> topics) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(POSITION)) {
            select.setArray(1, connection.createArrayOf("text", topics.toArray()));
            select.setInt(2, generation);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void awaitPosition(Collection<String> topics, long position) throws SQLException {
        while (position(topics) < position) {
            Servers.pause(PAUSE);
        }
    }

    /** Until a query counts something. */
    void await(String count) throws SQLException {
        while (number(count) == 0) {
            Servers.pause(PAUSE);
        }
    }

    /** Until the service has been given its partitions of these topics. */
    void awaitAssignment(Collection<String> topics, int partitions) throws SQLException {
        String names = topics.stream().map(topic -> "'" + topic + "'").collect(Collectors.joining(","));
        while (number("select count(*) from inbox_offset where topic in (" + names + ")") < partitions) {
            Servers.pause(PAUSE);
        }
    }

    /** Until the brokers have acknowledged everything that was to be published. */
    void awaitPublished() throws SQLException {
        while (number("select count(*) from (select from outbox_waiting limit 1) one") > 0) {
            Servers.pause(PAUSE);
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
