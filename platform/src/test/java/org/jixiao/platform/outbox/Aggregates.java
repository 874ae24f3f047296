package org.jixiao.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jixiao.platform.Plumbing;

/** Aggregates that do nothing but change, each change with its message. */
final class Aggregates {

    private static final String LOCK = "select version from aggregate where id = ? for update";
    private static final String BUMP = "update aggregate set version = ? where id = ?";

    private final Plumbing plumbing;
    private final String topic;
    private final Outbox outbox = new Outbox();

    Aggregates(Plumbing plumbing, String topic, List<String> ids) throws SQLException {
        this.plumbing = plumbing;
        this.topic = topic;
        plumbing.execute("create table if not exists aggregate (id text primary key, version bigint not null)");
        for (String id : ids) {
            plumbing.execute("insert into aggregate values ('" + id + "', 0)");
        }
    }

    /** Changes aggregates in the given transaction, under their row locks. */
    void change(Connection connection, String... ids) throws SQLException {
        List<OutboxMessage> messages = new ArrayList<>();
        for (String id : Arrays.stream(ids).distinct().sorted().toList()) {
            long version = lock(connection, id) + 1;
            try (PreparedStatement bump = connection.prepareStatement(BUMP)) {
                bump.setLong(1, version);
                bump.setString(2, id);
                bump.executeUpdate();
            }
            messages.add(message(topic, id, version));
        }
        outbox.append(connection, messages);
    }

    /** Changes aggregates in a transaction of their own. */
    void change(String... ids) throws SQLException {
        plumbing.inTransaction(connection -> change(connection, ids));
    }

    /** Every version that was committed, of each aggregate that ever changed. */
    Map<String, List<Long>> committed() {
        Map<String, List<Long>> committed = new TreeMap<>();
        plumbing.rows("select id, version from aggregate where version > 0")
                .forEach(row -> committed.put(row.getFirst(), Published.upTo(Long.parseLong(row.getLast()))));
        return committed;
    }

    static OutboxMessage message(String topic, String key, long version) {
        byte[] payload = Long.toString(version).getBytes(StandardCharsets.UTF_8);
        return new OutboxMessage(topic, key.getBytes(StandardCharsets.UTF_8), 1, version, payload, Map.of());
    }

    private static long lock(Connection connection, String id) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, id);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
