package org.jixiao.reporting.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rebuild leaves the machine to the others. */
class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void allWhoReadForAGenerationShareOnePace() throws ExecutionException, InterruptedException {
        pace.limit(1000);

        Duration taken = reading(100, 100, 100);

        assertThat(taken).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void whoeverIsNotLimitedDoesNotRest() throws ExecutionException, InterruptedException {
        pace.limit(0);

        assertThat(reading(Integer.MAX_VALUE)).isLessThan(Duration.ofSeconds(5));
    }

    /** Batches of so many records, all at once. */
    private Duration reading(Integer... records) throws ExecutionException, InterruptedException {
        long began = System.nanoTime();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> batches = Stream.of(records)
                    .map(each -> readers.submit(() -> pace.after(each)))
                    .toList();
            for (Future<?> batch : batches) {
                batch.get();
            }
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
