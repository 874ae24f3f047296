package org.jixiao.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.jixiao.platform.idempotency.FirstAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ForgettingAnswersTest {

    @RegisterExtension
    private final Plumbing plumbing = new Plumbing();

    @Test
    void answersAreKeptForAWeek() throws SQLException {
        plumbing.execute("""
            insert into first_answer (caller, address, key, body_sha256, answered_at)
            values ('lin', '/things', 'k1', '', now() - interval '6 days'), ('lin', '/things', 'k2', '', now() - interval '8 days')
            """);
        Clock clock = Clock.systemUTC();
        var forgetting = new ForgettingAnswers(new FirstAnswers(clock), plumbing.database(), clock);

        assertThat(forgetting.round()).as("there was something").isTrue();
        assertThat(forgetting.round()).as("there is nothing more").isFalse();
        assertThat(plumbing.value("select string_agg(key, ',') from first_answer"))
                .isEqualTo("k1");
        assertThat(new ForgettingAnswers(
                                new FirstAnswers(clock), plumbing.database(), Clock.offset(clock, Duration.ofDays(2)))
                        .round())
                .as("two days later")
                .isTrue();
    }
}
