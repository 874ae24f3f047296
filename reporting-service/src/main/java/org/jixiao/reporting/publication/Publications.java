package org.jixiao.reporting.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Every publication that there ever was. */
@ApplicationScoped
class Publications {

    /** Steps with the publications of one table wait for each other, so that their order is the order of their numbers. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

    private static final String SUMMARY = """
            select id, number, fiscal_year, department_code, department_name, ordinal, state, version, sha256, as_of,
                   published_by, published_at, certified_by, certified_at, superseded_by, reverted_by, reverted_at,
                   reversion_reason
            """;
    /** Anything else is no publication, and some of it no text for the database. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{4}-[0-9]{9}-[0-9]{1,9}");

    private static final String FIND = SUMMARY + " from publication where number = ?";
    private static final String IN_FORCE = SUMMARY + """
            from publication where fiscal_year = ? and department_code = ? and state = 'CERTIFIED'
            """;
    private static final String HAS_SUPERSEDED = """
            select exists (select from publication where fiscal_year = ? and department_code = ? and state = 'SUPERSEDED')
            """;
    private static final String PAGE = SUMMARY + """
              from publication
             where id < ? and (?::int is null or fiscal_year = ?) and (?::text is null or department_code = ?)
               and (?::text is null or state = ?)
               and (state in ('CERTIFIED', 'SUPERSEDED') or department_code like any (?))
             order by id desc
             limit ?
            """;
    private static final String ADD = """
            insert into publication (number, fiscal_year, department_code, department_name, ordinal, content, sha256, as_of,
                                     published_by, published_at)
            select wanted.year || '-' || wanted.department || '-' || next.ordinal, wanted.year, wanted.department, ?,
                   next.ordinal, ?, ?, ?, ?, ?
              from (select ?::int as year, ?::text as department) as wanted
             cross join lateral (select coalesce(max(ordinal), 0) + 1 as ordinal from publication
                                  where fiscal_year = wanted.year and department_code = wanted.department) as next
            returning number
            """;
    private static final String CERTIFY = """
            update publication set state = 'CERTIFIED', version = version + 1, certified_by = ?, certified_at = ?
             where number = ?
            """;
    private static final String SUPERSEDE = """
            update publication set state = 'SUPERSEDED', version = version + 1, superseded_by = ?, superseded_at = ?
             where number = ?
            """;
    private static final String REVERT = """
            update publication
               set state = 'REVERTED', version = version + 1, reverted_by = ?, reverted_at = ?, reversion_reason = ?
             where number = ?
            """;
    private static final String NOTE_STEP = """
            insert into publication_step (number, version, state, person, at, reason)
            select number, version, state, ?, ?, ? from publication where number = ?
            """;
    private static final String STEPS =
            "select state, person, at, reason from publication_step where number = ? order by version";
    private static final String WAIVE = """
            insert into publication_waiver (number, ordinal, rule, project_code, measure, reason)
            select ?, ordinality, rule, project_code, measure, reason
              from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                   with ordinality as waiver(rule, project_code, measure, reason)
            """;
    private static final String WAIVERS =
            "select rule, project_code, measure, reason from publication_waiver where number = ? order by ordinal";

    /** Until the transaction ends, nobody else takes a step with a publication of this table. */
    void alone(Connection connection, int year, String departmentCode) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(ALONE)) {
            lock.setString(1, "publication " + year + " " + departmentCode);
            lock.execute();
        }
    }

    /** @param number as somebody has typed it */
    Optional<Kept> find(Connection connection, String number) throws SQLException {
        if (!NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, number);
            return kept(select);
        }
    }

    /** The one that is CERTIFIED. */
    Optional<Kept> inForce(Connection connection, int year, String departmentCode) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IN_FORCE)) {
            select.setInt(1, year);
            select.setString(2, departmentCode);
            return kept(select);
        }
    }

    /** Whether any of a table was in force before another one. */
    boolean hasSuperseded(Connection connection, int year, String departmentCode) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HAS_SUPERSEDED)) {
            select.setInt(1, year);
            select.setString(2, departmentCode);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** The newest first, before the one with this id, one more than the limit; by their ids. */
    SortedMap<Long, Summary> page(Connection connection, Filter filter, Reader reader, long before, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setLong(1, before);
            select.setObject(2, filter.year(), Types.INTEGER);
            select.setObject(3, filter.year(), Types.INTEGER);
            select.setString(4, filter.department());
            select.setString(5, filter.department());
            String state = filter.state() == null ? null : filter.state().name();
            select.setString(6, state);
            select.setString(7, state);
            select.setArray(8, connection.createArrayOf("text", reader.scope().patterns()));
            select.setInt(9, limit + 1);
            SortedMap<Long, Summary> page = new TreeMap<>((one, other) -> Long.compare(other, one));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    page.put(row.getLong("id"), summary(row));
                }
            }
            return page;
        }
    }

    /** Gives it the next number of its table. */
    String add(Connection connection, Kept.Draft draft) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD);
                InputStream content = draft.content().open()) {
            insert.setString(1, draft.departmentName());
            insert.setBinaryStream(2, content, Math.toIntExact(draft.content().size()));
            insert.setString(3, draft.sha256());
            insert.setObject(4, time(draft.asOf()));
            insert.setString(5, draft.publishedBy());
            insert.setObject(6, time(draft.publishedAt()));
            insert.setInt(7, draft.fiscalYear());
            insert.setString(8, draft.departmentCode());
            String number;
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                number = row.getString(1);
            }
            noteStep(connection, number, draft.publishedBy(), draft.publishedAt(), null);
            return number;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void certify(Connection connection, String number, List<Waiver> waivers, String by, Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CERTIFY)) {
            update.setString(1, by);
            update.setObject(2, time(at));
            update.setString(3, number);
            update.executeUpdate();
        }
        noteStep(connection, number, by, at, null);
        try (PreparedStatement insert = connection.prepareStatement(WAIVE)) {
            insert.setString(1, number);
            insert.setArray(
                    2, texts(connection, waivers.stream().map(Waiver::rule).toArray(String[]::new)));
            insert.setArray(
                    3,
                    texts(connection, waivers.stream().map(Waiver::projectCode).toArray(String[]::new)));
            insert.setArray(
                    4, texts(connection, waivers.stream().map(Waiver::measure).toArray(String[]::new)));
            insert.setArray(
                    5, texts(connection, waivers.stream().map(Waiver::reason).toArray(String[]::new)));
            insert.executeUpdate();
        }
    }

    void supersede(Connection connection, String number, String newer, String by, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SUPERSEDE)) {
            update.setString(1, newer);
            update.setObject(2, time(at));
            update.setString(3, number);
            update.executeUpdate();
        }
        noteStep(connection, number, by, at, newer);
    }

    void revert(Connection connection, String number, String reason, String by, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(REVERT)) {
            update.setString(1, by);
            update.setObject(2, time(at));
            update.setString(3, reason);
            update.setString(4, number);
            update.executeUpdate();
        }
        noteStep(connection, number, by, at, reason);
    }

    List<Step> steps(Connection connection, String number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STEPS)) {
            select.setString(1, number);
            List<Step> steps = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    steps.add(new Step(
                            State.valueOf(row.getString("state")),
                            row.getString("person"),
                            time(row, "at"),
                            row.getString("reason")));
                }
            }
            return steps;
        }
    }

    List<Waived> waivers(Connection connection, String number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WAIVERS)) {
            select.setString(1, number);
            List<Waived> waivers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    waivers.add(new Waived(
                            row.getString("rule"),
                            row.getString("project_code"),
                            row.getString("measure"),
                            row.getString("reason")));
                }
            }
            return waivers;
        }
    }

    private static void noteStep(Connection connection, String number, String by, Instant at, String reason)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NOTE_STEP)) {
            insert.setString(1, by);
            insert.setObject(2, time(at));
            insert.setString(3, reason);
            insert.setString(4, number);
            insert.executeUpdate();
        }
    }

    private static Optional<Kept> kept(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Kept(summary(row), row.getInt("ordinal"), row.getLong("version")))
                    : Optional.empty();
        }
    }

    private static Summary summary(ResultSet row) throws SQLException {
        return new Summary(
                row.getString("number"),
                row.getInt("fiscal_year"),
                row.getString("department_code"),
                row.getString("department_name"),
                State.valueOf(row.getString("state")),
                row.getString("sha256"),
                time(row, "as_of"),
                row.getString("published_by"),
                time(row, "published_at"),
                row.getString("certified_by"),
                time(row, "certified_at"),
                row.getString("superseded_by"),
                row.getString("reverted_by"),
                time(row, "reverted_at"),
                row.getString("reversion_reason"));
    }

    private static java.sql.Array texts(Connection connection, String[] texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
