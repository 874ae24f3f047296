package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A loop that rests longer than anybody waits. */
class ChoreLoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger todo = new AtomicInteger();
    private final ChoreLoop loop = new ChoreLoop(List.of(this::round), Duration.ofHours(1), new SimpleMeterRegistry());
    private final Thread thread = new Thread(loop);

    @BeforeEach
    void theLoopRuns() {
        thread.start();
    }

    @AfterEach
    void theLoopEnds() throws InterruptedException {
        loop.close();
        assertThat(thread.join(PATIENCE)).isTrue();
    }

    @Test
    void isCalledFromItsRest() {
        loop.call();

        await().atMost(PATIENCE).until(() -> rounds.get() == 1);
    }

    @Test
    void goesOnWithoutARestWhileThereIsMore() {
        todo.set(3);

        loop.call();

        await().atMost(PATIENCE).until(() -> rounds.get() == 4);
    }

    @Test
    void isClosedWithoutAnotherRound() throws InterruptedException {
        loop.close();

        assertThat(thread.join(PATIENCE)).isTrue();
        assertThat(rounds).hasValue(0);
    }

    private boolean round() {
        rounds.incrementAndGet();
        return todo.getAndDecrement() > 0;
    }
}
