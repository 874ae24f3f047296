package org.jixiao.platform.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The table of what is still to be published, appended to by everybody and read by the relay, which alone sends. */
@ApplicationScoped
public class Outbox {

    private static final int SHARDS = 8;
    private static final String ALL_SHARDS =
            IntStream.range(0, SHARDS).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    private static final int LONGEST_ANSWER_SECONDS = 10;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** The message itself is never touched again; what waits is a narrow row that goes when it is published. */
    private static final String INSERT = """
            with message as (
              select nextval('outbox_id_seq') as id, shard, topic, key, epoch, version, payload,
                     string_to_array(headers, E'\\x1f') as headers
                from (select * from unnest(?::smallint[], ?::text[], ?::bytea[], ?::bigint[], ?::bigint[], ?::bytea[], ?::text[])
                             with ordinality as m(shard, topic, key, epoch, version, payload, headers, position)
                       where %s
                       order by position) as in_their_order
            ), waits as (
              insert into outbox_waiting (shard, id, topic) select shard, id, topic from message
            )
            insert into outbox (id, topic, key, epoch, version, payload, headers) overriding system value
            select id, topic, key, epoch, version, payload, headers from message
            """;

    private static final String ALL = INSERT.formatted("true");
    private static final String MISSING = INSERT.formatted("""
            not exists (select from outbox as sent
                         where (sent.topic, sent.key, sent.epoch, sent.version) = (m.topic, m.key, m.epoch, m.version))""");
    private static final String BEHIND = "select from outbox_waiting offset ? limit 1";

    /** Looks at the first row that waits in each shard; with "exists" the planner reads all that waits. */
    private static final String BUSY_SHARDS = """
            select shard from outbox_shard busy
             where (select id from outbox_waiting where shard = busy.shard order by id limit 1) is not null
             order by shard
            """;

    private static final String LOCK =
            "select shard from outbox_shard where shard = any (?) order by shard for update skip locked";

    private static final String READ = """
            select id, message.topic, key, payload, headers
              from unnest(?::smallint[]) as mine(shard)
             cross join lateral (select id from outbox_waiting
                                  where shard = mine.shard and topic <> all (?)
                                  order by id limit ?) as first
              join outbox as message using (id)
             order by id
            """;
    private static final String MARK = "delete from outbox_waiting where shard = any (?) and id = any (?)";
    private static final String BACKLOG = """
            select count(*), (select min(created_at) from outbox
                               where id in (select (select min(id) from outbox_waiting where shard = any_of.shard)
                                              from outbox_shard as any_of))
              from outbox_waiting
            """;
    /** Of what waits reads only what is between the same ids, in every shard: any number of rows may wait for good. */
    private static final String PURGE = """
            with looked_at as (
              select id, created_at < ? as old from outbox where id > ? order by id limit 10000
            ), purged as (
              delete from outbox where id in (
                select id from looked_at where old
                except
                select id from outbox_waiting
                 where shard in (%s)
                   and id between (select min(id) from looked_at) and (select max(id) from looked_at))
            )
            select case when count(*) = 10000 and bool_and(old) then max(id) else 0 end from looked_at
            """.formatted(ALL_SHARDS);

    /**
     * Adds messages in their order, in the transaction that changed what they tell of: both commit or neither.
     * The rows of the aggregates that they tell of must be locked by this transaction already.
     */
    public void append(Connection connection, List<OutboxMessage> messages) throws SQLException {
        insert(connection, ALL, messages);
    }

    /** The same but for versions that were appended under their epoch before. */
    public void appendMissing(Connection connection, List<OutboxMessage> messages) throws SQLException {
        insert(connection, MISSING, messages);
    }

