package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault that passes costs time and nothing else. */
class DatabaseAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    @Test
    void databaseThatIsKilledInTheMiddleOfABatchAndComesBackAfterFiveSeconds() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 2);
        AtomicInteger batches = new AtomicInteger();
        AtomicBoolean away = new AtomicBoolean();
        CompletableFuture<Void> back = new CompletableFuture<>();
        ledger.before((connection, records) -> {
            if (batches.incrementAndGet() > 3 && away.compareAndSet(false, true)) {
                plumbing.postgres().kill();
                CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS).execute(() -> {
                    plumbing.postgres().restart();
                    back.complete(null);
                });
            }
        });
        Thread loop = plumbing.run(plumbing.loop(
                ledger, plumbing.database(), Settings.Inbox.QUICK.withBatchSize(100), Map.of()));

        ledger.send(2000);

        back.get(60, TimeUnit.SECONDS);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> ledger.records() >= 2000);
        assertThat(ledger.total()).isEqualTo(ledger.sent());
        assertThat(ledger.records()).isEqualTo(2000);
        assertThat(retried()).isPositive();
        assertThat(plumbing.rows("select * from rejected_event")).isEmpty();
        assertThat(loop.isAlive()).as("the same loop").isTrue();
    }

    /** Deadlock, lock timeout, serialisation, statement cancelled, too many connections, and a driver without words. */
    @ParameterizedTest
    @ValueSource(strings = {"40P01", "55P03", "40001", "57014", "53300", "42P01", ""})
    void faultThatPassesIsTriedAgainAndNeverRejected(String sqlState) throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        AtomicInteger failures = new AtomicInteger();
        ledger.before((connection, records) -> {
            if (failures.incrementAndGet() <= 2) {
                throw new SQLException("passes", sqlState);
            }
        });
        plumbing.run(plumbing.loop(ledger));

        ledger.send(10);

        await().atMost(PATIENCE).until(() -> ledger.records() >= 10);
        assertThat(ledger.total()).isEqualTo(ledger.sent());
        assertThat(retried()).isEqualTo(2);
        assertThat(plumbing.rows("select * from rejected_event")).isEmpty();
    }

    private double retried() {
        return plumbing.meters()
                .counter(ConsumerLoop.RETRIED, "subscription", "ledger")
                .count();
    }
}
