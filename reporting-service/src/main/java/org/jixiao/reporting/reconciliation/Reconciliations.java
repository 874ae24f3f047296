package org.jixiao.reporting.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What the rounds have found, for all replicas. */
@ApplicationScoped
class Reconciliations {

    private static final int MOST_DEPARTMENTS = 100;
    private static final String TAKE = "select pg_try_advisory_xact_lock(hashtext('jixiao.reconciliation'))";
    private static final String KEEP = """
            insert into reconciliation (kind, checked_at, compared, waiting, difference) values (?, ?, ?, ?, ?)
            on conflict (kind) do update set
              checked_at = excluded.checked_at, compared = excluded.compared, waiting = excluded.waiting,
              difference = excluded.difference
            """;
    private static final String FORGET = """
            delete from reconciliation_difference kept
             where kind = ? and not exists (
               select from unnest(?::text[], ?::int[]) as found(department_code, fiscal_year)
                where found.department_code = kept.department_code and found.fiscal_year = kept.fiscal_year)
            """;
    /** It differs since it was first found, and is told as it is now. */
    private static final String REMEMBER = """
            insert into reconciliation_difference (kind, department_code, fiscal_year, since, expected, actual)
            select ?, department_code, fiscal_year, ?, expected::json, actual::json
              from unnest(?::text[], ?::int[], ?::text[], ?::text[])
                     as found(department_code, fiscal_year, expected, actual)
            on conflict (kind, department_code, fiscal_year) do update set
              expected = excluded.expected, actual = excluded.actual
            """;

    /** A round may end between the kinds and their departments. */
    private static final String AT_ONE_MOMENT = "set transaction isolation level repeatable read, read only";

    /** Another version of the service may know of more kinds. */
    private static final String READ = "select * from reconciliation where kind = any (?) order by kind";

    private static final String DEPARTMENTS = """
            select * from reconciliation_difference where kind = ? order by since, department_code, fiscal_year limit ?
            """;

    private final DataSource database;

    Reconciliations(DataSource database) {
        this.database = database;
    }

    /** A round. */
    interface Round {
        void go() throws SQLException;
    }

    /** Does it unless another replica is doing it. */
    void alone(Round round) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement take = connection.prepareStatement(TAKE);
                    ResultSet row = take.executeQuery()) {
                if (row.next() && row.getBoolean(1)) {
                    round.go();
                }
            } finally {
                connection.rollback();
            }
        }
    }

    /** What a round has found of a kind; departments as differences. */
    void keep(Reconciliation.OfKind round, List<Difference> found) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                keep(connection, round);
                forgetOthers(connection, round.kind(), found);
                remember(connection, round, found);
                connection.commit();
                committed = true;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
            }
        }
    }

    Reconciliation read() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement begin = connection.createStatement()) {
                begin.execute(AT_ONE_MOMENT);
                return read(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    private static Reconciliation read(Connection connection) throws SQLException {
        List<Reconciliation.OfKind> kinds = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", Stream.of(Kind.values()).map(Kind::name).toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Kind kind = Kind.valueOf(row.getString("kind"));
                    kinds.add(new Reconciliation.OfKind(
                            kind,
                            instant(row, "checked_at"),
                            row.getLong("compared"),
                            row.getLong("waiting"),
                            row.getLong("difference"),
                            departments(connection, kind)));
                }
            }
        }
        return new Reconciliation(
                kinds.stream().mapToLong(Reconciliation.OfKind::difference).sum(),
                kinds.stream()
                        .map(Reconciliation.OfKind::checkedAt)
                        .min(Instant::compareTo)
                        .orElse(null),
                kinds);
    }

    private static void keep(Connection connection, Reconciliation.OfKind round) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(KEEP)) {
            upsert.setString(1, round.kind().name());
            upsert.setObject(2, round.checkedAt().atOffset(ZoneOffset.UTC));
            upsert.setLong(3, round.compared());
            upsert.setLong(4, round.waiting());
            upsert.setLong(5, round.difference());
            upsert.executeUpdate();
        }
    }

    private static void forgetOthers(Connection connection, Kind kind, List<Difference> found) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setString(1, kind.name());
            bindPlaces(connection, delete, 2, found);
            delete.executeUpdate();
        }
    }

    private static void remember(Connection connection, Reconciliation.OfKind round, List<Difference> found)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            insert.setString(1, round.kind().name());
            insert.setObject(2, round.checkedAt().atOffset(ZoneOffset.UTC));
            bindPlaces(connection, insert, 3, found);
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "text", found.stream().map(Difference::expected).toArray()));
            insert.setArray(
                    6,
                    connection.createArrayOf(
                            "text", found.stream().map(Difference::actual).toArray()));
            insert.executeUpdate();
        }
    }

    private static void bindPlaces(
            Connection connection, PreparedStatement statement, int first, List<Difference> found) throws SQLException {
        statement.setArray(
                first,
                connection.createArrayOf(
                        "text", found.stream().map(Difference::departmentCode).toArray()));
        statement.setArray(
                first + 1,
                connection.createArrayOf(
                        "int4", found.stream().map(Difference::fiscalYear).toArray()));
    }

    private static List<Reconciliation.Department> departments(Connection connection, Kind kind) throws SQLException {
        List<Reconciliation.Department> departments = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DEPARTMENTS)) {
            select.setString(1, kind.name());
            select.setInt(2, MOST_DEPARTMENTS);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    departments.add(new Reconciliation.Department(
                            row.getInt("fiscal_year"),
                            row.getString("department_code"),
                            instant(row, "since"),
                            row.getString("expected"),
                            row.getString("actual")));
                }
            }
        }
        return departments;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
