package org.jixiao.reporting.freshness;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jixiao.reporting.projection.TotalsVersion;

/**
 * The versions of departments and years, made of the versions of the rows that are shown. A row's {@code xmin} is a later
 * transaction after every write, by an event or by hand: what all of them add up to with their number never comes back, as
 * sums of figures may after two changes. Totals have a version of their own, which folding them does not change.
 */
final class DepartmentVersions {

    /**
     * Whatever writes a line that counts writes totals of its department, and whatever tells of units or regions writes its
     * department. Lines themselves, of which a region may have very many, are only looked at where all of a table is shown.
     */
    private static final String VERSIONS = """
            select asked.fiscal_year, asked.department_code,
                   concat_ws('/', totals.version, waiting.version, assessed.version,
                             coalesce(department.xmin::text, '-'), published.version,
                             differing.version, digests.version, stale.since) as figures,
                   lines.version as lines, coalesce(evaluation.xmin::text, '-') as evaluation,
                   greatest(totals.as_of, department.recorded_at, waiting.as_of, assessed.as_of) as as_of,
                   stale.since as stale_since
              from unnest(?::int[], ?::text[], ?::bool[]) as asked (fiscal_year, department_code, whole)
              left join department on department.code = asked.department_code
              left join finding_evaluation as evaluation
                on evaluation.fiscal_year = asked.fiscal_year and evaluation.department_code = asked.department_code
             cross join lateral (
                   select %1$s as version, max(as_of) as as_of
                     from department_total as kept
                    where kept.fiscal_year = asked.fiscal_year and kept.department_code = asked.department_code) as totals
             cross join lateral (
                   select concat_ws(',', count(*), sum(xmin::text::bigint)) as version,
                          max(goal_recorded_at) as as_of
                     from project_line
                    where goal_fiscal_year = asked.fiscal_year and goal_department_code = asked.department_code
                      and money_epoch is null) as waiting
             cross join lateral (
                   select %1$s as version, max(as_of) as as_of
                     from assessment_total as kept
                    where kept.fiscal_year = asked.fiscal_year and kept.department_code = asked.department_code) as assessed
             cross join lateral (
                   select concat_ws(',', count(*), sum(xmin::text::bigint)) as version
                     from publication
                    where publication.fiscal_year = asked.fiscal_year
                      and publication.department_code = asked.department_code and certified_at is not null) as published
             cross join lateral (
                   select min(since) as since from stale_department as each
                    where each.fiscal_year = asked.fiscal_year and each.department_code = asked.department_code and told)
                   as stale
             cross join lateral (
                   select coalesce(string_agg(kind || ' ' || since, ',' order by kind), '-') as version
                     from reconciliation_difference as each
                    where each.fiscal_year = asked.fiscal_year and each.department_code = asked.department_code) as differing
             cross join lateral (
                   select count(*) as version from owner_digest as each
                    where owner in ('BUDGET', 'INDICATOR') and each.fiscal_year = asked.fiscal_year
                      and each.department_code = asked.department_code) as digests
             cross join lateral (
                   select concat_ws(',', count(*), sum(xmin::text::bigint)) as version
                     from project_line
                    where asked.whole and project_line.department_code = asked.department_code
                      and project_line.fiscal_year = asked.fiscal_year) as lines
            """.formatted(TotalsVersion.of("kept"));

    private DepartmentVersions() {}

    /** A department in one year. */
    record Place(int year, String departmentCode) {}

    /**
     * How one stands.
     *
     * @param figures of all that totals show of it
     * @param lines of its lines; only where they were asked for
     * @param evaluation of the last evaluation of the rules
     * @param asOf when the latest was recorded; null when nothing was
     * @param staleSince since when the owners have told more; null when they have not
     */
    record Standing(String figures, String lines, String evaluation, Instant asOf, Instant staleSince) {}

    /**
     * All of them in one statement.
     *
     * @param asked with whether the lines are asked for
     */
    static Map<Place, Standing> read(Connection connection, Map<Place, Boolean> asked) throws SQLException {
        Map<Place, Standing> standings = new HashMap<>();
        List<Place> places = new ArrayList<>(asked.keySet());
        try (PreparedStatement select = connection.prepareStatement(VERSIONS)) {
            select.setArray(
                    1, array(connection, "int", places.stream().map(Place::year).toList()));
            select.setArray(
                    2,
                    array(
                            connection,
                            "text",
                            places.stream().map(Place::departmentCode).toList()));
            select.setArray(
                    3, array(connection, "bool", places.stream().map(asked::get).toList()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    standings.put(
                            new Place(row.getInt("fiscal_year"), row.getString("department_code")),
                            new Standing(
                                    row.getString("figures"),
                                    row.getString("lines"),
                                    row.getString("evaluation"),
                                    instant(row, "as_of"),
                                    instant(row, "stale_since")));
                }
            }
        }
        return standings;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Array array(Connection connection, String type, Collection<?> of) throws SQLException {
        return connection.createArrayOf(type, of.toArray());
    }
}
