package org.jixiao.platform.inbox.replay;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jixiao.platform.inbox.Columns;

/** What is to be done of the replays that run, and what was done, in the transaction of one step. */
final class ReplayWork {

    private static final String LONGEST_STANDSTILL = "set local idle_in_transaction_session_timeout = '30s'";
    private static final String TAKE = """
            select replay_id from replay where state = 'RUNNING'
             order by approved_at, replay_id limit 1 for update skip locked
            """;
    /** Records of a partition follow each other as they did; a step carries no more bytes than a poll would. */
    private static final String NEXT = """
            select letter_id, subscription, topic, part, record_offset, record_timestamp, key, payload, traceparent,
                   attempts
              from (select r.id as letter_id, r.*,
                           sum(coalesce(octet_length(r.payload), 0))
                             over (order by r.subscription, r.topic, r.part, r.record_offset, r.id) as bytes,
                           row_number() over (order by r.subscription, r.topic, r.part, r.record_offset, r.id) as place
                      from (select i.letter_id
                              from replay_item i join rejected_event e on e.id = i.letter_id
                             where i.replay_id = ? and i.outcome is null
                             order by e.subscription, e.topic, e.part, e.record_offset, e.id limit ?) i
                      join rejected_event r on r.id = i.letter_id) letter
             where place = 1 or bytes <= ?
             order by place
            """;

    private static final String REFUSED_AGAIN = """
            select r.id, r.code from unnest(?::bigint[], ?::int[]) as tried(id, attempts)
              join rejected_event r on r.id = tried.id and r.attempts > tried.attempts
            """;
    private static final String SUPERSEDED = """
            select letter.id, %s as changed_at
              from unnest(?::bigint[]) as wanted(id) join rejected_event letter using (id)
              join replay on replay.replay_id = ? and replay.code is not null
            """;
    private static final String NOTE = """
            with tried as (select * from unnest(?::bigint[], ?::text[], ?::text[], ?::timestamptz[])
                             as t(letter_id, outcome, code, changed_at)),
                 resolved as (
                   update rejected_event r set state = 'RESOLVED', resolved_at = ?::timestamptz
                     from tried where r.id = tried.letter_id and tried.outcome not in ('REJECTED', 'SUPERSEDED') and r.state = 'OPEN')
            update replay_item i set outcome = tried.outcome, code = tried.code, changed_at = tried.changed_at, done_at = ?::timestamptz
              from tried where i.replay_id = ? and i.letter_id = tried.letter_id
            """;
    private static final String END = "update replay set state = 'DONE', ended_at = ? where replay_id = ?";

    private static final long MOST_BYTES = 8L << 20;

    private final Connection connection;

    ReplayWork(Connection connection) {
        this.connection = connection;
    }

    /** A letter that is to be tried, as the record that it was. */
    record Item(long letterId, String subscription, int attempts, ConsumerRecord<byte[], byte[]> record) {

        boolean goesWith(Item other) {
            return subscription.equals(other.subscription)
                    && record.topic().equals(other.record.topic())
                    && record.partition() == other.record.partition();
        }
    }

    /**
     * What became of a letter.
     *
     * @param changedAt when somebody else wrote that for which it was left open; else null
     */
    record Result(long letterId, String outcome, String code, OffsetDateTime changedAt) {

        Result(long letterId, String outcome, String code) {
            this(letterId, outcome, code, null);
        }
    }

    /** Takes a replay until the transaction ends; none when nothing runs, or others have all that do. */
    Optional<UUID> take() throws SQLException {
        try (PreparedStatement limit = connection.prepareStatement(LONGEST_STANDSTILL)) {
            limit.execute();
        }
        try (PreparedStatement take = connection.prepareStatement(TAKE);
                ResultSet row = take.executeQuery()) {
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
        }
    }

    /** The next letters of one partition; empty when every letter of the replay was tried. */
    List<Item> next(UUID replay, int most) throws SQLException {
        List<Item> items = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setObject(1, replay);
            select.setInt(2, most);
            select.setLong(3, MOST_BYTES);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Item item = new Item(
                            row.getLong("letter_id"),
                            row.getString("subscription"),
                            row.getInt("attempts"),
                            record(row));
                    if (items.isEmpty() || item.goesWith(items.getFirst())) {
                        items.add(item);
                    }
                }
            }
        }
        return items;
    }

    /** Which of these letters have been refused once more in this transaction, each with its code. */
    Map<Long, String> refusedAgain(List<Item> items) throws SQLException {
        Map<Long, String> codes = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(REFUSED_AGAIN)) {
            Columns.of(connection, select, items, 1)
                    .add("bigint", Item::letterId)
                    .add("int", Item::attempts);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    codes.put(row.getLong(1), row.getString(2));
                }
            }
        }
        return codes;
    }

    /** When somebody else has changed what these letters are about; a replay of a code leaves those out. */
    Map<Long, OffsetDateTime> superseded(UUID replay, List<Item> items, LaterChanges changes) throws SQLException {
        Map<Long, OffsetDateTime> letters = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SUPERSEDED.formatted(changes.last()))) {
            Columns.of(connection, select, items, 1)
                    .add("bigint", Item::letterId)
                    .same(replay);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    letters.put(row.getLong(1), row.getObject(2, OffsetDateTime.class));
                }
            }
        }
        return letters;
    }

    void note(UUID replay, List<Result> results, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(NOTE)) {
            Columns.of(connection, update, results, 1)
                    .add("bigint", Result::letterId)
                    .add("text", Result::outcome)
                    .add("text", Result::code)
                    .add("timestamptz", Result::changedAt)
                    .same(now.atOffset(ZoneOffset.UTC))
                    .same(now.atOffset(ZoneOffset.UTC))
                    .same(replay);
            update.executeUpdate();
        }
    }

    void end(UUID replay, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(END)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setObject(2, replay);
            update.executeUpdate();
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
        byte[] key = row.getBytes("key");
        byte[] value = row.getBytes("payload");
        RecordHeaders headers = new RecordHeaders();
        String trace = row.getString("traceparent");
        if (trace != null) {
            headers.add("traceparent", trace.getBytes(StandardCharsets.US_ASCII));
        }
        return new ConsumerRecord<>(
                row.getString("topic"),
                row.getInt("part"),
                row.getLong("record_offset"),
                row.getObject("record_timestamp", OffsetDateTime.class)
                        .toInstant()
                        .toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                headers,
                Optional.empty());
    }
}
