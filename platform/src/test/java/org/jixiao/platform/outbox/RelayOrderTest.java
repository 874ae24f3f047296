package org.jixiao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.jixiao.platform.Around;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many write and relay, the versions of one aggregate stand in their order, complete. */
class RelayOrderTest {

    private static final int WRITERS = 8;
    private static final int CHANGES_PER_WRITER = 60;
    private static final int RELAYS = 3;
    private static final List<String> HOT = List.of("a", "b", "c", "d", "e");

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {20251123, 42})
    void versionsOfAnAggregateAreNeverInverted(long seed) throws Exception {
        String topic = plumbing.topic("changes", 3);
        Aggregates aggregates = new Aggregates(plumbing, topic, HOT);
        Random faults = new Random(seed);
        for (int relay = 0; relay < RELAYS; relay++) {
            plumbing.run(plumbing.relay(
                    plumbing.database(),
                    sometimesFailing(new Random(faults.nextLong())),
                    Settings.Outbox.QUICK.withBatchSize(7)));
        }

        write(aggregates, seed);

        await().atMost(Duration.ofSeconds(40)).until(() -> plumbing.unpublished() == 0);
        Published published = Published.on(plumbing, topic);
        assertThat(published.versionsWithoutRepeats()).as("seed %d", seed).isEqualTo(aggregates.committed());
        aggregates
                .committed()
                .forEach((key, versions) -> assertThat(published.lastVersions().get(key))
                        .as("what compaction keeps of %s, seed %d", key, seed)
                        .isEqualTo(versions.getLast()));
        assertThat(published.records())
                .as("the failures have caused repeats")
                .hasSizeGreaterThan(aggregates.committed().values().stream()
                        .mapToInt(List::size)
                        .sum());
    }

    private void write(Aggregates aggregates, long seed) throws Exception {
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Random random = new Random(seed + writer);
            writers.add(() -> {
                for (int i = 0; i < CHANGES_PER_WRITER; i++) {
                    changeOrGiveUp(aggregates, random);
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            for (Future<Void> written : threads.invokeAll(writers)) {
                written.get();
            }
        }
    }

    /** One transaction on one or two aggregates, with pauses in which others get ahead; every fifth is given up. */
    private void changeOrGiveUp(Aggregates aggregates, Random random) throws SQLException {
        String first = HOT.get(random.nextInt(HOT.size()));
        String second = random.nextInt(4) == 0 ? HOT.get(random.nextInt(HOT.size())) : first;
        try {
            plumbing.inTransaction(connection -> {
                try (var early = connection.createStatement()) {
                    early.execute("select pg_current_xact_id()");
                }
                pause(random);
                aggregates.change(connection, first, second);
                pause(random);
                if (random.nextInt(5) == 0) {
                    throw new GivenUp();
                }
            });
        } catch (GivenUp e) {
            assertThat(e).hasNoCause();
        }
    }

    private static void pause(Random random) {
        LockSupport.parkNanos(random.nextInt(3_000_000));
    }

    /** Fails now and then after the broker has acknowledged, as a relay does that is stopped there. */
    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> sometimesFailing(Random random) {
        return Around.each(Producer.class, plumbing.producer(), (method, arguments, real) -> {
            Object result = real.proceed();
            if (method.equals("flush") && random.nextInt(15) == 0) {
                throw new GivenUp();
            }
            return result;
        });
    }

    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
