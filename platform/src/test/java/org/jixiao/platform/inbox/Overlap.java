package org.jixiao.platform.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.Plumbing;

/** Two batches whose transactions overlap, as those of two partitions do. */
final class Overlap {

    private static final Duration LONG_ENOUGH_TO_BLOCK = Duration.ofMillis(500);

    private Overlap() {}

    /** The first has done everything but commit when the second begins, which is tried again as the loop does. */
    static void of(
            Plumbing plumbing,
            Intake intake,
            List<ConsumerRecord<byte[], byte[]>> first,
            List<ConsumerRecord<byte[], byte[]>> second)
            throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor();
                Connection connection = plumbing.database().getConnection()) {
            connection.setAutoCommit(false);
            intake.apply(connection, first);
            Future<?> waiting = thread.submit(() -> {
                untilItPasses(plumbing, intake, second);
                return null;
            });
            letItBlock(waiting);
            connection.commit();
            waiting.get();
        }
    }

    private static void letItBlock(Future<?> waiting) throws InterruptedException, ExecutionException {
        try {
            waiting.get(LONG_ENOUGH_TO_BLOCK.toMillis(), TimeUnit.MILLISECONDS);
            throw new AssertionError("the second batch did not wait for the first");
        } catch (TimeoutException e) {
            // it waits for a lock of the first, which was to be shown
        }
    }

    private static void untilItPasses(Plumbing plumbing, Intake intake, List<ConsumerRecord<byte[], byte[]>> records)
            throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                plumbing.inTransaction(connection -> intake.apply(connection, records));
                return;
            } catch (SQLException e) {
                if (attempt == 3) {
                    throw e;
                }
            }
        }
    }
}
