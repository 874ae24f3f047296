package org.jixiao.reporting.finding;

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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.goaltable.Finding;

/** What was found, as it is kept. */
@ApplicationScoped
class Findings {

    private static final String FORGET = """
            delete from finding using unnest(?::int[], ?::text[]) as due(fiscal_year, department_code)
             where finding.fiscal_year = due.fiscal_year and finding.department_code = due.department_code
            """;
    private static final String KEEP = """
            insert into finding (fiscal_year, department_code, ordinal, rule, project_code, measure, expected, actual,
                                 difference, message_zh, message_en)
            select fiscal_year, department_code, row_number() over (partition by fiscal_year, department_code order by place),
                   rule, project_code, measure, expected, actual, difference, message_zh, message_en
              from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[])
                   with ordinality as found(fiscal_year, department_code, rule, project_code, measure, expected, actual,
                                            difference, message_zh, message_en, place)
            """;
    private static final String NOTE = """
            with due as (
              select * from unnest(?::int[], ?::text[], ?::text[], ?::timestamptz[])
                            as due(fiscal_year, department_code, stamp, as_of)
            ), gone as (
              delete from finding_evaluation using due
               where due.stamp is null and finding_evaluation.fiscal_year = due.fiscal_year
                 and finding_evaluation.department_code = due.department_code
            )
            insert into finding_evaluation (fiscal_year, department_code, stamp, as_of, evaluated_at)
            select fiscal_year, department_code, stamp, as_of, ? from due where stamp is not null
            on conflict (fiscal_year, department_code) do update set
              stamp = excluded.stamp, as_of = excluded.as_of, evaluated_at = excluded.evaluated_at
            """;
    private static final String PAGE = """
            select department_code, ordinal, rule, project_code, measure, expected, actual, difference, message_zh,
                   message_en
              from finding
             where fiscal_year = ? and department_code = any (?) and rule = any (?)
               and (department_code, ordinal) > (?, ?)
             order by department_code, ordinal
             limit ?
            """;
    private static final String EVALUATED = """
            select count(*) as departments, max(as_of) as as_of, max(evaluated_at) as evaluated_at
              from finding_evaluation where fiscal_year = ? and department_code = any (?)
            """;

    /** A finding with its place in the list. */
    record Row(
            String departmentCode,
            int ordinal,
            String rule,
            String projectCode,
            String measure,
            String expected,
            String actual,
            String difference,
            Text message) {}

    /** Which findings are wanted: of these departments, by these rules. */
    record Wanted(int year, List<String> departments, Collection<String> rules) {}

    private record Entry(Due of, Finding finding) {}

    /** Puts what was found in the place of what was found before. */
    void replace(Connection connection, List<Due> due, Map<Due, List<Finding>> found, Instant at) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setArray(1, array(connection, "int4", due, Due::fiscalYear));
            delete.setArray(2, array(connection, "text", due, Due::departmentCode));
            delete.executeUpdate();
        }
        keep(
                connection,
                due.stream()
                        .flatMap(each -> found.get(each).stream().map(finding -> new Entry(each, finding)))
                        .toList());
        try (PreparedStatement note = connection.prepareStatement(NOTE)) {
            note.setArray(1, array(connection, "int4", due, Due::fiscalYear));
            note.setArray(2, array(connection, "text", due, Due::departmentCode));
            note.setArray(3, array(connection, "text", due, Due::stamp));
            note.setArray(
                    4,
                    array(
                            connection,
                            "timestamptz",
                            due,
                            each -> each.asOf() == null ? null : each.asOf().atOffset(ZoneOffset.UTC)));
            note.setObject(5, at.atOffset(ZoneOffset.UTC));
            note.executeUpdate();
        }
    }

    /** In the order of departments and rules, after a place in that order, one more than the limit. */
    List<Row> page(Connection connection, Wanted wanted, String afterDepartment, int afterOrdinal, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setInt(1, wanted.year());
            select.setArray(
                    2, connection.createArrayOf("text", wanted.departments().toArray()));
            select.setArray(3, connection.createArrayOf("text", wanted.rules().toArray()));
            select.setString(4, afterDepartment);
            select.setInt(5, afterOrdinal);
            select.setInt(6, limit + 1);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
            return rows;
        }
    }

    /** How far the findings follow the figures, when so many departments wait. */
    Evaluated evaluated(Connection connection, Wanted wanted, int pending) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EVALUATED)) {
            select.setInt(1, wanted.year());
            select.setArray(
                    2, connection.createArrayOf("text", wanted.departments().toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Evaluated(
                        pending == 0,
                        pending,
                        row.getInt("departments"),
                        time(row, "as_of"),
                        time(row, "evaluated_at"));
            }
        }
    }

    private static void keep(Connection connection, List<Entry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setArray(1, array(connection, "int4", entries, each -> each.of.fiscalYear()));
            insert.setArray(2, array(connection, "text", entries, each -> each.of.departmentCode()));
            insert.setArray(
                    3,
                    array(
                            connection,
                            "text",
                            entries,
                            each -> each.finding.rule().code()));
            insert.setArray(4, array(connection, "text", entries, each -> each.finding.projectCode()));
            insert.setArray(5, array(connection, "text", entries, each -> each.finding.measure()));
            insert.setArray(6, array(connection, "text", entries, each -> each.finding.expected()));
            insert.setArray(7, array(connection, "text", entries, each -> each.finding.actual()));
            insert.setArray(8, array(connection, "text", entries, each -> each.finding.difference()));
            insert.setArray(
                    9,
                    array(
                            connection,
                            "text",
                            entries,
                            each -> each.finding.message().zh()));
            insert.setArray(
                    10,
                    array(
                            connection,
                            "text",
                            entries,
                            each -> each.finding.message().en()));
            insert.executeUpdate();
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("department_code"),
                row.getInt("ordinal"),
                row.getString("rule"),
                row.getString("project_code"),
                row.getString("measure"),
                row.getString("expected"),
                row.getString("actual"),
                row.getString("difference"),
                new Text(row.getString("message_zh"), row.getString("message_en")));
    }

    private static <T> Array array(Connection connection, String type, List<T> of, Function<T, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, of.stream().map(value).toArray());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
