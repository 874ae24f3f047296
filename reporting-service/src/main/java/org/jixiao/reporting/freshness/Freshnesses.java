package org.jixiao.reporting.freshness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jixiao.reporting.rollup.Area;

/** Reads how new figures are from what is kept per department, without reading the lines. */
@ApplicationScoped
public class Freshnesses {

    /**
     * Departments are found by the digits that their codes share with the area's; those that lie in a region in that year
     * although their digits do not are few, and come second.
     */
    private static final String VERSIONS = """
            select asked.number, md5(concat_ws(' ', totals, departments, waiting, assessed, published)) as version,
                   greatest(totals.as_of, departments.as_of, waiting.as_of, assessed.as_of) as as_of
              from unnest(?::int[], ?::text[], ?::text[], ?::text[]) with ordinality
                   as asked (year, code, first, behind, number)
             cross join lateral (
                   select sum(total) as total, sum(fiscal_appropriation) as fiscal, sum(special_account) as special,
                          sum(other) as other, sum(executed) as executed, sum(project_count) as projects,
                          sum(goal_count) as goals, sum(indicator_count) as indicators, max(as_of) as as_of
                     from (select * from department_total
                            where fiscal_year = asked.year
                              and department_code >= asked.first and department_code < asked.behind
                           union all
                           select department_total.* from department_region
                             join department_total using (department_code)
                            where department_region.code = asked.code and fiscal_year = asked.year
                              and asked.year between first_year and last_year
                              and not (department_code >= asked.first and department_code < asked.behind)) as kept)
                   as totals
             cross join lateral (
                   select count(*) as count, sum(version) as versions, max(recorded_at) as as_of
                     from department where code >= asked.first and code < asked.behind) as departments
             cross join lateral (
                   select count(*) as count, sum(goal_version) as versions, max(goal_recorded_at) as as_of
                     from project_line
                    where goal_fiscal_year = asked.year and money_epoch is null
                      and goal_department_code >= asked.first and goal_department_code < asked.behind) as waiting
             cross join lateral (
                   select sum(assessment_count) as count, sum(red_count) as red, sum(yellow_count) as yellow,
                          sum(green_count) as green, sum(blue_count) as blue, sum(excellent_count) as excellent,
                          sum(good_count) as good, sum(fair_count) as fair, sum(score) as score, max(as_of) as as_of
                     from assessment_total
                    where fiscal_year = asked.year
                      and department_code >= asked.first and department_code < asked.behind) as assessed
             cross join lateral (
                   select sum(version) as versions from publication
                    where fiscal_year = asked.year and certified_at is not null
                      and department_code >= asked.first and department_code < asked.behind) as published
            """;

    /** The freshness of each, in one statement. */
    Map<Watched, Freshness> read(Connection connection, List<Watched> watched) throws SQLException {
        Map<Watched, Freshness> freshnesses = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(VERSIONS)) {
            bind(connection, select, watched);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Watched of = watched.get(row.getInt("number") - 1);
                    OffsetDateTime asOf = row.getObject("as_of", OffsetDateTime.class);
                    freshnesses.put(
                            of,
                            new Freshness(
                                    of.year(),
                                    of.area().code(),
                                    row.getString("version"),
                                    asOf == null ? null : asOf.toInstant()));
                }
            }
        }
        return freshnesses;
    }

    /** The freshness of one. */
    public Freshness read(Connection connection, int year, Area area) throws SQLException {
        Watched watched = new Watched(year, area);
        return read(connection, List.of(watched)).get(watched);
    }

    private static void bind(Connection connection, PreparedStatement select, List<Watched> watched)
            throws SQLException {
        Object[] years = watched.stream().map(Watched::year).toArray();
        Object[] codes = watched.stream().map(each -> each.area().code()).toArray();
        Object[] first = watched.stream().map(each -> each.area().prefix()).toArray();
        Object[] behind =
                watched.stream().map(each -> each.area().prefix() + ':').toArray();
        select.setArray(1, connection.createArrayOf("int", years));
        select.setArray(2, connection.createArrayOf("text", codes));
        select.setArray(3, connection.createArrayOf("text", first));
        select.setArray(4, connection.createArrayOf("text", behind));
    }
}
