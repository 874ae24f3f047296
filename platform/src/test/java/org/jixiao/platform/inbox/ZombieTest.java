package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jixiao.platform.Around;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several that believe they own a partition: each record counts once, whoever loses notices and goes on. */
class ZombieTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Settings.Inbox SMALL_BATCHES = Settings.Inbox.QUICK.withBatchSize(50);

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private final SimpleMeterRegistry first = new SimpleMeterRegistry();
    private final SimpleMeterRegistry second = new SimpleMeterRegistry();

    @Test
    void twoLoopsThatBothOwnEveryPartitionAddEachAmountOnce() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 3);
        ledger.send(3000);
        Thread one = plumbing.run(loop(ledger, plumbing.database(), first, Map.of()));
        Thread other = plumbing.run(
                loop(ledger, plumbing.database(), second, Map.of(ConsumerConfig.GROUP_ID_CONFIG, plumbing.name())));

        await().atMost(PATIENCE).until(() -> ledger.records() == 3000 && fenced(first) + fenced(second) > 0);
        ledger.send(300);
        await().atMost(PATIENCE).until(() -> ledger.records() >= 3300);

        assertThat(ledger.total()).isEqualTo(ledger.sent());
        assertThat(ledger.records()).isEqualTo(3300);
        assertThat(one.isAlive()).isTrue();
        assertThat(other.isAlive()).isTrue();
        assertThat(plumbing.rows("select * from rejected_event")).isEmpty();
    }

    @Test
    void loopThatIsPausedWithItsBatchInHandIsFencedAndComesBack() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        ledger.send(400);
        CountDownLatch wake = new CountDownLatch(1);
        AtomicBoolean asleep = new AtomicBoolean();
        DataSource sleepsOnce = Around.each(DataSource.class, plumbing.database(), (method, arguments, real) -> {
            if (plumbing.rows("select 1 from inbox_offset").size() == 1 && asleep.compareAndSet(false, true)) {
                wake.await();
            }
            return real.proceed();
        });
        plumbing.run(loop(ledger, sleepsOnce, first, Map.of(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 1000)));
        await().atMost(PATIENCE).until(asleep::get);
        ConsumerLoop takesOver = loop(ledger, plumbing.database(), second, Map.of());
        Thread taking = plumbing.run(takesOver);
        await().atMost(PATIENCE).until(() -> ledger.records() == 400);

        wake.countDown();
        await().atMost(PATIENCE).until(() -> fenced(first) > 0);
        takesOver.close();
        taking.join();
        ledger.send(100);

        await().atMost(PATIENCE).until(() -> ledger.records() >= 500);
        assertThat(ledger.total()).isEqualTo(ledger.sent());
        assertThat(fenced(second)).isZero();
    }

    @Test
    void loopThatStandsStillInItsTransactionIsCutOffAndItsSuccessorGoesOn() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        ledger.send(400);
        CountDownLatch wake = new CountDownLatch(1);
        AtomicReference<String> limit = new AtomicReference<>();
        ledger.before((connection, records) -> {
            if (limit.compareAndSet(null, setting(connection))) {
                try (var shorter = connection.createStatement()) {
                    shorter.execute("set local idle_in_transaction_session_timeout = '1s'");
                    wake.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        plumbing.run(loop(ledger, plumbing.database(), first, Map.of()));
        await().atMost(PATIENCE).until(() -> limit.get() != null);
        plumbing.run(
                loop(ledger, plumbing.database(), second, Map.of(ConsumerConfig.GROUP_ID_CONFIG, plumbing.name())));

        await().atMost(PATIENCE).until(() -> ledger.records() == 400);
        wake.countDown();
        await().atMost(PATIENCE).until(() -> fenced(first) > 0);

        assertThat(limit.get()).isEqualTo("30s");
        assertThat(ledger.total()).isEqualTo(ledger.sent());
    }

    private static String setting(Connection connection) throws SQLException {
        try (var select = connection.createStatement();
                var row = select.executeQuery("select current_setting('idle_in_transaction_session_timeout')")) {
            row.next();
            return row.getString(1);
        }
    }

    private ConsumerLoop loop(
            Ledger ledger, DataSource database, SimpleMeterRegistry meters, Map<String, Object> replaced) {
        return new ConsumerLoop(
                ledger,
                database,
                plumbing.consumer(ledger, SMALL_BATCHES, replaced),
                SMALL_BATCHES,
                meters,
                Clock.systemUTC());
    }

    private static double fenced(SimpleMeterRegistry meters) {
        return meters.counter(ConsumerLoop.FENCED, "subscription", "ledger").count();
    }
}
