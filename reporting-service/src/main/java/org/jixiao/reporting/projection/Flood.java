package org.jixiao.reporting.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Tells whether so much arrives that what is done beside it would hold it up, and would be out of date at once: after an outage,
 * at the beginning, when another generation is filled.
 */
@ApplicationScoped
public class Flood {

    private static final long RECORDS_PER_SECOND = 2_000;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String LOOK_NOW = """
            select (select coalesce(sum(next_offset), 0) from inbox_offset) as read_up_to,
                   exists (select from generation where bulk is not null and dropped_at is null) as in_bulk
            """;

    private final DataSource database;
    private final Clock clock;
    private long seen;
    private Instant lookedAt = Instant.EPOCH;
    private boolean on;

    Flood(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** As it was in the time since somebody asked last, or in the last second. */
    public boolean isOn() throws SQLException {
        return isOn(clock.instant());
    }

    synchronized boolean isOn(Instant now) throws SQLException {
        Duration since = Duration.between(lookedAt, now);
        if (since.compareTo(LOOK) >= 0) {
            look(RECORDS_PER_SECOND * since.toSeconds());
            lookedAt = now;
        }
        return on;
    }

    /** @param few records that are none yet */
    private void look(long few) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(LOOK_NOW);
                ResultSet row = select.executeQuery()) {
            row.next();
            long upTo = row.getLong("read_up_to");
            on = upTo - seen > few || row.getBoolean("in_bulk");
            seen = upTo;
        }
    }
}
