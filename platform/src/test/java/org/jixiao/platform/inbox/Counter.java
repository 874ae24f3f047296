package org.jixiao.platform.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.jixiao.platform.inbox.receipt.ReceiptLog;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.problem.JsonSchema;

/** Hands batches to the intake one transaction at a time, as the loop does, and collects the receipts. */
final class Counter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Plumbing plumbing;
    private final Intake intake;
    private long nextOffset;
    private long lastOutboxRow;

    private Counter(Plumbing plumbing, Intake intake) {
        this.plumbing = plumbing;
        this.intake = intake;
    }

    /** A counter at which {@link Report#SENDER} may speak for 越秀区 and whatever lies in 海珠区. */
    static Counter open(Plumbing plumbing, Clock clock) throws SQLException {
        return open(plumbing, clock, Map.of());
    }

    /** One that takes other types beside the first. */
    static Counter open(Plumbing plumbing, Clock clock, Map<String, JsonSchema> moreTypes) throws SQLException {
        plumbing.execute(
                "insert into sender_region values"
                        + " ('east-depot', '440104', '2020-01-01', null), ('east-depot', '440105', '2020-01-01', '2024-12-31')");
        return new Counter(plumbing, intake(plumbing, Parcels.of(plumbing, moreTypes), clock));
    }

    static Intake intake(Plumbing plumbing, Reception reception, Clock clock) {
        Settings settings = plumbing.settings();
        Outbox outbox = new Outbox();
        return new Intake(
                reception,
                new Senders(plumbing.database(), clock),
                outbox,
                new DeadLetters(outbox, plumbing.meters(), settings, clock, List.of(reception), "1.2.3"),
                new ReceiptLog(plumbing.database()),
                plumbing.meters(),
                settings,
                clock);
    }

    /** The receipts for a batch of reports, in their order. */
    List<Receipt> hand(Report... reports) throws SQLException {
        return hand(Arrays.stream(reports)
                .map(report -> record(report.key(), report.bytes()))
                .toList());
    }

    List<Receipt> hand(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        plumbing.inTransaction(connection -> intake.apply(connection, records));
        return receipts();
    }

    /** The receipt for a single record. */
    Receipt hand(byte[] key, byte[] value) throws SQLException {
        List<Receipt> receipts = hand(List.of(record(key, value)));
        if (receipts.size() != 1) {
            throw new AssertionError("receipts for one record: " + receipts);
        }
        return receipts.getFirst();
    }

    /** What the loop does with a record that makes its batch fail. */
    List<Receipt> reject(ConsumerRecord<byte[], byte[]> record) throws SQLException {
        plumbing.inTransaction(connection -> intake.reject(connection, record, "cannot be applied"));
        return receipts();
    }

    ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                plumbing.topicName("in." + Report.SENDER + ".v1"),
                1,
                nextOffset++,
                1_740_000_000_000L,
                TimestampType.LOG_APPEND_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    Intake intake() {
        return intake;
    }

    private List<Receipt> receipts() throws SQLException {
        List<Receipt> receipts = new ArrayList<>();
        try (var connection = plumbing.database().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select id, key, payload from outbox where topic = ? and id > ? order by id")) {
            select.setString(1, plumbing.topicName("result." + Report.SENDER + ".v1"));
            select.setLong(2, lastOutboxRow);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lastOutboxRow = row.getLong(1);
                    receipts.add(Receipt.of(row.getBytes(2), row.getBytes(3)));
                }
            }
        }
        return receipts;
    }

    /** What a sender reads in a receipt. */
    record Receipt(String key, JsonNode event) {

        static Receipt of(byte[] key, byte[] value) {
            try {
                return new Receipt(key == null ? null : new String(key, StandardCharsets.UTF_8), JSON.readTree(value));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        JsonNode data() {
            return event.get("data");
        }

        String outcome() {
            return data().get("outcome").asText();
        }

        /** The outcome, with its code when it has one. */
        String verdict() {
            return data().get("code").isNull()
                    ? outcome()
                    : outcome() + " " + data().get("code").asText();
        }

        Long version() {
            return data().get("version").isNull() ? null : data().get("version").longValue();
        }

        boolean dryRun() {
            return data().get("dryRun").booleanValue();
        }

        String inReplyTo(String member) {
            JsonNode value = data().get("inReplyTo").get(member);
            return value.isNull() ? null : value.asText();
        }

        List<String> violations() {
            List<String> violations = new ArrayList<>();
            data().get("violations")
                    .forEach(each -> violations.add(each.get("pointer").asText() + " "
                            + each.get("code").asText()));
            return violations;
        }
    }
}
