package org.jixiao.reporting.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();

    @Test
    void nobodyWaitsForAnotherKey() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = others.submit(() -> turns.take("slow", () -> {
                begun.countDown();
                return await(end);
            }));
            begun.await();

            // as many as share a lock when keys are spread over 64 of them
            long done = IntStream.range(0, 1000)
                    .mapToObj(key -> turns.take(key, () -> "done"))
                    .count();

            assertThat(done).isEqualTo(1000);
            assertThat(slow).isNotDone();
            end.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void oneAtATimeForAKey() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService all = Executors.newFixedThreadPool(8)) {
            CompletableFuture.allOf(IntStream.range(0, 2000)
                            .mapToObj(i -> CompletableFuture.runAsync(
                                    () -> turns.take("key", () -> {
                                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                        return inside.decrementAndGet();
                                    }),
                                    all))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }

        assertThat(most).hasValue(1);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
