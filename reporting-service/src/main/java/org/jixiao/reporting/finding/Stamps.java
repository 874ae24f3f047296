package org.jixiao.reporting.finding;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.reporting.projection.TotalsVersion;
import org.jixiao.reporting.rule.RuleBook;

/**
 * Tells which departments have changed, without reading their lines. Whatever writes a line that counts, or an assessment, writes
 * totals of its department in the same statement, and so gives those another version; goals that wait for their projects are
 * no part of the totals and are looked at themselves. A new edition of the rules changes all.
 */
@ApplicationScoped
class Stamps {

    /** Takes the edition of the rules, and four times what is wanted of a table, by its columns for year and department. */
    private static final String NOW = """
            with total as (
              select fiscal_year, department_code, max(as_of) as as_of, %3$s as stamp
                from department_total as kept
               where %1$s
               group by 1, 2
            ), waiting as (
              select goal_fiscal_year as fiscal_year, goal_department_code as department_code,
                     max(goal_recorded_at) as as_of, string_agg(project_code, ',' order by project_code) as stamp
                from project_line
               where money_epoch is null and goal_state = 'ISSUED' and %2$s
               group by 1, 2
            ), assessed as (
              select fiscal_year, department_code, max(as_of) as as_of, %3$s as stamp
                from assessment_total as kept
               where %1$s
               group by 1, 2
            ), present as (
              select fiscal_year, department_code,
                     md5(concat_ws('|', ?::text, total.stamp, waiting.stamp, assessed.stamp)) as stamp,
                     greatest(total.as_of, waiting.as_of, assessed.as_of) as as_of
                from total full join waiting using (fiscal_year, department_code)
                left join assessed using (fiscal_year, department_code)
            ), evaluated as (
              select fiscal_year, department_code, stamp as evaluated_stamp
                from finding_evaluation where %1$s
            )
            """;

    private static final String DUE = NOW.formatted("true", "true", TotalsVersion.of("kept")) + """
            select fiscal_year, department_code, stamp, as_of
              from present full join evaluated using (fiscal_year, department_code)
             where stamp is distinct from evaluated_stamp
             order by as_of, fiscal_year, department_code
             limit ?
            """;

    private static final String COUNT = NOW.formatted(
                    "fiscal_year = ? and department_code = any (?)",
                    "goal_fiscal_year = ? and goal_department_code = any (?)",
                    TotalsVersion.of("kept"))
            + """
            select count(*) from present full join evaluated using (fiscal_year, department_code)
             where stamp is distinct from evaluated_stamp
            """;

    private final RuleBook book;

    Stamps(RuleBook book) {
        this.book = book;
    }

    /** What has to be evaluated, what waits longest first. */
    List<Due> due(Connection connection, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setString(1, book.edition());
            select.setInt(2, most);
            List<Due> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    OffsetDateTime asOf = row.getObject("as_of", OffsetDateTime.class);
                    due.add(new Due(
                            row.getInt("fiscal_year"),
                            row.getString("department_code"),
                            row.getString("stamp"),
                            asOf == null ? null : asOf.toInstant()));
                }
            }
            return due;
        }
    }

    /** How many of these departments still have to be evaluated in a year. */
    int pending(Connection connection, int year, List<String> departments) throws SQLException {
        Array codes = connection.createArrayOf("text", departments.toArray(String[]::new));
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setInt(1, year);
            select.setArray(2, codes);
            select.setInt(3, year);
            select.setArray(4, codes);
            select.setInt(5, year);
            select.setArray(6, codes);
            select.setString(7, book.edition());
            select.setInt(8, year);
            select.setArray(9, codes);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
