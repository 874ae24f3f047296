package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTest {

    private static final Rest TWENTYFOLD =
            Rest.times(20).atLeast(Duration.ofSeconds(5)).atMost(Duration.ofMinutes(5));

    @Test
    void lastsSoManyTimesAsLongAsTheWork() {
        assertThat(TWENTYFOLD.after(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void isNeverShorterThanTheLeast() {
        assertThat(TWENTYFOLD.after(Duration.ofMillis(1))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void isNeverLongerThanTheMost() {
        assertThat(TWENTYFOLD.after(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void withoutLimitsLeavesAFifthOfTheTimeToWorkThatIsRestedFromFourTimesAsLong() {
        assertThat(Rest.times(4).after(Duration.ofHours(2))).isEqualTo(Duration.ofHours(8));
    }
}
