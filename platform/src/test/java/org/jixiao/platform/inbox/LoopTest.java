package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jixiao.platform.Around;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever happens to a batch, no record is skipped and none is taken twice. */
@Isolated("threads die of errors here, which whoever waits at that moment would be told")
class LoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final BigDecimal POISON = new BigDecimal("100.38");

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    @Test
    void recordThatMakesItsBatchFailIsFoundAndRejectedAlone() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        ledger.before((connection, records) -> {
            if (records.stream().anyMatch(LoopTest::isPoison)) {
                throw new IllegalStateException("cannot digest this");
            }
        });
        ledger.send(100);

        plumbing.run(plumbing.loop(ledger));

        await().atMost(PATIENCE).until(() -> ledger.records() >= 99);
        assertThat(ledger.total()).isEqualTo(ledger.sent().subtract(POISON));
        assertThat(plumbing.rows(
                        "select record_offset, code, reason, convert_from(payload, 'UTF8') from rejected_event"))
                .containsExactly(List.of("37", "INTERNAL", "cannot be applied", POISON.toPlainString()));
        assertThat(plumbing.value("select next_offset from inbox_offset")).isEqualTo("100");
        assertThat(rejected()).isEqualTo(1);
    }

    @Test
    void recordThatFailsOnlyOnceIsApplied() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        AtomicBoolean failed = new AtomicBoolean();
        ledger.before((connection, records) -> {
            if (failed.compareAndSet(false, true)) {
                throw new SQLException("another transaction was faster", "23505");
            }
        });
        ledger.send(1);

        plumbing.run(plumbing.loop(ledger));

        await().atMost(PATIENCE)
                .until(() -> plumbing.rows("select * from inbox_offset where next_offset = 1")
                                .size()
                        == 1);
        assertThat(ledger.total()).isEqualTo(ledger.sent());
        assertThat(plumbing.rows("select * from rejected_event")).isEmpty();
    }

    @Test
    void databaseConstraintThatOneRecordBreaksRejectsThatOne() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        plumbing.execute("create table once (amount numeric(18,2) primary key)");
        plumbing.execute("insert into once values (" + POISON + ")");
        ledger.before((connection, records) -> {
            for (ConsumerRecord<byte[], byte[]> each : records) {
                try (var insert = connection.prepareStatement("insert into once values (?)")) {
                    insert.setBigDecimal(1, Ledger.amount(each));
                    insert.executeUpdate();
                }
            }
        });
        ledger.send(50);

        plumbing.run(plumbing.loop(ledger));

        await().atMost(PATIENCE).until(() -> ledger.records() >= 49);
        assertThat(ledger.total()).isEqualTo(ledger.sent().subtract(POISON));
        assertThat(plumbing.rows("select record_offset from rejected_event")).containsExactly(List.of("37"));
    }

    @Test
    void closedLoopFinishesTheBatchInHandAndLeavesItsGroup() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ledger.before((connection, records) -> {
            inHand.countDown();
            uninterrupted(goOn);
        });
        ConsumerLoop loop = plumbing.loop(ledger);
        Thread thread = plumbing.run(loop);
        ledger.send(20);
        inHand.await();

        loop.close();
        goOn.countDown();

        assertThat(thread.join(PATIENCE)).isTrue();
        assertThat(ledger.records()).isPositive();
        assertThat(plumbing.value("select next_offset from inbox_offset")).isEqualTo(Long.toString(ledger.records()));
        assertThat(plumbing.members("ledger")).isZero();

        ledger.before((connection, records) -> {});
        plumbing.run(plumbing.loop(ledger));
        await().atMost(PATIENCE).until(() -> ledger.records() >= 20);
        assertThat(ledger.total()).isEqualTo(ledger.sent());
    }

    @Test
    void errorThatEndsTheLoopLeavesNoHalfOfABatch() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        ledger.before((connection, records) -> {
            throw new LinkageError("a class is missing");
        });
        ledger.send(10);
        Thread thread = plumbing.run(plumbing.loop(ledger));
        assertThat(thread.join(PATIENCE)).isTrue();
        assertThat(plumbing.value("select next_offset from inbox_offset")).isEqualTo("0");

        ledger.before((connection, records) -> {});
        plumbing.run(plumbing.loop(ledger));

        await().atMost(PATIENCE).until(() -> ledger.records() >= 10);
        assertThat(ledger.total()).isEqualTo(ledger.sent());
    }

    @Test
    void storedOffsetDecidesEvenWhenKafkaKnowsAnother() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        ledger.send(60);
        plumbing.execute("insert into inbox_offset values ('ledger', '" + ledger.topic() + "', 0, 40)");

        plumbing.run(plumbing.loop(ledger));

        await().atMost(PATIENCE).until(() -> ledger.records() >= 20);
        assertThat(ledger.records()).isEqualTo(20);
    }

    @Test
    void faultOfTheClientAfterAPollSkipsNothing() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 3);
        ledger.send(600);
        AtomicBoolean failed = new AtomicBoolean();
        Consumer<byte[], byte[]> consumer = Around.each(
                Consumer.class,
                plumbing.consumer(ledger, Settings.Inbox.QUICK.withBatchSize(600), Map.of()),
                (method, arguments, real) -> {
                    if (method.equals("commitAsync") && failed.compareAndSet(false, true)) {
                        throw new IllegalStateException("the client is in no state for this");
                    }
                    return real.proceed();
                });
        plumbing.run(new ConsumerLoop(
                ledger, plumbing.database(), consumer, Settings.Inbox.QUICK, plumbing.meters(), Clock.systemUTC()));

        await().atMost(PATIENCE).until(() -> ledger.records() >= 600);
        assertThat(ledger.total()).isEqualTo(ledger.sent());
        assertThat(failed).isTrue();
    }

    @Test
    void faultOfTheClientWhilePollingIsOutlived() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        AtomicBoolean failing = new AtomicBoolean(true);
        AtomicInteger polls = new AtomicInteger();
        Consumer<byte[], byte[]> consumer = Around.each(
                Consumer.class,
                plumbing.consumer(ledger, Settings.Inbox.QUICK, Map.of()),
                (method, arguments, real) -> {
                    if (method.equals("poll") && failing.get()) {
                        polls.incrementAndGet();
                        throw new KafkaException("not authorised, for now");
                    }
                    return real.proceed();
                });
        plumbing.run(new ConsumerLoop(
                ledger, plumbing.database(), consumer, Settings.Inbox.QUICK, plumbing.meters(), Clock.systemUTC()));
        ledger.send(10);
        await().atMost(PATIENCE).until(() -> polls.get() >= 5);
        assertThat(polls.get()).as("not a storm of polls").isLessThan(50);

        failing.set(false);

        await().atMost(PATIENCE).until(() -> ledger.records() >= 10);
        assertThat(ledger.total()).isEqualTo(ledger.sent());
    }

    private static boolean isPoison(ConsumerRecord<byte[], byte[]> record) {
        return Ledger.amount(record).compareTo(POISON) == 0;
    }

    private double rejected() {
        return plumbing.meters()
                .get(DeadLetters.REJECTED)
                .tags("subscription", "ledger", "code", "INTERNAL")
                .counter()
                .count();
    }

    private static void uninterrupted(CountDownLatch latch) throws SQLException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(e);
        }
    }
}
