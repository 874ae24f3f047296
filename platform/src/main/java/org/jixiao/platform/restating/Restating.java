package org.jixiao.platform.restating;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.platform.outbox.Outbox;

/**
 * Publishes once more what there is, as soon as a service has started under a higher epoch than before: readers may have
 * versions that are lost since the restore, and go on with them until they are told otherwise. A step is a slice in a
 * transaction of its own, after which the next start goes on; one replica at a time does the steps of a source. What was
 * written under the epoch has told of itself and is left out. Nothing is appended while much waits to be published, so that
 * what people write meanwhile does not wait behind all that.
 */
@ApplicationScoped
class Restating implements Chore {

    /** Gauge: sources that have not been published once more; 0 as a rule. */
    static final String SOURCES = "jixiao.restating.sources";
    /** Counter by source: aggregates that have been. */
    static final String RESTATED = "jixiao.restating.restated";

    private static final Logger LOG = Logger.getLogger(Restating.class);
    private static final long FIRST_EPOCH = 1;
    private static final int SLICE = 200;
    private static final int MOST_WAITING = 5_000;
    private static final int TOLD_EVERY = 10_000;

    private static final String TAKE = "select pg_try_advisory_xact_lock(hashtext('jixiao.restating'), hashtext(?))";
    private static final String BEGIN = """
            insert into restatement as kept (source, epoch, behind, restated) values (?, ?, '', 0)
            on conflict (source) do update set epoch = excluded.epoch, behind = excluded.behind, restated = excluded.restated
             where kept.epoch < excluded.epoch
            """;
    private static final String RESUME = "select behind, restated from restatement where source = ? and epoch = ?";
    private static final String MOVE = "update restatement set behind = ?, restated = ? where source = ?";

    private final List<StateSource> left;
    private final DataSource database;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final long epoch;

    Restating(
            @All List<StateSource> sources,
            DataSource database,
            Outbox outbox,
            MeterRegistry meters,
            @ConfigProperty(name = "jixiao.events.source-epoch", defaultValue = "1") long epoch) {
        this.left = new CopyOnWriteArrayList<>(epoch > FIRST_EPOCH ? sources : List.of());
        this.database = database;
        this.outbox = outbox;
        this.meters = meters;
        this.epoch = epoch;
        meters.gaugeCollectionSize(SOURCES, Tags.empty(), left);
    }

    /** Where a source is: behind which key, null at the end, and how many keys that were. */
    private record Progress(String behind, long restated) {}

    @Override
    public boolean round() throws SQLException {
        boolean more = false;
        for (StateSource source : left) {
            more |= step(source);
        }
        return more;
    }

    private boolean step(StateSource source) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                boolean more = step(connection, source);
                connection.commit();
                committed = true;
                return more;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
            }
        }
    }

    private boolean step(Connection connection, StateSource source) throws SQLException {
        if (!take(connection, source)) {
            return false;
        }
        Progress progress = progress(connection, source);
        if (progress.behind() == null) {
            left.remove(source);
            return false;
        }
        if (outbox.isBehind(connection, MOST_WAITING)) {
            return false;
        }
        List<String> keys = keys(connection, source, progress.behind());
        if (!keys.isEmpty()) {
            outbox.appendMissing(connection, source.present(connection, keys, epoch));
            meters.counter(RESTATED, "source", source.name()).increment(keys.size());
        }
        long restated = progress.restated() + keys.size();
        move(connection, source, new Progress(keys.isEmpty() ? null : keys.getLast(), restated));
        if (keys.isEmpty() || restated / TOLD_EVERY > progress.restated() / TOLD_EVERY) {
            LOG.infof(
                    "event=%s source=%s epoch=%d count=%d",
                    keys.isEmpty() ? "restated" : "restating", source.name(), epoch, restated);
        }
        return true;
    }

    private static boolean take(Connection connection, StateSource source) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, source.name());
            try (ResultSet row = take.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Nothing is left to do for a replica of a lower epoch. */
    private Progress progress(Connection connection, StateSource source) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setString(1, source.name());
            begin.setLong(2, epoch);
            begin.executeUpdate();
        }
        try (PreparedStatement resume = connection.prepareStatement(RESUME)) {
            resume.setString(1, source.name());
            resume.setLong(2, epoch);
            try (ResultSet row = resume.executeQuery()) {
                return row.next() ? new Progress(row.getString(1), row.getLong(2)) : new Progress(null, 0);
            }
        }
    }

    private static List<String> keys(Connection connection, StateSource source, String behind) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(source.keys())) {
            select.setString(1, behind);
            select.setInt(2, SLICE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
        }
        return keys;
    }

    private static void move(Connection connection, StateSource source, Progress progress) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setString(1, progress.behind());
            move.setLong(2, progress.restated());
            move.setString(3, source.name());
            move.executeUpdate();
        }
    }
}
