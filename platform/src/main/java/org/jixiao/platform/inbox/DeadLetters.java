package org.jixiao.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.outbox.OutboxMessage;

/** Keeps what could not be applied: a row, and through the outbox a dead letter with the original key and bytes. */
@ApplicationScoped
public class DeadLetters {

    /** Counter by subscription and code: records that were rejected. */
    public static final String REJECTED = "jixiao.inbox.rejected";

    /** A record that is refused once more, by a replay, is the letter that it was. */
    private static final String UPSERT = """
            insert into rejected_event (subscription, attempted_at, topic, part, record_offset, record_timestamp, key,
                                        payload, sha256, code, reason, traceparent, receipt_id, owner_version)
            select subscription, at, topic, part, record_offset, record_timestamp, key, payload, sha256, code, reason,
                   traceparent, receipt_id::uuid, case when subscription = 'intake' then %s end
              from (select ?::text as subscription, ?::timestamptz as at) as batch,
                   unnest(?::text[], ?::int[], ?::bigint[], ?::timestamptz[], ?::bytea[], ?::bytea[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::text[])
                     as l(topic, part, record_offset, record_timestamp, key, payload, sha256, code, reason, traceparent,
                          receipt_id)
            on conflict (subscription, topic, part, record_offset, sha256) do update
              set attempts = rejected_event.attempts + 1, attempted_at = excluded.attempted_at, code = excluded.code,
                  reason = excluded.reason, receipt_id = excluded.receipt_id, state = 'OPEN', resolved_at = null
            returning topic, part, record_offset, attempts
            """;

    /** The last version that the owner has of what the letter is about. */
    private static final String OWNER_VERSION = """
            coalesce((select max(stated.version) from (%s) stated where stated.project_code = encode(l.key, 'escape')), 0)
            """;

    private static final String KNOWN = """
            select topic, part, record_offset
              from unnest(?::text[], ?::int[], ?::bigint[], ?::text[]) as l(topic, part, record_offset, sha256)
              join rejected_event using (topic, part, record_offset, sha256)
             where subscription = ?
            """;

    private static final int LONGEST_REASON = 1000;
    /** An inbound topic that others made may take more than a dead letter topic, with 1 MiB, is sure to take. */
    private static final int LONGEST_VALUE = 800 << 10;

    private static final int LONGEST_KEY = 64 << 10;

    private final Outbox outbox;
    private final MeterRegistry meters;
    private final String service;
    private final String version;
    private final Clock clock;
    private final String upsert;

    public DeadLetters(
            Outbox outbox,
            MeterRegistry meters,
            EventsConfig config,
            Clock clock,
            @All List<Reception> receptions,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.outbox = outbox;
        this.meters = meters;
        this.service = config.service();
        this.version = version;
        this.clock = clock;
        this.upsert = UPSERT.formatted(
                receptions.isEmpty()
                        ? "null::bigint"
                        : OWNER_VERSION.formatted(receptions.getFirst().versions()));
    }

    /**
     * A record that was rejected, and why.
     *
     * @param reason for people; repeats nothing of the record
     * @param receiptId the receipt that says so; null where there are no receipts
     */
    public record Letter(ConsumerRecord<byte[], byte[]> record, String code, String reason, String receiptId) {

        public Letter(ConsumerRecord<byte[], byte[]> record, String code, String reason) {
            this(record, code, reason, null);
        }

        public Letter {
            reason = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        }
    }

    private record Place(String topic, int partition, long offset) {

        static Place of(Letter letter) {
            return new Place(letter.record.topic(), letter.record.partition(), letter.record.offset());
        }
    }

    /** Keeps the letters, in the transaction that moves the offset beyond their records or that replays them. */
    public void keep(Connection connection, String subscription, List<Letter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        Map<Place, Integer> attempts = upsert(connection, subscription, letters);
        List<OutboxMessage> messages = new ArrayList<>();
        for (Letter letter : letters) {
            messages.add(message(letter, attempts.get(Place.of(letter))));
            meters.counter(REJECTED, "subscription", subscription, "code", letter.code)
                    .increment();
        }
        outbox.append(connection, messages);
    }

