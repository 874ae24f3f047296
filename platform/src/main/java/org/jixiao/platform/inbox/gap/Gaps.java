package org.jixiao.platform.inbox.gap;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
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
import javax.sql.DataSource;

/** All gaps, for reading and for giving one up. They are recorded by the {@link GapBook}. */
@ApplicationScoped
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class Gaps {

    private static final String PAGE = """
            select * from gap
             where gap_id > ? and (?::text is null or sender = ?) and (?::text is null or project_code = ?)
               and (?::text is null or state = ?)
               and (?::text[] is null or project_code like any (?) or scope_code like any (?))
             order by gap_id limit ?
            """;
    private static final String GIVE_UP = """
            update gap set state = 'GIVEN_UP', given_up_by = ?, reason = ?, closed_at = ?
             where gap_id = ? and state = 'OPEN'
            """;
    private static final String ONE = "select * from gap where gap_id = ?";
    private static final String OPEN = "select count(*), min(noticed_at) from gap where state = 'OPEN'";

    private final DataSource database;
    private final Clock clock;

    Gaps(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Which gaps are asked for; null where anything will do. */
    record Filter(String sender, String projectCode, String state) {}

    /** How many are open, and since when the oldest; null when there is none. */
    record Open(long count, Instant oldest) {}

    /**
     * The oldest first, one more than the page holds.
     *
     * @param scope patterns of the codes that may be seen, of projects or scopes; null for all
     */
    List<GapView> find(Filter filter, String[] scope, long after, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PAGE)) {
            int next = 1;
            select.setLong(next++, after);
            for (String each : new String[] {filter.sender, filter.projectCode, filter.state}) {
                select.setString(next++, each);
                select.setString(next++, each);
            }
            Array patterns = scope == null ? null : connection.createArrayOf("text", scope);
            select.setArray(next++, patterns);
            select.setArray(next++, patterns);
            select.setArray(next++, patterns);
            select.setInt(next, limit + 1);
            return rows(select);
        }
    }

    Optional<GapView> find(long gapId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setLong(1, gapId);
            return rows(select).stream().findFirst();
        }
    }

    /** Nobody waits for these revisions any longer; false when the gap was not open. */
    boolean giveUp(long gapId, String caller, String reason) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(GIVE_UP)) {
            update.setString(1, caller);
            update.setString(2, reason);
            update.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            update.setLong(4, gapId);
            return update.executeUpdate() == 1;
        }
    }

    Open open() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OPEN);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Open(row.getLong(1), instant(row, 2));
        }
    }

    private List<GapView> rows(PreparedStatement select) throws SQLException {
        Instant now = clock.instant();
        List<GapView> gaps = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                gaps.add(new GapView(
                        row.getLong("gap_id"),
                        row.getString("sender"),
                        row.getString("project_code"),
                        row.getLong("epoch"),
                        row.getLong("from_version"),
                        row.getLong("to_version"),
                        instant(row, row.findColumn("noticed_at")),
                        GapState.valueOf(row.getString("state")),
                        instant(row, row.findColumn("closed_at")),
                        row.getString("given_up_by"),
                        row.getString("reason"),
                        now));
            }
        }
        return gaps;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
