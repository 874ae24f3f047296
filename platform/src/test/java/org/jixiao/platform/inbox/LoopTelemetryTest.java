package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators see of a loop, and what they must not see. */
class LoopTelemetryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    @Test
    void lagIsWhatIsStillToBeApplied() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 2);
        AtomicBoolean away = new AtomicBoolean(true);
        ledger.before((connection, records) -> {
            if (away.get()) {
                throw new SQLException("away", "08006");
            }
        });
        ledger.send(100);
        plumbing.run(plumbing.loop(ledger));

        await().atMost(PATIENCE).until(() -> lag(ledger, 0) == 50 && lag(ledger, 1) == 50);
        away.set(false);

        await().atMost(PATIENCE).until(() -> ledger.records() == 100);
        await().atMost(PATIENCE).until(() -> lag(ledger, 0) == 0 && lag(ledger, 1) == 0);
    }

    @Test
    void batchSizesAddUpToTheRecordsApplied() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        ledger.send(95);

        plumbing.run(plumbing.loop(ledger, plumbing.database(), Settings.Inbox.QUICK.withBatchSize(10), Map.of()));

        await().atMost(PATIENCE).until(() -> ledger.records() == 95);
        var batches = plumbing.meters().summary(ConsumerLoop.BATCH, "subscription", "ledger");
        await().atMost(PATIENCE).until(() -> batches.totalAmount() == 95);
        assertThat(batches.count()).isGreaterThanOrEqualTo(10);
        assertThat(batches.max()).isLessThanOrEqualTo(10);
        assertThat(plumbing.meters()
                        .counter(ConsumerLoop.RETRIED, "subscription", "ledger")
                        .count())
                .isZero();
        assertThat(plumbing.meters()
                        .counter(ConsumerLoop.FENCED, "subscription", "ledger")
                        .count())
                .isZero();
    }

    @Test
    void rejectionsAreCountedByTheirCode() throws Exception {
        Counter counter = Counter.open(plumbing, Clock.systemUTC());

        counter.hand(
                Report.ofParcel("P1"),
                Report.ofParcel("P2").carrier("pigeons"),
                Report.ofParcel("P3").carrier("pigeons"),
                Report.ofParcel("P4").amount("1"));

        assertThat(rejected("UNKNOWN_REFERENCE")).isEqualTo(2);
        assertThat(rejected("AMOUNT_FORMAT")).isEqualTo(1);
        assertThat(plumbing.meters().find(DeadLetters.REJECTED).counters()).hasSize(2);
    }

    @Test
    void outcomesAreCountedBySenderWithoutDryRuns() throws Exception {
        Counter counter = Counter.open(plumbing, Clock.systemUTC());
        Report second = Report.ofParcel("P1").revision(2);

        counter.hand(
                second,
                second,
                Report.ofParcel("P1"),
                second.amount("2.00"),
                Report.ofParcel("P2").amount("1"),
                Report.ofParcel("P3").dryRun());

        assertThat(outcomes("ACCEPTED")).isEqualTo(1);
        assertThat(outcomes("DUPLICATE")).isEqualTo(1);
        assertThat(outcomes("STALE")).isEqualTo(1);
        assertThat(outcomes("REJECTED")).isEqualTo(2);
    }

    @Test
    void failuresOfAChoreAreCountedByItsName() {
        Chore failing = () -> {
            throw new SQLException("away", "08006");
        };

        plumbing.run(new ChoreLoop(List.of(failing), Duration.ofMillis(10), plumbing.meters()));

        var failed = plumbing.meters().get(ChoreLoop.FAILED).tag("chore", "LoopTelemetryTest");
        await().atMost(PATIENCE).until(() -> failed.counter().count() >= 2);
    }

    @Test
    void logsTellOfAFaultWithoutTheContentOfARecord() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        plumbing.execute("create table once (amount numeric(18,2) check (amount < 0))");
        ledger.before((connection, records) -> {
            try (var insert = connection.prepareStatement("insert into once values (?)")) {
                insert.setBigDecimal(1, Ledger.amount(records.getFirst()));
                insert.executeUpdate();
            }
        });
        Lines lines = new Lines();
        Logger logger = Logger.getLogger("org.jixiao.platform");
        logger.addHandler(lines);

        try {
            ledger.send(1);
            plumbing.run(plumbing.loop(ledger));
            await().atMost(PATIENCE)
                    .until(() -> !plumbing.rows("select 1 from rejected_event").isEmpty());
        } finally {
            logger.removeHandler(lines);
        }

        assertThat(lines.seen).anyMatch(line -> line.contains("event=batch_failed") && line.contains("state=23514"));
        assertThat(lines.seen).noneMatch(line -> line.contains("100.01"));
    }

    private double lag(Ledger ledger, int partition) {
        Gauge gauge = plumbing.meters()
                .find(LagGauges.LAG)
                .tags("subscription", "ledger", "topic", ledger.topic(), "partition", Integer.toString(partition))
                .gauge();
        return gauge == null ? -1 : gauge.value();
    }

    private double rejected(String code) {
        return plumbing.meters()
                .counter(DeadLetters.REJECTED, "subscription", "intake", "code", code)
                .count();
    }

    private double outcomes(String outcome) {
        return plumbing.meters()
                .counter(Intake.OUTCOMES, "sender", Report.SENDER, "outcome", outcome)
                .count();
    }

    private static final class Lines extends Handler {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            String message = entry.getParameters() == null
                    ? entry.getMessage()
                    : String.format(entry.getMessage(), entry.getParameters());
            seen.add(message);
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