    /** Those of the letters that are not kept, whoever was the first to refuse their records. */
    public List<Letter> unknown(Connection connection, String subscription, List<Letter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return letters;
        }
        Set<Place> known = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            Columns.of(connection, select, letters, 1)
                    .add("text", letter -> letter.record.topic())
                    .add("int", letter -> letter.record.partition())
                    .add("bigint", letter -> letter.record.offset())
                    .add("text", letter -> sha256(letter.record.value()))
                    .same(subscription);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(new Place(row.getString(1), row.getInt(2), row.getLong(3)));
                }
            }
        }
        return letters.stream()
                .filter(letter -> !known.contains(Place.of(letter)))
                .toList();
    }

    /** Which attempt this was for each letter. */
    private Map<Place, Integer> upsert(Connection connection, String subscription, List<Letter> letters)
            throws SQLException {
        Map<Place, Integer> attempts = new HashMap<>();
        try (PreparedStatement keep = connection.prepareStatement(upsert)) {
            Columns.of(connection, keep, letters, 1)
                    .same(subscription)
                    .same(clock.instant().atOffset(ZoneOffset.UTC))
                    .add("text", letter -> letter.record.topic())
                    .add("int", letter -> letter.record.partition())
                    .add("bigint", letter -> letter.record.offset())
                    .add(
                            "timestamptz",
                            letter -> Instant.ofEpochMilli(letter.record.timestamp())
                                    .toString())
                    .addBytes(letter -> letter.record.key())
                    .addBytes(letter -> letter.record.value())
                    .add("text", letter -> sha256(letter.record.value()))
                    .add("text", Letter::code)
                    .add("text", Letter::reason)
                    .add("text", letter -> Trace.of(letter.record))
                    .add("text", Letter::receiptId);
            try (ResultSet row = keep.executeQuery()) {
                while (row.next()) {
                    attempts.put(new Place(row.getString(1), row.getInt(2), row.getLong(3)), row.getInt(4));
                }
            }
        }
        return attempts;
    }

    /** SHA-256 of a record's value as lower-case hex; of nothing for a record without one. */
    static String sha256(byte[] value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value == null ? new byte[0] : value);
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private OutboxMessage message(Letter letter, int attempts) {
        ConsumerRecord<byte[], byte[]> record = letter.record;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("dlq-code", letter.code);
        headers.put("dlq-reason", letter.reason);
        headers.put("dlq-topic", record.topic());
        headers.put("dlq-partition", Integer.toString(record.partition()));
        headers.put("dlq-offset", Long.toString(record.offset()));
        headers.put("dlq-timestamp", Long.toString(record.timestamp()));
        headers.put("dlq-consumer", service);
        headers.put("dlq-version", version);
        headers.put("dlq-attempts", Integer.toString(attempts));
        headers.put("dlq-sha256", sha256(record.value()));
        String trace = Trace.of(record);
        if (trace != null) {
            headers.put(Trace.HEADER, trace);
        }
        byte[] key = fitting(record.key(), LONGEST_KEY, "key", headers);
        byte[] value = fitting(record.value(), LONGEST_VALUE, "value", headers);
        return new OutboxMessage(topic(), key, value, headers);
    }

    /** What could never be published would hold up the outbox; the rejected row has it all the same. */
    private static byte[] fitting(byte[] bytes, int most, String name, Map<String, String> headers) {
        if (bytes == null || bytes.length <= most) {
            return bytes;
        }
        headers.merge("dlq-omitted", name, (key, value) -> key + "," + value);
        return null;
    }

    private String topic() {
        return service.replace("-service", "") + ".dlq.v1";
    }
}
