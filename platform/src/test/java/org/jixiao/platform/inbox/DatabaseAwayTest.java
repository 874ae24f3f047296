package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jixiao.platform.Around;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** A fault that passes costs time and nothing else. */
@Isolated("a server that all tests share is killed")
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
        Thread loop = plumbing.run(
                plumbing.loop(ledger, plumbing.database(), Settings.Inbox.QUICK.withBatchSize(100), Map.of()));

        ledger.send(2000);

        back.get(60, TimeUnit.SECONDS);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> ledger.records() >= 2000);
        assertThat(ledger.total()).isEqualTo(ledger.sent());
        assertThat(ledger.records()).isEqualTo(2000);
        assertThat(retried()).isPositive();
        assertThat(plumbing.rows("select * from rejected_event")).isEmpty();
        assertThat(loop.isAlive()).as("the same loop").isTrue();
    }

    @Test
    void faultThatPassesIsTriedAgainAndNeverRejected() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        Iterator<String> states = List.of("40P01", "", "08006").iterator();
        ledger.before((connection, records) -> {
            if (states.hasNext()) {
                throw new SQLException("passes", states.next());
            }
        });
        plumbing.run(plumbing.loop(ledger));

        ledger.send(10);

        await().atMost(PATIENCE).until(() -> ledger.records() >= 10);
        assertThat(ledger.total()).isEqualTo(ledger.sent());
        assertThat(retried()).isEqualTo(3);
        assertThat(plumbing.rows("select * from rejected_event")).isEmpty();
    }

    @Test
    void poolThatHasNoConnectionIsWaitedForWhateverItSays() throws Exception {
        Ledger ledger = Ledger.of(plumbing, 1);
        AtomicInteger refusals = new AtomicInteger();
        DataSource passwordChanged = Around.each(DataSource.class, plumbing.database(), (method, arguments, real) -> {
            if (refusals.incrementAndGet() % 2 == 0 && refusals.get() < 20) {
                throw new SQLException("password authentication failed", "28P01");
            }
            return real.proceed();
        });
        ledger.send(10);

        plumbing.run(plumbing.loop(ledger, passwordChanged, Settings.Inbox.QUICK, Map.of()));

        await().atMost(PATIENCE).until(() -> ledger.records() >= 10);
        assertThat(ledger.total()).isEqualTo(ledger.sent());
        assertThat(plumbing.rows("select * from rejected_event")).isEmpty();
    }

    private double retried() {
        return plumbing.meters()
                .counter(ConsumerLoop.RETRIED, "subscription", "ledger")
                .count();
    }
}
