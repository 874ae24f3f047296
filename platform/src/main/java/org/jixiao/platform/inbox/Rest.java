package org.jixiao.platform.inbox;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long a chore rests after it has worked, so that the database has time for others however much there is to do.
 *
 * @param times as long as it has worked
 * @param least and {@code most}: between which it rests in any case
 */
public record Rest(int times, Duration least, Duration most) {

    /** So many times as long as the work, however short or long that is. */
    public static Rest times(int times) {
        return new Rest(times, Duration.ZERO, ChronoUnit.FOREVER.getDuration());
    }

    public Rest atLeast(Duration shortest) {
        return new Rest(times, shortest, most);
    }

    public Rest atMost(Duration longest) {
        return new Rest(times, least, longest);
    }

    /** The rest after so much work. */
    public Duration after(Duration work) {
        Duration rest = work.multipliedBy(times);
        Duration bounded = rest.compareTo(most) < 0 ? rest : most;
        return bounded.compareTo(least) > 0 ? bounded : least;
    }
}