    private static void insert(Connection connection, String sql, List<OutboxMessage> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            Columns columns = new Columns(connection, messages);
            insert.setArray(1, columns.of("smallint", Short[]::new, message -> shardOf(message.key())));
            insert.setArray(2, columns.of("text", String[]::new, OutboxMessage::topic));
            insert.setArray(3, columns.of("bytea", byte[][]::new, OutboxMessage::key));
            insert.setArray(4, columns.of("bigint", Long[]::new, OutboxMessage::epoch));
            insert.setArray(5, columns.of("bigint", Long[]::new, OutboxMessage::version));
            insert.setArray(6, columns.of("bytea", byte[][]::new, OutboxMessage::payload));
            insert.setArray(7, columns.of("text", String[]::new, message -> flat(message.headers())));
            insert.executeUpdate();
        }
    }

    /** Whether more messages than this wait to be published. */
    public boolean isBehind(Connection connection, int messages) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BEHIND)) {
            select.setInt(1, messages);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The shards in which something waits. */
    static List<Short> busyShards(Connection connection) throws SQLException {
        List<Short> shards = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(BUSY_SHARDS);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                shards.add(rows.getShort(1));
            }
        }
        return shards;
    }

    /** Takes of these shards those that no other relay has, until the transaction ends. */
    static List<Short> lock(Connection connection, List<Short> shards) throws SQLException {
        List<Short> locked = new ArrayList<>();
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setArray(1, connection.createArrayOf("smallint", shards.toArray()));
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    locked.add(row.getShort(1));
                }
            }
        }
        return locked;
    }

    /** Fails when the connection is lost and the shard with it: another relay may be sending already. */
    static void requireLock(Connection connection) throws SQLException {
        if (!connection.isValid(LONGEST_ANSWER_SECONDS)) {
            throw new SQLException("the shard was lost", "08003");
        }
    }

    /** The first rows that wait in some shards, in their order, but for some topics. */
    static List<Row> read(Connection connection, List<Short> shards, Collection<String> butFor, int most)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(1, connection.createArrayOf("smallint", shards.toArray()));
            select.setArray(2, connection.createArrayOf("text", butFor.toArray()));
            select.setInt(3, Math.ceilDiv(most, shards.size()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(row.getLong(1), record(row)));
                }
            }
        }
        return rows;
    }

    private static ProducerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(row.getString(2), row.getBytes(3), row.getBytes(4));
        String[] headers = (String[]) row.getArray(5).getArray();
        for (int i = 0; i + 1 < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    /** Nothing of this waits any more. */
    static void mark(Connection connection, List<Short> shards, List<Long> published) throws SQLException {
        if (published.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(MARK)) {
            delete.setArray(1, connection.createArrayOf("smallint", shards.toArray()));
            delete.setArray(2, connection.createArrayOf("bigint", published.toArray()));
            delete.executeUpdate();
        }
    }

    static Backlog backlog(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BACKLOG);
                ResultSet row = select.executeQuery()) {
            row.next();
            OffsetDateTime oldest = row.getObject(2, OffsetDateTime.class);
            return new Backlog(row.getLong(1), oldest == null ? null : oldest.toInstant());
        }
    }

    /**
     * Deletes what was appended before a time and does not wait, among some rows behind an id.
     *
     * @return behind which id to go on: 0, which is to begin anew, when it has come to younger rows
     */
    static long purge(Connection connection, Instant before, long behind) throws SQLException {
        try (PreparedStatement purge = connection.prepareStatement(PURGE)) {
            purge.setObject(1, before.atOffset(ZoneOffset.UTC));
            purge.setLong(2, behind);
            try (ResultSet row = purge.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
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
                .append(CONTROL.matcher(value).replaceAll(" ")));
        return flat.toString();
    }

    private record Columns(Connection connection, List<OutboxMessage> messages) {

        <T> Array of(String type, IntFunction<T[]> array, Function<OutboxMessage, T> column) throws SQLException {
            return connection.createArrayOf(type, messages.stream().map(column).toArray(array));
        }
    }

    /** A row that waits. */
    record Row(long id, ProducerRecord<byte[], byte[]> record) {

        /** What must keep its order. */
        String orderingKey() {
            return record.topic() + ' ' + Arrays.toString(record.key());
        }
    }

    /** What waits: how many rows, and since when the oldest; null when there is none. */
    record Backlog(long rows, Instant oldest) {

        Duration ageAt(Instant now) {
            return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
        }
    }
}
