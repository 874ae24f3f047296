package org.jixiao.platform.inbox.letter;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** All dead letters, for reading. */
@ApplicationScoped
class Letters {

    private static final String COLUMNS = """
            select id, subscription, topic, part, record_offset, record_timestamp, sender, octet_length(payload) as size,
                   case when octet_length(key) <= 1000 then key end as short_key, sha256, code, reason, attempts, state,
                   rejected_at, attempted_at, resolved_at, receipt_id
              from rejected_event
            """;
    private static final String PAGE = COLUMNS + """
             where id < ?
               and (?::text is null or topic = ?) and (?::text is null or sender = ?)
               and (?::text is null or code = ?) and (?::text is null or state = ?)
               and (?::timestamptz is null or rejected_at >= ?) and (?::timestamptz is null or rejected_at < ?)
             order by id desc limit ?
            """;
    private static final String ONE = COLUMNS + " where id = ?";
    private static final String PAYLOAD = "select payload from rejected_event where id = ?";

    private final DataSource database;

    Letters(DataSource database) {
        this.database = database;
    }

    /** The newest first, one more than the page holds. */
    List<DeadLetter> find(LetterFilter filter, long before, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PAGE)) {
            int next = 1;
            select.setLong(next++, before);
            for (String each : new String[] {filter.topic(), filter.sender(), filter.code(), filter.state()}) {
                select.setString(next++, each);
                select.setString(next++, each);
            }
            for (Instant each : new Instant[] {filter.from(), filter.to()}) {
                OffsetDateTime time = each == null ? null : each.atOffset(ZoneOffset.UTC);
                select.setObject(next++, time);
                select.setObject(next++, time);
            }
            select.setInt(next, limit + 1);
            return rows(select);
        }
    }

    Optional<DeadLetter> find(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setLong(1, id);
            return rows(select).stream().findFirst();
        }
    }

    /** The original bytes; null when the record came without a value. */
    byte[] payload(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PAYLOAD)) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    private static List<DeadLetter> rows(PreparedStatement select) throws SQLException {
        List<DeadLetter> letters = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                letters.add(letter(row));
            }
        }
        return letters;
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                row.getString("subscription"),
                row.getString("topic"),
                row.getInt("part"),
                row.getLong("record_offset"),
                instant(row, "record_timestamp"),
                row.getString("sender"),
                text(row.getBytes("short_key")),
                row.getObject("size", Integer.class),
                row.getString("sha256"),
                row.getString("code"),
                row.getString("reason"),
                row.getInt("attempts"),
                LetterState.valueOf(row.getString("state")),
                instant(row, "rejected_at"),
                instant(row, "attempted_at"),
                instant(row, "resolved_at"),
                row.getString("receipt_id"));
    }

    private static String text(byte[] key) {
        try {
            return key == null
                    ? null
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(key))
                            .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
