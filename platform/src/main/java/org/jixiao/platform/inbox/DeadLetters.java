package org.jixiao.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.outbox.OutboxMessage;

/** Keeps what could not be applied: a row, and through the outbox a dead letter with the original key and bytes. */
@ApplicationScoped
public class DeadLetters {

    /** Counter by subscription and code: records that were rejected. */
    public static final String REJECTED = "jixiao.inbox.rejected";

    private static final String INSERT = """
            insert into rejected_event
              (subscription, topic, part, record_offset, record_timestamp, key, payload, sha256, code, reason)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;
    private static final int LONGEST_REASON = 1000;
    /** Compression brings more through an inbound topic than a dead letter topic, with 1 MiB, is sure to take. */
    private static final int LONGEST_VALUE = 800 << 10;

    private static final int LONGEST_KEY = 64 << 10;

    /** Whatever else a sender puts into this header, no value at all or what no database keeps, is no trace. */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final Outbox outbox;
    private final MeterRegistry meters;
    private final String service;
    private final String version;

    DeadLetters(
            Outbox outbox,
            MeterRegistry meters,
            EventsConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.outbox = outbox;
        this.meters = meters;
        this.service = config.service();
        this.version = version;
    }

    /** A record that was rejected, and why; the reason is for people and repeats nothing of the record. */
    public record Letter(ConsumerRecord<byte[], byte[]> record, String code, String reason) {}

    /** Keeps the letters, in the transaction that moves the offset beyond their records. */
    public void keep(Connection connection, String subscription, List<Letter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        List<OutboxMessage> messages = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Letter letter : letters) {
                bind(insert, subscription, letter);
                insert.addBatch();
                messages.add(message(letter));
                meters.counter(REJECTED, "subscription", subscription, "code", letter.code)
                        .increment();
            }
            insert.executeBatch();
        }
        outbox.append(connection, messages);
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

    private static void bind(PreparedStatement insert, String subscription, Letter letter) throws SQLException {
        ConsumerRecord<byte[], byte[]> record = letter.record;
        insert.setString(1, subscription);
        insert.setString(2, record.topic());
        insert.setInt(3, record.partition());
        insert.setLong(4, record.offset());
        insert.setObject(5, Instant.ofEpochMilli(record.timestamp()).atOffset(ZoneOffset.UTC));
        insert.setBytes(6, record.key());
        insert.setBytes(7, record.value());
        insert.setString(8, sha256(record.value()));
        insert.setString(9, letter.code);
        insert.setString(10, shortened(letter.reason));
    }

    private OutboxMessage message(Letter letter) {
        ConsumerRecord<byte[], byte[]> record = letter.record;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("dlq-code", letter.code);
        headers.put("dlq-reason", shortened(letter.reason));
        headers.put("dlq-topic", record.topic());
        headers.put("dlq-partition", Integer.toString(record.partition()));
        headers.put("dlq-offset", Long.toString(record.offset()));
        headers.put("dlq-timestamp", Long.toString(record.timestamp()));
        headers.put("dlq-consumer", service);
        headers.put("dlq-version", version);
        headers.put("dlq-attempts", "1");
        headers.put("dlq-sha256", sha256(record.value()));
        Header trace = record.headers().lastHeader("traceparent");
        if (trace != null && trace.value() != null) {
            String traceparent = new String(trace.value(), StandardCharsets.UTF_8);
            if (TRACEPARENT.matcher(traceparent).matches()) {
                headers.put("traceparent", traceparent);
            }
        }
        byte[] key = fitting(record.key(), LONGEST_KEY, "key", headers);
        byte[] value = fitting(record.value(), LONGEST_VALUE, "value", headers);
        return new OutboxMessage(topic(), key, null, value, headers);
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

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
