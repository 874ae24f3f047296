package org.jixiao.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jixiao.platform.idempotency.FirstAnswers;
import org.jixiao.platform.inbox.Chore;

/** Forgets answers a week after they were given: nobody repeats a request later than that by accident. */
@ApplicationScoped
class ForgettingAnswers implements Chore {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration REST = Duration.ofHours(1);

    private final FirstAnswers answers;
    private final DataSource database;
    private final Clock clock;
    private Instant next = Instant.EPOCH;

    ForgettingAnswers(FirstAnswers answers, DataSource database, Clock clock) {
        this.answers = answers;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean round() throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        try (Connection connection = database.getConnection()) {
            boolean more = answers.forget(connection, now.minus(KEPT)) > 0;
            next = more ? now : now.plus(REST);
            return more;
        }
    }
}
