package org.jixiao.reporting.projection;

import java.time.Duration;
import java.time.Instant;

/** Tells when nothing more arrives. Where something always does, there is said to be a lull every few minutes all the same. */
final class Lull {

    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private long seen = -1;
    private Instant waitingSince;

    /** @param upTo where the loops have come to now */
    boolean isThere(long upTo, Instant now) {
        boolean isQuiet = upTo == seen;
        seen = upTo;
        if (isQuiet || waitingSince == null) {
            waitingSince = now;
        }
        return isQuiet || now.isAfter(waitingSince.plus(LONGEST_WAIT));
    }

    /** What it was waited for has been done: the next is waited for as long again. */
    void used(Instant now) {
        waitingSince = now;
    }
}
