package org.jixiao.reporting.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TurnsTest {

    private static final int MOST_FOR_A_KEY = 7;
    private static final int MOST = 9;

    private final Turns turns = new Turns(MOST_FOR_A_KEY, MOST);

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

    @Test
    @Timeout(30)
    void whoWouldBeOneTooManyIsToldToComeLater() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> first = taking("first", 1 + MOST_FOR_A_KEY, end);
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> turns.take("first", () -> "done"))
                .satisfies(told -> assertThat(told.code()).isEqualTo(ProblemCode.UNAVAILABLE))
                .satisfies(told -> assertThat(told.getHeaders()).containsKey("Retry-After"));
        List<Thread> second = taking("second", 1 + MOST - MOST_FOR_A_KEY, end);

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> turns.take("second", () -> "done"));

        assertThat(turns.take("third", () -> "done")).isEqualTo("done");
        end.countDown();
        for (Thread each : Stream.concat(first.stream(), second.stream()).toList()) {
            each.join();
        }
        assertThat(turns.take("first", () -> "done")).isEqualTo("done");
    }

    /** So many threads of which one takes its turn until the end and the others wait for theirs. */
    private List<Thread> taking(String key, int threads, CountDownLatch end) {
        List<Thread> all = Stream.generate(() -> Thread.ofPlatform().start(() -> turns.take(key, () -> await(end))))
                .limit(threads)
                .toList();
        Awaitility.await()
                .until(() -> all.stream()
                        .map(Thread::getState)
                        .allMatch(Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)::contains));
        return all;
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
