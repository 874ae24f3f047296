package org.jixiao.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LullTest {

    private static final Duration STEP = Duration.ofSeconds(2);

    private final Lull lull = new Lull();
    private Instant now = Instant.parse("2025-02-20T01:15:03Z");
    private long upTo;

    @Test
    void itIsThereWhenNothingHasComeSinceTheLookBefore() {
        assertThat(lull.isThere(upTo, now)).isFalse();

        assertThat(lull.isThere(upTo, now.plus(STEP))).isTrue();
    }

    @Test
    void whereSomethingAlwaysComesItIsThereEveryFewMinutesAndNotOftener() {
        int lulls = 0;
        Instant end = now.plus(Lull.LONGEST_WAIT.multipliedBy(3)).plus(Duration.ofMinutes(1));
        for (; now.isBefore(end); now = now.plus(STEP)) {
            if (lull.isThere(++upTo, now)) {
                lulls++;
                lull.used(now);
            }
        }

        assertThat(lulls).isEqualTo(3);
    }
}
