package org.jixiao.platform.inbox.replay;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jixiao.platform.inbox.CloudEvent;

/** Replays as people ask for, approve, withdraw and follow them. They are worked off by {@link Replaying}. */
@ApplicationScoped
class Replays {

    /** A letter that was refused so often is not tried again. */
    static final int MOST_ATTEMPTS = 5;

    private static final String REQUEST = """
            insert into replay (replay_id, letter_id, code, sender, state, total, requested_by, requested_at)
            values (?, ?, ?, ?, 'REQUESTED', 0, ?, ?)
            """;
    private static final String FITTING = """
             from rejected_event
             where attempts < ? and (id = ? or (code = ? and state = 'OPEN' and (?::text is null or sender = ?)))
            """;
    private static final String ANY = "select id" + FITTING + " limit 1";
    private static final String FILL = "insert into replay_item (letter_id, replay_id) select id, ?" + FITTING;
    private static final String COUNT = "update replay set total = ? where replay_id = ?";
    private static final String APPROVE = """
            update replay set state = 'RUNNING', approved_by = ?, approved_at = ?
             where replay_id = ? and state = 'REQUESTED' and requested_by <> ?
            """;
    private static final String WITHDRAW =
            "update replay set state = 'WITHDRAWN', ended_at = ? where replay_id = ? and state = 'REQUESTED'";
    private static final String READ = """
            select r.*, i.* from replay r
             cross join lateral (
               select count(outcome) as done, count(*) filter (where outcome = 'ACCEPTED') as accepted,
                      count(*) filter (where outcome = 'DUPLICATE') as duplicate,
                      count(*) filter (where outcome = 'STALE') as stale,
                      count(*) filter (where outcome = 'APPLIED') as applied,
                      count(*) filter (where outcome = 'REJECTED') as rejected,
                      count(*) filter (where outcome = 'SUPERSEDED') as superseded
                 from replay_item where replay_id = r.replay_id) i
            """;
    private static final String ONE = READ + " where r.replay_id = ?";
    private static final String PAGE =
            READ + " where r.replay_id < ? and (?::text is null or r.state = ?) order by r.replay_id desc limit ?";
    private static final String ITEMS = """
            select item.letter_id, item.outcome, item.code, item.done_at,
                   case when item.outcome is null then %s else item.changed_at end as changed_at
              from replay_item item join rejected_event letter on letter.id = item.letter_id
             where item.replay_id = ? and item.letter_id > ? order by item.letter_id limit ?
            """;

    private final DataSource database;
    private final LaterChanges changes;
    private final Clock clock;

    Replays(DataSource database, LaterChanges changes, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /** Settles which letters the replay is of; empty when there is none. */
    Optional<UUID> request(Wanted wanted, String caller) throws SQLException {
        Instant now = clock.instant();
        UUID id = UUID.fromString(CloudEvent.newId(now));
        try (Connection connection = database.getConnection()) {
            if (!anyFits(connection, wanted)) {
                return Optional.empty();
            }
            update(
                    connection,
                    REQUEST,
                    id,
                    wanted.deadLetterId(),
                    wanted.code(),
                    wanted.sender(),
                    caller,
                    now.atOffset(ZoneOffset.UTC));
            int total = update(
                    connection,
                    FILL,
                    id,
                    MOST_ATTEMPTS,
                    wanted.deadLetterId(),
                    wanted.code(),
                    wanted.sender(),
                    wanted.sender());
            update(connection, COUNT, total, id);
            return Optional.of(id);
        }
    }

    private static boolean anyFits(Connection connection, Wanted wanted) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ANY)) {
            select.setInt(1, MOST_ATTEMPTS);
            select.setObject(2, wanted.deadLetterId());
            select.setString(3, wanted.code());
            select.setString(4, wanted.sender());
            select.setString(5, wanted.sender());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** False when the caller asked for it, or it waits for nobody's approval. */
    boolean approve(UUID id, String caller) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return update(connection, APPROVE, caller, clock.instant().atOffset(ZoneOffset.UTC), id, caller) == 1;
        }
    }

    /** False when it was approved or withdrawn before. */
    boolean withdraw(UUID id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return update(connection, WITHDRAW, clock.instant().atOffset(ZoneOffset.UTC), id) == 1;
        }
    }

    Optional<Replay> find(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setObject(1, id);
            return rows(select).stream().findFirst();
        }
    }

    /** The newest first, one more than the page holds. */
    List<Replay> find(String state, UUID before, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setObject(1, before);
            select.setString(2, state);
            select.setString(3, state);
            select.setInt(4, limit + 1);
            return rows(select);
        }
    }

    /** The letters by their number, one more than the page holds. */
    List<ReplayItem> items(UUID id, long after, int limit) throws SQLException {
        List<ReplayItem> items = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ITEMS.formatted(changes.last()))) {
            select.setObject(1, id);
            select.setLong(2, after);
            select.setInt(3, limit + 1);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    items.add(new ReplayItem(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            instant(row, "done_at"),
                            instant(row, "changed_at")));
                }
            }
        }
        return items;
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                update.setObject(i + 1, parameters[i]);
            }
            return update.executeUpdate();
        }
    }

    private static List<Replay> rows(PreparedStatement select) throws SQLException {
        List<Replay> replays = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                replays.add(new Replay(
                        row.getString("replay_id"),
                        ReplayState.valueOf(row.getString("state")),
                        row.getObject("letter_id", Long.class),
                        row.getString("code"),
                        row.getString("sender"),
                        row.getString("requested_by"),
                        instant(row, "requested_at"),
                        row.getString("approved_by"),
                        instant(row, "approved_at"),
                        instant(row, "ended_at"),
                        row.getInt("total"),
                        row.getInt("done"),
                        row.getInt("accepted"),
                        row.getInt("duplicate"),
                        row.getInt("stale"),
                        row.getInt("applied"),
                        row.getInt("rejected"),
                        row.getInt("superseded")));
            }
        }
        return replays;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
