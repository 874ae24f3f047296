package org.jixiao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.jixiao.platform.Around;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was acknowledged and not marked is sent again: twice on the topic, never lost. */
class RelayCrashTest {

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    @Test
    void relayThatIsKilledBetweenAcknowledgementAndMarkLosesNothing() throws Exception {
        String topic = plumbing.topic("changes", 3);
        Aggregates aggregates = new Aggregates(plumbing, topic, List.of("a", "b", "c"));
        aggregates.change("a");
        aggregates.change("a", "b");
        aggregates.change("a", "b", "c");

        int exitCode = DyingRelay.liveAndDie(plumbing);
        List<Long> acknowledged = Published.on(plumbing, topic).versions().values().stream()
                .flatMap(List::stream)
                .toList();
        int markedByTheDead = 6 - plumbing.unpublished();
        plumbing.relay().publishAll();

        assertThat(exitCode).isEqualTo(DyingRelay.KILLED);
        assertThat(acknowledged).as("sent before the end").isNotEmpty();
        assertThat(markedByTheDead).isZero();
        Published published = Published.on(plumbing, topic);
        assertThat(published.records()).as("each at least once").hasSize(6 + acknowledged.size());
        assertThat(published.versionsWithoutRepeats()).isEqualTo(aggregates.committed());
        assertThat(plumbing.unpublished()).isZero();
    }

    @Test
    void relayThatLosesItsConnectionBetweenAcknowledgementAndMarkSendsAgain() throws Exception {
        String topic = plumbing.topic("changes", 1);
        Aggregates aggregates = new Aggregates(plumbing, topic, List.of("a"));
        aggregates.change("a");
        aggregates.change("a");
        AtomicBoolean cut = new AtomicBoolean();
        Producer<byte[], byte[]> producer = afterFlush(() -> {
            if (cut.compareAndSet(false, true)) {
                plumbing.rows("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where state = 'idle in transaction' and datname = current_database()");
            }
        });

        plumbing.run(plumbing.relay(plumbing.database(), producer, Settings.Outbox.QUICK));

        await().atMost(Duration.ofSeconds(20)).until(() -> plumbing.unpublished() == 0);
        Published published = Published.on(plumbing, topic);
        assertThat(published.versions()).containsEntry("a", List.of(1L, 1L, 2L));
        assertThat(published.lastVersions()).as("what compaction keeps").containsEntry("a", 2L);
    }

    @Test
    void errorThatEndsTheRelayLeavesNoRowMarked() throws Exception {
        String topic = plumbing.topic("changes", 1);
        Aggregates aggregates = new Aggregates(plumbing, topic, List.of("a"));
        aggregates.change("a");
        Producer<byte[], byte[]> producer = afterFlush(() -> {
            throw new LinkageError("a class is missing");
        });

        Thread thread = plumbing.run(plumbing.relay(plumbing.database(), producer, Settings.Outbox.QUICK));

        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        assertThat(plumbing.unpublished()).isEqualTo(1);
        plumbing.relay().publishAll();
        assertThat(Published.on(plumbing, topic).versions()).containsEntry("a", List.of(1L, 1L));
    }

    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> afterFlush(Runnable then) throws SQLException {
        return Around.each(Producer.class, plumbing.producer(), (method, arguments, real) -> {
            Object result = real.proceed();
            if (method.equals("flush")) {
                then.run();
            }
            return result;
        });
    }
}
