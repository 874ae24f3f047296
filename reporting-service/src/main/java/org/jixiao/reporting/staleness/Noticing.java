package org.jixiao.reporting.staleness;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.platform.inbox.Rest;
import org.jixiao.reporting.generation.SearchPath;
import org.jixiao.reporting.generation.Serving;

/**
 * Notices which departments are behind, look after look. One replica looks, of those that serve; all of them tell what was
 * found. A look is at the digests that came since the last one and at what was behind then, so that it costs what has changed.
 */
@ApplicationScoped
class Noticing implements Chore {

    /** Gauge: how many departments and years are behind; 0 as a rule. */
    static final String DEPARTMENTS = "jixiao.staleness.departments";
    /** Gauge: for how long the one is behind that is for longest; 0 when none is. */
    static final String LONGEST = "jixiao.staleness.longest.seconds";
    /** Gauge by department and year, of those few that are behind for longest, so that there are never many. */
    static final String SECONDS = "jixiao.staleness.seconds";

    private static final int TOLD = 20;
    private static final int RESTS = 20;
    /** How long a batch of digests may take to be committed after its transaction began. */
    private static final Duration LONGEST_BATCH = Duration.ofMinutes(2);

    private static final String TAKE = "select pg_try_advisory_xact_lock(hashtext('jixiao.staleness'))";

    private final DataSource database;
    private final Serving serving;
    private final StaleDepartments departments;
    private final StalenessConfig config;
    private final Clock clock;
    private final Rest rest;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong longestSeconds = new AtomicLong();
    private final MultiGauge seconds;
    private Instant next = Instant.MIN;
    private Looked looked = new Looked(0, Instant.EPOCH);

    Noticing(
            DataSource database,
            Serving serving,
            StaleDepartments departments,
            StalenessConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.database = database;
        this.serving = serving;
        this.departments = departments;
        this.config = config;
        this.clock = clock;
        this.rest = Rest.times(RESTS).atLeast(config.every());
        meters.gauge(DEPARTMENTS, count);
        meters.gauge(LONGEST, longestSeconds);
        this.seconds = MultiGauge.builder(SECONDS).register(meters);
    }

    /** In which generation, and up to where the digests were looked at. */
    private record Looked(int generation, Instant upTo) {}

    @Override
    public boolean round() throws SQLException {
        Instant began = clock.instant();
        if (began.isBefore(next)) {
            return false;
        }
        look();
        Instant ended = clock.instant();
        next = ended.plus(rest.after(Duration.between(began, ended)));
        return false;
    }

    /** One look, whenever the last one was. */
    void look() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (serving.isServing() && take(connection)) {
                    Looked now = notice(connection);
                    connection.commit();
                    looked = now;
                }
                tell(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    private Looked notice(Connection connection) throws SQLException {
        int live = SearchPath.live(connection);
        Instant after = live == looked.generation() ? looked.upTo().minus(LONGEST_BATCH) : Instant.EPOCH;
        Instant now = clock.instant();
        List<Stale> found = new ArrayList<>();
        for (Behind owner : Behind.values()) {
            found.addAll(owner.find(connection, after));
        }
        departments.replace(connection, found, now, now.minus(config.grace()));
        return new Looked(live, now);
    }

    private void tell(Connection connection) throws SQLException {
        Instant now = clock.instant();
        List<StaleDepartments.Since> longest = departments.longest(connection, TOLD);
        count.set(departments.count(connection));
        longestSeconds.set(longest.isEmpty() ? 0 : secondsUntil(now, longest.getFirst()));
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (StaleDepartments.Since each : longest) {
            Tags of = Tags.of("department", each.departmentCode(), "year", Integer.toString(each.fiscalYear()));
            rows.add(MultiGauge.Row.of(of, secondsUntil(now, each)));
        }
        seconds.register(rows, true);
    }

    private static long secondsUntil(Instant now, StaleDepartments.Since since) {
        return Math.max(0, Duration.between(since.since(), now).toSeconds());
    }

    private static boolean take(Connection connection) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE);
                ResultSet row = take.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
