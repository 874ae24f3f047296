package org.jixiao.platform.inbox.gap;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jixiao.platform.inbox.Chore;

/** Measures the open gaps every few seconds. */
@ApplicationScoped
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class GapGauges implements Chore {

    /** Gauge: gaps that are open. */
    static final String OPEN = "jixiao.inbox.gaps";
    /** Gauge: age of the oldest open gap, in seconds. */
    static final String OLDEST = "jixiao.inbox.gaps.oldest.seconds";

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Gaps gaps;
    private final Clock clock;
    private final AtomicLong open = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();
    private Instant next = Instant.MIN;

    GapGauges(Gaps gaps, MeterRegistry meters, Clock clock) {
        this.gaps = gaps;
        this.clock = clock;
        meters.gauge(OPEN, open);
        meters.gauge(OLDEST, oldestSeconds);
    }

    @Override
    public boolean round() throws SQLException {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(EVERY);
            Gaps.Open measured = gaps.open();
            open.set(measured.count());
            oldestSeconds.set(
                    measured.oldest() == null
                            ? 0
                            : Math.max(
                                    0, Duration.between(measured.oldest(), now).toSeconds()));
        }
        return false;
    }
}
