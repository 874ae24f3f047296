package org.jixiao.reporting.answer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one at a time do something for a key, and holds up nobody who does something for another one. */
final class Turns {

    private final ConcurrentMap<Object, Turn> turns = new ConcurrentHashMap<>();

    <T> T take(Object key, Supplier<T> work) {
        Turn turn = turns.compute(key, (same, present) -> (present == null ? new Turn() : present).joined());
        turn.lock.lock();
        try {
            return work.get();
        } finally {
            turn.lock.unlock();
            turns.compute(key, (same, present) -> present.left());
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
