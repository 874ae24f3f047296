package org.jixiao.platform.inbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does the chores by turns, until it is closed; outlives every fault of the database. */
public final class ChoreLoop implements Runnable, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ChoreLoop.class);

    private final List<Chore> chores;
    private final Duration rest;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** @param rest how long there is a rest when there was nothing to do, or something failed */
    public ChoreLoop(List<Chore> chores, Duration rest) {
        this.chores = chores;
        this.rest = rest;
    }

    @Override
    public void run() {
        try {
            boolean more = false;
            while (!stopping.await(more ? 0 : rest.toMillis(), TimeUnit.MILLISECONDS)) {
                more = false;
                for (Chore chore : chores) {
                    more |= round(chore);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the loop; the step in hand is finished first. */
    @Override
    public void close() {
        stopping.countDown();
    }

    private static boolean round(Chore chore) {
        try {
            return chore.round();
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(
                    "event=chore_failed chore=%s fault=%s state=%s",
                    chore.getClass().getSimpleName(),
                    e.getClass().getName(),
                    e instanceof SQLException sql ? sql.getSQLState() : null);
            LOG.debug("event=chore_failed", e);
            return false;
        }
    }
}
