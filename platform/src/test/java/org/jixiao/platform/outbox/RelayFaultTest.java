package org.jixiao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jixiao.platform.Around;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** A send that fails holds back what comes after it, and nothing else. */
@Isolated("a server that all tests share is killed")
class RelayFaultTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Object> SOON_TIRED = Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 500,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 1500);

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    @Test
    void missingTopicWaitsForItsCreationAndTheOthersFlow() throws Exception {
        List<String> ids = IntStream.range(0, 120).mapToObj(i -> "k" + i).toList();
        String there = plumbing.topic("there", 3);
        Aggregates missing = new Aggregates(plumbing, plumbing.topicName("missing"), ids);
        missing.change(ids.toArray(String[]::new));
        missing.change(ids.toArray(String[]::new));
        plumbing.run(relay(plumbing.producer(Settings.Outbox.QUICK, SOON_TIRED)));

        Outbox outbox = new Outbox();
        plumbing.inTransaction(connection -> outbox.append(
                connection,
                ids.stream().map(id -> Aggregates.message(there, id, 1)).toList()));
        await().atMost(PATIENCE).until(() -> plumbing.unpublished() == 240);
        assertThat(Published.on(plumbing, there).versions()).hasSize(120);

        String late = plumbing.topic("missing", 3);
        await().atMost(PATIENCE).until(() -> plumbing.unpublished() == 0);
        assertThat(Published.on(plumbing, late).versionsWithoutRepeats()).isEqualTo(missing.committed());
    }

    @Test
    void missingTopicCostsARoundOneWait() throws Exception {
        List<String> ids = IntStream.range(0, 120).mapToObj(i -> "k" + i).toList();
        Aggregates missing = new Aggregates(plumbing, plumbing.topicName("missing"), ids);
        missing.change(ids.toArray(String[]::new));
        Map<String, Object> hurried = Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, 100);

        relay(plumbing.producer(Settings.Outbox.QUICK, hurried)).publishAll();

        assertThat(plumbing.meters().counter(OutboxRelay.FAILED).count()).isEqualTo(1d);
    }

    @Test
    void laterVersionNeverOvertakesOneWhoseSendFails() throws Exception {
        String topic = plumbing.topic("changes", 3);
        Aggregates aggregates = new Aggregates(plumbing, topic, List.of("a", "b"));
        for (int i = 0; i < 5; i++) {
            aggregates.change("a", "b");
        }
        AtomicBoolean failing = new AtomicBoolean(true);
        plumbing.run(relay(failingWhile(failing, "a", "3")));

        await().atMost(PATIENCE)
                .until(() -> plumbing.meters().counter(OutboxRelay.FAILED).count() >= 3);
        Map<String, List<Long>> whileFailing = Published.on(plumbing, topic).versionsWithoutRepeats();
        failing.set(false);

        await().atMost(PATIENCE).until(() -> plumbing.unpublished() == 0);
        assertThat(whileFailing.get("a")).isEqualTo(Published.upTo(2));
        assertThat(Published.on(plumbing, topic).versionsWithoutRepeats()).isEqualTo(aggregates.committed());
    }

    @Test
    void nothingIsLostOrInvertedWhenTheBrokerIsKilledAndComesBack() throws Exception {
        String topic = plumbing.topic("changes", 3);
        Aggregates aggregates = new Aggregates(plumbing, topic, List.of("a", "b", "c"));
        plumbing.run(relay(plumbing.producer(Settings.Outbox.QUICK, SOON_TIRED)));
        aggregates.change("a", "b", "c");
        await().atMost(PATIENCE).until(() -> plumbing.unpublished() == 0);

        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200; i++) {
                quietly(() -> aggregates.change("a", "b", "c"));
            }
        });
        await().atMost(PATIENCE).until(() -> !writing.isDone() && plumbing.unpublished() < 300);
        plumbing.kafka().kill();
        writing.get();
        await().atMost(PATIENCE)
                .until(() -> plumbing.meters().counter(OutboxRelay.FAILED).count() > 0);
        int waiting = plumbing.unpublished();
        plumbing.kafka().restart();

        await().atMost(PATIENCE).until(() -> plumbing.unpublished() == 0);
        assertThat(waiting).as("the outbox has taken what the broker could not").isPositive();
        Published published = Published.on(plumbing, topic);
        assertThat(published.versionsWithoutRepeats()).isEqualTo(aggregates.committed());
        assertThat(published.lastVersions().values()).containsOnly(201L);
    }

    @Test
    void messageThatNoBrokerTakesHoldsBackItsOwnKeyOnly() throws Exception {
        String topic = plumbing.topic("changes", 1);
        List<String> others = IntStream.range(0, 40).mapToObj(i -> "k" + i).toList();
        Outbox outbox = new Outbox();
        byte[] key = "big".getBytes(StandardCharsets.UTF_8);
        plumbing.inTransaction(connection -> {
            outbox.append(connection, List.of(new OutboxMessage(topic, key, 1, 1L, new byte[3 << 20], Map.of())));
            outbox.append(connection, List.of(Aggregates.message(topic, "big", 2)));
        });
        Aggregates aggregates = new Aggregates(plumbing, topic, others);
        plumbing.run(relay(plumbing.producer()));

        for (int i = 0; i < 3; i++) {
            aggregates.change(others.toArray(String[]::new));
        }

        await().atMost(PATIENCE).until(() -> plumbing.unpublished() == 2);
        assertThat(Published.on(plumbing, topic).versionsWithoutRepeats()).isEqualTo(aggregates.committed());

        plumbing.execute(
                "update outbox set payload = '1' where version = 1 and topic = '" + topic + "' and key = 'big'::bytea");
        await().atMost(PATIENCE).until(() -> plumbing.unpublished() == 0);
        assertThat(Published.on(plumbing, topic).versions()).containsEntry("big", List.of(1L, 2L));
    }

    private OutboxRelay relay(Producer<byte[], byte[]> producer) {
        return plumbing.relay(plumbing.database(), producer, Settings.Outbox.QUICK);
    }

    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> failingWhile(AtomicBoolean failing, String key, String payload) {
        return Around.each(Producer.class, plumbing.producer(), (method, arguments, real) -> {
            if (method.equals("send") && failing.get()) {
                ProducerRecord<byte[], byte[]> record = (ProducerRecord<byte[], byte[]>) arguments[0];
                if (new String(record.key(), StandardCharsets.UTF_8).equals(key)
                        && new String(record.value(), StandardCharsets.UTF_8).equals(payload)) {
                    // not at once: what comes after it must wait for the answer
                    Object unanswered = new CompletableFuture<>().orTimeout(50, TimeUnit.MILLISECONDS);
                    return unanswered;
                }
            }
            return real.proceed();
        });
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static void quietly(Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
