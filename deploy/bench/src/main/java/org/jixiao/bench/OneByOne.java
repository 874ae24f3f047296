package org.jixiao.bench;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jixiao.local.PackagedService;

/**
 * One transaction per event: the same packaged service on the same events, told to take one at a time. Everything else is the
 * same, so that the difference is what a transaction costs. It is watched for a while and not to the end.
 */
final class OneByOne {

    private static final String NEVER = Integer.toString(Integer.MAX_VALUE);
    private static final int FIRST_EVENTS = 500;

    private final Servers servers;
    private final Services services;
    private final Duration sample;

    OneByOne(Servers servers, Services services, Duration sample) {
        this.servers = servers;
        this.services = services;
        this.sample = sample;
    }

    /**
     * What was seen.
     *
     * @param content what it has ended with; null when it did not come to the end
     */
    record Seen(long events, Duration took, Content content) {}

    /**
     * Lets a second instance of the service read from {@code begin} to the present end of its topics.
     *
     * @param written the tables that are to be empty
     */
    Seen measure(Owner owner, Map<TopicPartition, Long> begin, Set<String> written) throws SQLException, IOException {
        String name = owner.word() + "_one_by_one";
        servers.createDatabase(name, owner);
        List<String> topics = owner.sources(Services.SENDER);
        try (Database database = new Database(servers.connect(name))) {
            database.truncate(written);
            takeOver(services.database(owner), database, owner);
            rewind(database, begin);
            long first = database.position(topics);
            long last = servers.ends(topics).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            Map<String, String> settings = Map.of(
                    "JIXIAO_EVENTS_INBOX_BATCH_SIZE",
                    "1",
                    "JIXIAO_PROJECTIONS_BACKLOG",
                    NEVER,
                    "JIXIAO_EVENTS_SERVICE",
                    name.replace('_', '-'));
            PackagedService service = servers.start(owner, name, settings);
            try {
                Servers.awaitReady(service);
                return watch(database, owner, first, last);
            } finally {
                service.close();
            }
        }
    }

    private Seen watch(Database database, Owner owner, long first, long last) throws SQLException {
        List<String> topics = owner.sources(Services.SENDER);
        database.awaitPosition(topics, Math.min(first + FIRST_EVENTS, first + (last - first) / 4));
        long from = database.position(topics);
        long began = System.nanoTime();
        long deadline = began + sample.toNanos();
        long reached = from;
        while (reached < last && System.nanoTime() < deadline) {
            database.awaitPosition(topics, Math.min(last, reached + 20));
            reached = database.position(topics);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return new Seen(reached - from, took, reached == last ? Content.of(database, owner) : null);
    }

    private static void takeOver(Database from, Database to, Owner owner) throws SQLException, IOException {
        List<String> tables = new java.util.ArrayList<>(owner.references());
        tables.add("inbox_offset");
        if (owner.takesInbound()) {
            tables.addAll(from.tables().stream()
                    .filter(table -> table.startsWith("sender"))
                    .toList());
        }
        to.execute("truncate " + String.join(", ", tables) + " cascade");
        CopyBaseline.transfer(from, to, tables);
    }

    private static void rewind(Database database, Map<TopicPartition, Long> begin) throws SQLException {
        try (PreparedStatement update = database.connection()
                .prepareStatement(
                        "update inbox_offset set next_offset = ? where topic = ? and part = ? and subscription <> ?")) {
            for (Map.Entry<TopicPartition, Long> each : begin.entrySet()) {
                update.setLong(1, each.getValue());
                update.setString(2, each.getKey().topic());
                update.setInt(3, each.getKey().partition());
                update.setString(4, "known-project-money");
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
