package org.jixiao.reporting.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jixiao.reporting.generation.TopicEnds.Reach;

/** The generations with all that is known of them, and what is noted of them. */
@ApplicationScoped
class Projections {

    /** The comparison that counts is the last with the generation that is live, or that was so before this one. */
    private static final String READ = """
            select g.number, g.started_at, g.started_by, g.caught_up_at, g.live, g.shape = ? as of_this_version,
                   c.with_number, c.compared_at, c.row_count, c.differing, c.tables,
                   a.previous, a.activated_at, a.activated_by, a.forced, a.reason,
                   (select coalesce(sum(records), 0) from generation_portion
                     where number = g.number and filled_at is null) as in_hand
              from generation g
              left join lateral (
                select case when number = g.number then other else number end as with_number, compared_at, row_count,
                       differing, tables
                  from generation_comparison where number = g.number or other = g.number order by id desc limit 1) c on true
              left join lateral (
                select * from generation_activation where number = g.number order by id desc limit 1) a on true
             where g.dropped_at is null and (?::int is null or g.number = ?)
             order by g.number
            """;

    private static final String CAUGHT_UP =
            "update generation set caught_up_at = ? where number = ? and caught_up_at is null and bulk is null";
    private static final String KEEP_COMPARISON = """
            insert into generation_comparison (number, other, compared_at, row_count, differing, tables)
            values (?, ?, ?, ?, ?, ?::json)
            """;
    private static final String KEEP_ACTIVATION = """
            insert into generation_activation (number, previous, activated_at, activated_by, forced, reason)
            values (?, nullif(?, 0), ?, ?, ?, ?)
            """;

    private final Sources sources;
    private final ObjectMapper json;
    private final Clock clock;

    Projections(Sources sources, ObjectMapper json, Clock clock) {
        this.sources = sources;
        this.json = json;
        this.clock = clock;
    }

    List<Projection> all(Connection connection, Map<TopicPartition, Reach> reaches) throws SQLException {
        return read(connection, null, reaches);
    }

    Optional<Projection> find(Connection connection, int number, Map<TopicPartition, Reach> reaches)
            throws SQLException {
        return read(connection, number, reaches).stream().findFirst();
    }

    /** @return false when it was noted before, or its tables are still in the making */
    boolean noteCaughtUp(Connection connection, int number) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CAUGHT_UP)) {
            update.setObject(1, now());
            update.setInt(2, number);
            return update.executeUpdate() == 1;
        }
    }

    void keep(Connection connection, int number, Compared compared) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP_COMPARISON)) {
            insert.setInt(1, number);
            insert.setInt(2, compared.with());
            insert.setObject(3, compared.comparedAt().atOffset(ZoneOffset.UTC));
            insert.setLong(4, compared.rows());
            insert.setLong(5, compared.differing());
            insert.setString(6, json.writeValueAsString(compared.tables()));
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Notes a switch that is about to be done. */
    void keepActivation(Connection connection, int number, String caller, boolean forced, String reason)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP_ACTIVATION)) {
            insert.setInt(1, number);
            insert.setInt(2, Generations.live(connection));
            insert.setObject(3, now());
            insert.setString(4, caller);
            insert.setBoolean(5, forced);
            insert.setString(6, reason);
            insert.executeUpdate();
        }
    }

    private List<Projection> read(Connection connection, Integer number, Map<TopicPartition, Reach> reaches)
            throws SQLException {
        List<Projection> all = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, Shape.CURRENT.hash());
            select.setObject(2, number);
            select.setObject(3, number);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.add(projection(connection, row, reaches));
                }
            }
        }
        return all;
    }

    private Projection projection(Connection connection, ResultSet row, Map<TopicPartition, Reach> reaches)
            throws SQLException {
        int number = row.getInt("number");
        long total = Position.total(reaches);
        long done =
                Math.min(total, Position.of(connection, sources.names(number)).done(reaches) + row.getLong("in_hand"));
        Instant startedAt = instant(row, "started_at");
        Instant caughtUpAt = instant(row, "caught_up_at");
        boolean ofThisVersion = row.getBoolean("of_this_version");
        return new Projection(
                number,
                caughtUpAt == null ? Projection.State.FILLING : Projection.State.CAUGHT_UP,
                ofThisVersion,
                row.getBoolean("live"),
                startedAt,
                row.getString("started_by"),
                caughtUpAt,
                done,
                total,
                caughtUpAt == null && ofThisVersion ? expected(startedAt, done, total) : null,
                comparison(row),
                activation(row));
    }

    private Instant expected(Instant startedAt, long done, long total) {
        if (done == 0) {
            return null;
        }
        Instant now = clock.instant();
        return now.plus(
                Duration.between(startedAt, now).multipliedBy(total - done).dividedBy(done));
    }

    private Compared comparison(ResultSet row) throws SQLException {
        String tables = row.getString("tables");
        if (tables == null) {
            return null;
        }
        try {
            return new Compared(
                    row.getInt("with_number"),
                    instant(row, "compared_at"),
                    row.getLong("row_count"),
                    row.getLong("differing"),
                    json.readValue(tables, new TypeReference<List<Compared.OfTable>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Projection.Activation activation(ResultSet row) throws SQLException {
        return row.getString("activated_by") == null
                ? null
                : new Projection.Activation(
                        row.getObject("previous", Integer.class),
                        instant(row, "activated_at"),
                        row.getString("activated_by"),
                        row.getBoolean("forced"),
                        row.getString("reason"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
