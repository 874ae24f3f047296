package org.jixiao.platform.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The table of what is still to be published. The relay alone sends. */
@ApplicationScoped
public class Outbox {

    static final int SHARDS = 8;

    private static final String INSERT = """
            insert into outbox (shard, topic, key, version, payload, headers)
            select shard, topic, key, version, payload, string_to_array(headers, E'\\x1f')
              from unnest(?::smallint[], ?::text[], ?::bytea[], ?::bigint[], ?::bytea[], ?::text[])
                   with ordinality as m(shard, topic, key, version, payload, headers, position)
             order by position
            """;

    /**
     * Adds messages in their order, in the transaction that changed what they tell of: both commit or neither.
     * The rows of the aggregates that they tell of must be locked by this transaction already.
     */
    public void append(Connection connection, List<OutboxMessage> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns columns = new Columns(connection, messages);
            insert.setArray(1, columns.of("smallint", Short[]::new, message -> shardOf(message.key())));
            insert.setArray(2, columns.of("text", String[]::new, OutboxMessage::topic));
            insert.setArray(3, columns.of("bytea", byte[][]::new, OutboxMessage::key));
            insert.setArray(4, columns.of("bigint", Long[]::new, OutboxMessage::version));
            insert.setArray(5, columns.of("bytea", byte[][]::new, OutboxMessage::payload));
            insert.setArray(6, columns.of("text", String[]::new, message -> flat(message.headers())));
            insert.executeUpdate();
        }
    }

    private static short shardOf(byte[] key) {
        return (short) Math.floorMod(Arrays.hashCode(key), SHARDS);
    }

    /** Name and value by turns, with a separator that neither can contain once control characters are dropped. */
    private static String flat(Map<String, String> headers) {
        StringBuilder flat = new StringBuilder();
        headers.forEach((name, value) -> flat.append(flat.isEmpty() ? "" : "\u001f")
                .append(name)
                .append('\u001f')
                .append(value.replaceAll("\\p{Cntrl}", " ")));
        return flat.toString();
    }

    private record Columns(Connection connection, List<OutboxMessage> messages) {

        <T> Array of(String type, IntFunction<T[]> array, Function<OutboxMessage, T> column) throws SQLException {
            return connection.createArrayOf(type, messages.stream().map(column).toArray(array));
        }
    }
}
