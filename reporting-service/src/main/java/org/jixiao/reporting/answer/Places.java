package org.jixiao.reporting.answer;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/**
 * Places for what takes memory and a core, of which a few are done at once. Whoever waits for one holds a thread, so that only so many
 * may, and only for so long.
 */
public final class Places {

    private final Semaphore free;
    private final int mostWaiting;
    private final Duration patience;
    private final Text refusal;

    /** @param refusal what is said to those for whom there is no place */
    public Places(int atOnce, int mostWaiting, Duration patience, Text refusal) {
        this.free = new Semaphore(atOnce, true);
        this.mostWaiting = mostWaiting;
        this.patience = patience;
        this.refusal = refusal;
    }

    /** A place until it is closed; closing it once more does nothing. */
    public final class Place implements AutoCloseable {

        private boolean isTaken = true;

        private Place() {}

        @Override
        public void close() {
            if (isTaken) {
                isTaken = false;
                free.release();
            }
        }
    }

    /** One that is free and that nobody waits for; null when there is none. */
    Place takeFree() {
        return !free.hasQueuedThreads() && free.tryAcquire() ? new Place() : null;
    }

    /**
     * The next one that becomes free.
     *
     * @param came the {@link System#nanoTime()} at which the patience of whoever wants it began
     * @throws Problem UNAVAILABLE when none becomes free in time, or too many wait already
     */
    public Place take(long came) {
        long left = patience.toNanos() - (System.nanoTime() - came);
        try {
            if (free.getQueueLength() < mostWaiting && free.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                return new Place();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.unavailable(refusal, patience);
    }
}
