package org.jixiao.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.TestClock;
import org.jixiao.platform.inbox.Counter.Receipt;
import org.jixiao.platform.inbox.receipt.ReceiptLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was answered on the topic is kept, word for word. */
class ReceiptLogTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private final TestClock clock = new TestClock(Instant.parse("2025-02-20T02:00:00.123456Z"));
    private Counter counter;

    @BeforeEach
    void open() throws SQLException {
        counter = Counter.open(plumbing, clock);
    }

    @Test
    void everyKindIsKeptAsItStandsOnTheTopic() throws Exception {
        Report known = Report.ofParcel("P0");
        List<Receipt> receipts = counter.hand(
                known,
                known,
                known.amount("5.00"),
                Report.ofParcel("P0"),
                Report.ofParcel("P1").dryRun(),
                Report.ofParcel("P1").amount("1,0").with(json -> json.put("colour", "red")),
                Report.ofParcel("P2").with(json -> json.put("type", "other")));
        Receipt unreadable = counter.hand(null, "{".getBytes(UTF_8));

        ReceiptLog log = new ReceiptLog(plumbing.database());

        for (Receipt receipt : receipts) {
            assertThat(kept(log, receipt)).isEqualTo(receipt.data());
        }
        assertThat(kept(log, unreadable)).isEqualTo(unreadable.data());
        assertThat(
                        plumbing.rows(
                                "select sender, coalesce(project_code, '-'), coalesce(scope_code, '-'), outcome, coalesce(code, '-'), dry_run from receipt order by receipt_id"))
                .containsExactly(
                        List.of("east-depot", "P0", "440104", "ACCEPTED", "-", "f"),
                        List.of("east-depot", "P0", "440104", "DUPLICATE", "-", "f"),
                        List.of("east-depot", "P0", "440104", "REJECTED", "ID_CONFLICT", "f"),
                        List.of("east-depot", "P0", "440104", "STALE", "-", "f"),
                        List.of("east-depot", "P1", "440104", "ACCEPTED", "-", "t"),
                        List.of("east-depot", "P1", "440104", "REJECTED", "SCHEMA", "f"),
                        List.of("east-depot", "P2", "440104", "REJECTED", "UNKNOWN_TYPE", "f"),
                        List.of("east-depot", "-", "-", "REJECTED", "MALFORMED", "f"));
    }

    @Test
    void receiptsAreRolledBackWithTheirBatch() throws Exception {
        Report report = Report.ofParcel("P1");
        try (var connection = plumbing.database().getConnection()) {
            connection.setAutoCommit(false);
            counter.intake().apply(connection, List.of(counter.record(report.key(), report.bytes())));
            connection.rollback();
        }

        counter.hand(report);

        assertThat(plumbing.rows("select outcome from receipt")).containsExactly(List.of("ACCEPTED"));
    }

    /** The kept receipt as HTTP words it, without what stands around it. */
    private static JsonNode kept(ReceiptLog log, Receipt receipt) throws Exception {
        String id = receipt.event().get("id").asText();
        ObjectNode json = JSON.valueToTree(log.find(UUID.fromString(id)).orElseThrow());
        assertThat(json.get("receiptId").asText()).isEqualTo(id);
        json.remove(List.of("receiptId", "sender", "projectCode", "time"));
        return JSON.readTree(json.toString());
    }
}
