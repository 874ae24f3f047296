package org.jixiao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.jixiao.platform.TestClock;
import org.jixiao.platform.Touched;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators see of the outbox, and how long. */
class RelayTelemetryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    /** From when the servers are there, which take a while for the first test of all. */
    private TestClock clock;

    @BeforeEach
    void startTheClock() {
        clock = new TestClock(Instant.now());
    }

    @Test
    void gaugesTellHowManyRowsWaitAndHowLong() throws Exception {
        Aggregates aggregates = new Aggregates(plumbing, plumbing.topicName("late"), List.of("a", "b", "c"));
        aggregates.change("a", "b", "c");
        aggregates.change("a");
        OutboxRelay relay = relay();
        clock.advance(Duration.ofSeconds(90));
        plumbing.run(relay);

        await().atMost(PATIENCE).until(() -> gauge(OutboxRelay.UNPUBLISHED) == 4);
        assertThat(gauge(OutboxRelay.OLDEST)).isBetween(85d, 150d);
        await().atMost(PATIENCE)
                .until(() -> plumbing.meters().counter(OutboxRelay.FAILED).count() == 1);
        assertThat(plumbing.meters().summary(OutboxRelay.BATCH).count()).isZero();

        plumbing.topic("late", 1);
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return plumbing.unpublished() == 0;
        });
        clock.advance(Duration.ofSeconds(10));

        await().atMost(PATIENCE).until(() -> gauge(OutboxRelay.UNPUBLISHED) == 0);
        assertThat(gauge(OutboxRelay.OLDEST)).isZero();
        assertThat(plumbing.meters().summary(OutboxRelay.BATCH).totalAmount()).isEqualTo(4);
        assertThat(plumbing.meters().summary(OutboxRelay.BATCH).max()).isBetween(1d, 4d);
    }

    @Test
    void publishedRowsGoAfterTheirRetentionAndWaitingRowsStay() throws Exception {
        Aggregates sent = new Aggregates(plumbing, plumbing.topic("there", 1), List.of("a"));
        Aggregates waiting = new Aggregates(plumbing, plumbing.topicName("missing"), List.of("b"));
        sent.change("a");
        waiting.change("b");
        plumbing.run(relay());
        await().atMost(PATIENCE).until(() -> plumbing.unpublished() == 1);

        clock.advance(Duration.ofDays(6));
        clock.advance(Duration.ofDays(1).plusMinutes(1));

        await().atMost(PATIENCE)
                .until(() -> plumbing.rows("select version from outbox").size() == 1);
        assertThat(plumbing.value("select topic from outbox")).isEqualTo(plumbing.topicName("missing"));
    }

    @Test
    void publishedRowsGoAlsoBehindManyThatWaitForGood() throws Exception {
        publishedRowsGrowOldBehind(20_000);

        awaitOutboxOf(20_000);
        assertThat(plumbing.unpublished()).isEqualTo(20_000);
    }

    @Test
    void rowsThatWaitedWhenOthersWentGoOnceTheyArePublished() throws Exception {
        publishedRowsGrowOldBehind(20_000);
        awaitOutboxOf(20_000);

        plumbing.execute("delete from outbox_waiting where id <= 5000");

        awaitOutboxOf(15_000);
    }

    @Test
    void whatWaitsElsewhereIsNotReadForAPurge() throws Exception {
        append("missing", 50_000);
        Instant later = clock.instant().plus(Duration.ofDays(1));

        new Touched<Long>(
                        plumbing,
                        "outbox_waiting",
                        (database, behind) -> Outbox.purge(database.getConnection(), later, behind))
                .areBetween(0, 10_000, 0L, 20_000L);
    }

    private void publishedRowsGrowOldBehind(int waitingForGood) throws Exception {
        append("missing", waitingForGood);
        appendPublished();
        plumbing.run(relay());
        clock.advance(Duration.ofDays(7).plusMinutes(1));
    }

    private void append(String topic, int messages) throws Exception {
        plumbing.execute("""
                with message as (
                  insert into outbox (topic, key, version, payload, headers)
                  select '%s', convert_to(id::text, 'UTF8'), 1, '', '{}' from generate_series(1, %d) as id
                  returning id, topic
                )
                insert into outbox_waiting (shard, id, topic) select id %% 8, id, topic from message
                """.formatted(plumbing.topicName(topic), messages));
    }

    private void appendPublished() throws Exception {
        plumbing.execute("insert into outbox (topic, headers) values ('there', '{}')");
    }

    private void awaitOutboxOf(int rows) {
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(10));
            return plumbing.value("select count(*) from outbox").equals(Integer.toString(rows));
        });
    }

    private OutboxRelay relay() {
        return new OutboxRelay(
                plumbing.database(),
                plumbing.producer(Settings.Outbox.QUICK, Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, 100)),
                Settings.Outbox.QUICK,
                plumbing.meters(),
                clock);
    }

    private double gauge(String name) {
        return plumbing.meters().get(name).gauge().value();
    }
}
