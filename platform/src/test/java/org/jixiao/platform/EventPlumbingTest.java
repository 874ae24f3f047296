package org.jixiao.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.outbox.OutboxMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** The whole of a service's plumbing, started and stopped as the service starts and stops it. */
@Isolated("threads die of errors here, which whoever waits at that moment would be told")
class EventPlumbingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private EventPlumbing events;

    @AfterEach
    void stop() {
        events.stop(null);
    }

    @Test
    void stoppingFinishesTheBatchInHandAndPublishesWhatItLedTo() throws Exception {
        String answers = plumbing.topic("answers", 1);
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Echo echo = new Echo(answers, () -> {
            inHand.countDown();
            goOn.await();
        });
        start(echo);
        send(plumbing.topic("questions", 1), 20);
        inHand.await();

        events.refuseNewWork(null);
        Status whileDraining = status(events.readiness());
        Thread stopping = Thread.ofPlatform().start(() -> events.stop(null));
        goOn.countDown();
        assertThat(stopping.join(PATIENCE)).isTrue();

        long applied = Long.parseLong(plumbing.value("select next_offset from inbox_offset"));
        assertThat(whileDraining).isEqualTo(Status.DOWN);
        assertThat(applied).isPositive();
        assertThat(plumbing.read(answers)).hasSize((int) applied);
        assertThat(plumbing.unpublished()).isZero();
        assertThat(plumbing.members("echo")).isZero();
        assertThat(status(events.liveness())).as("an end that was asked for").isEqualTo(Status.UP);
    }

    @Test
    void runningPlumbingIsReadyAndLive() throws Exception {
        String answers = plumbing.topic("answers", 1);
        start(new Echo(answers, () -> {}));
        send(plumbing.topic("questions", 1), 5);

        await().atMost(PATIENCE).until(() -> plumbing.read(answers).size() >= 5);

        assertThat(plumbing.read(answers)).hasSize(5);
        assertThat(status(events.readiness())).isEqualTo(Status.UP);
        assertThat(status(events.liveness())).isEqualTo(Status.UP);
        assertThat(deadThreads()).isZero();
    }

    @Test
    void threadThatHasDiedTakesTheServiceDown() throws Exception {
        start(new Echo("none", () -> {
            throw new LinkageError("a class is missing");
        }));
        send(plumbing.topic("questions", 1), 1);

        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> status(events.liveness()) == Status.DOWN);

        assertThat(deadThreads()).isPositive();
        assertThat(plumbing.value("select next_offset from inbox_offset")).isEqualTo("0");
    }

    @Test
    void serviceWithoutEventsIsReadyAndLive() {
        Settings settings = plumbing.settings();
        Settings off = new Settings(
                settings.bootstrapServers(), settings.service(), false, settings.outbox(), settings.inbox());
        events = plumbing.plumbing(off, new Echo("none", () -> {}));

        events.start(null);

        assertThat(status(events.readiness())).isEqualTo(Status.UP);
        assertThat(status(events.liveness())).isEqualTo(Status.UP);
    }

    private void start(Subscription subscription) {
        events = plumbing.plumbing(plumbing.settings(), subscription);
        events.start(null);
    }

    private void send(String topic, int records) throws Exception {
        var producer = plumbing.producer();
        for (int i = 0; i < records; i++) {
            byte[] bytes = Integer.toString(i).getBytes(UTF_8);
            producer.send(new ProducerRecord<>(topic, bytes, bytes)).get();
        }
    }

    private double deadThreads() {
        return plumbing.meters().get(EventPlumbing.DEAD_THREADS).gauge().value();
    }

    private static Status status(HealthCheck check) {
        return check.call().getStatus();
    }

    /** Something that can be interrupted. */
    private interface Pause {
        void run() throws InterruptedException;
    }

    /** Answers every record with a message. */
    private final class Echo implements Subscription {

        private final String answers;
        private final Pause pause;
        private final Outbox outbox = new Outbox();

        Echo(String answers, Pause pause) {
            this.answers = answers;
            this.pause = pause;
        }

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public Pattern topics() {
            return Pattern.compile(Pattern.quote(plumbing.topicName("questions")));
        }

        @Override
        public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
            try {
                pause.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            outbox.append(
                    connection,
                    records.stream()
                            .map(each -> new OutboxMessage(answers, each.key(), each.value(), Map.of()))
                            .toList());
        }

        @Override
        public void reject(Connection connection, ConsumerRecord<byte[], byte[]> record, String reason) {
            throw new AssertionError("nothing here is to be rejected: " + reason);
        }
    }
}
