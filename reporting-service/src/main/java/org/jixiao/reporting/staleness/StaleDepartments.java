package org.jixiao.reporting.staleness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The departments whose figures are behind, as they were found at the last look. */
@ApplicationScoped
public class StaleDepartments {

    private static final String SINCE = """
            select department_code, min(since) as since from stale_department
             where fiscal_year = ? and department_code = any (?) and told
             group by department_code
            """;
    private static final String LONGEST = """
            select department_code, fiscal_year, min(since) as since from stale_department where told
             group by department_code, fiscal_year order by min(since), department_code, fiscal_year
             limit ?
            """;
    private static final String COUNT =
            "select count(*) from (select distinct department_code, fiscal_year from stale_department where told) as each";
    private static final String FORGET = """
            delete from stale_department as kept
             where not exists (
               select from unnest(?::text[], ?::text[], ?::int[], ?::timestamptz[])
                             as found(owner, department_code, fiscal_year, since)
                where found.owner = kept.owner and found.department_code = kept.department_code
                  and found.fiscal_year = kept.fiscal_year and found.since = kept.since)
            """;
    private static final String REMEMBER = """
            insert into stale_department (owner, department_code, fiscal_year, since, versions, noticed_at)
            select *, ? from unnest(?::text[], ?::text[], ?::int[], ?::timestamptz[], ?::numeric[])
            on conflict (owner, department_code, fiscal_year) do nothing
            """;
    private static final String TELL = "update stale_department set told = true where not told and noticed_at <= ?";

    /** A department and year with the moment since which it is behind. */
    record Since(String departmentCode, int fiscalYear, Instant since) {}

    /** Those of these departments that are behind, with the moment since which each is. */
    public Map<String, Instant> since(Connection connection, int year, List<String> departments) throws SQLException {
        Map<String, Instant> since = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(SINCE)) {
            select.setInt(1, year);
            select.setArray(2, connection.createArrayOf("text", departments.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    since.put(row.getString("department_code"), instant(row));
                }
            }
        }
        return since;
    }

    /** How many are behind. */
    long count(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Those that are behind for longest, the longest first. */
    List<Since> longest(Connection connection, int most) throws SQLException {
        List<Since> longest = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LONGEST)) {
            select.setInt(1, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    longest.add(new Since(row.getString("department_code"), row.getInt("fiscal_year"), instant(row)));
                }
            }
        }
        return longest;
    }

    /**
     * Puts what was found in the place of what was found before.
     *
     * @param at when it was found
     * @param lasting what was first found then or before is told from now on
     */
    void replace(Connection connection, List<Stale> found, Instant at, Instant lasting) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            bindPlaces(connection, forget, 1, found);
            forget.executeUpdate();
        }
        try (PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
            remember.setObject(1, at.atOffset(ZoneOffset.UTC));
            bindPlaces(connection, remember, 2, found);
            remember.setArray(6, array(connection, "numeric", found, Stale::versions));
            remember.executeUpdate();
        }
        try (PreparedStatement tell = connection.prepareStatement(TELL)) {
            tell.setObject(1, lasting.atOffset(ZoneOffset.UTC));
            tell.executeUpdate();
        }
    }

    private static void bindPlaces(Connection connection, PreparedStatement statement, int first, List<Stale> found)
            throws SQLException {
        statement.setArray(first, array(connection, "text", found, Stale::owner));
        statement.setArray(first + 1, array(connection, "text", found, Stale::departmentCode));
        statement.setArray(first + 2, array(connection, "int4", found, Stale::fiscalYear));
        statement.setArray(
                first + 3,
                array(connection, "timestamptz", found, each -> each.since().atOffset(ZoneOffset.UTC)));
    }

    private static Array array(Connection connection, String type, List<Stale> of, Function<Stale, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, of.stream().map(value).toArray());
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("since", OffsetDateTime.class).toInstant();
    }
}
