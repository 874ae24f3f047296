package org.jixiao.reporting.answer;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/**
 * Lets one at a time do something for a key, and holds up nobody who does something for another one. Whoever waits holds a thread,
 * so that only so many may.
 */
final class Turns {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ConcurrentMap<Object, Turn> turns = new ConcurrentHashMap<>();
    private final int mostForAKey;
    private final Semaphore places;

    /**
     * @param mostForAKey how many may wait for one key
     * @param most how many may wait at all
     */
    Turns(int mostForAKey, int most) {
        this.mostForAKey = mostForAKey;
        this.places = new Semaphore(most);
    }

    /** @throws Problem UNAVAILABLE when as many wait as may */
    <T> T take(Object key, Supplier<T> work) {
        Turn turn = turns.compute(key, (same, present) -> (present == null ? new Turn() : present).joined());
        try {
            if (!turn.lock.tryLock()) {
                await(turn.lock);
            }
            try {
                return work.get();
            } finally {
                turn.lock.unlock();
            }
        } finally {
            turns.compute(key, (same, present) -> present.left());
        }
    }

    private void await(ReentrantLock lock) {
        if (lock.getQueueLength() >= mostForAKey || !places.tryAcquire()) {
            throw Problem.unavailable(
                    Text.of("等待同一回答的请求过多，请稍后再试", "Too many wait for this answer; try again later"), RETRY_AFTER);
        }
        try {
            lock.lock();
        } finally {
            places.release();
        }
    }

    /** Counted under the map's own lock of the key. */
    private static final class Turn {

        private final ReentrantLock lock = new ReentrantLock();
        private int present;

        private Turn joined() {
            present++;
            return this;
        }

        private Turn left() {
            present--;
            return present == 0 ? null : this;
        }
    }
}
