package org.jixiao.platform.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does the chores by turns, until it is closed; outlives every fault of the database. */
public final class ChoreLoop implements Runnable, AutoCloseable {

    /** Counter by chore: times that a fault has ended it; it is done again after a rest. */
    static final String FAILED = "jixiao.chores.failed";

    private static final Logger LOG = Logger.getLogger(ChoreLoop.class);
    /** Without package, and without what a proxy, a lambda or a nested class adds. */
    private static final String AROUND_NAME = "^.*\\.|[_$].*$";

    private final List<Turn> turns;
    private final Duration rest;
    private final Semaphore calls = new Semaphore(0);
    private volatile boolean closed;

    /** @param rest how long there is a rest when there was nothing to do, or something failed */
    public ChoreLoop(List<Chore> chores, Duration rest, MeterRegistry meters) {
        this.turns = chores.stream().map(chore -> Turn.of(chore, meters)).toList();
        this.rest = rest;
    }

    private record Turn(Chore chore, String name, Counter failed) {

        private static Turn of(Chore chore, MeterRegistry meters) {
            String name = chore.getClass().getName().replaceAll(AROUND_NAME, "");
            return new Turn(chore, name, meters.counter(FAILED, "chore", name));
        }
    }

    @Override
    public void run() {
        try {
            boolean more = false;
            while (goesOn(more)) {
                more = false;
                for (Turn turn : turns) {
                    more |= round(turn);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a rest: there is something to do. */
    public void call() {
        calls.release();
    }

    /** Ends the loop; the step in hand is finished first. */
    @Override
    public void close() {
        closed = true;
        call();
    }

    /** After a rest, unless there is more to do. */
    private boolean goesOn(boolean more) throws InterruptedException {
        if (!more && calls.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
            calls.drainPermits();
        }
        return !closed;
    }

    private static boolean round(Turn turn) {
        try {
            return turn.chore.round();
        } catch (SQLException | RuntimeException e) {
            turn.failed.increment();
            LOG.warnf(
                    "event=chore_failed chore=%s fault=%s state=%s",
                    turn.name, e.getClass().getName(), e instanceof SQLException sql ? sql.getSQLState() : null);
            LOG.debug("event=chore_failed", e);
            return false;
        }
    }
}
