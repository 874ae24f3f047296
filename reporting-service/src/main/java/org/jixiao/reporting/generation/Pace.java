package org.jixiao.reporting.generation;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** How quickly this replica may fill one generation: all that read for it share the pace. Free until it is limited. */
public final class Pace {

    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(5);

    private final AtomicLong freeAt = new AtomicLong(System.nanoTime());
    private volatile int perSecond;

    /** @param perSecond records in a second; 0 for as many as there are */
    void limit(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Rests for as long as these records should have taken, outside of any transaction. */
    public void after(int records) {
        int limit = perSecond;
        if (limit <= 0) {
            return;
        }
        long cost = TimeUnit.SECONDS.toNanos(records) / limit;
        long now = System.nanoTime();
        long until = freeAt.updateAndGet(free -> Math.max(free, now) + cost);
        LockSupport.parkNanos(Math.min(until - now, LONGEST_REST));
    }
}
