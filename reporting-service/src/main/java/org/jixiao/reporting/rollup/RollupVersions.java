package org.jixiao.reporting.rollup;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.reporting.projection.TotalsVersion;

/**
 * The version of a rollup, made of where its departments lie and of the row versions of what is summed: it is another one
 * after whatever has written one of them. An event elsewhere changes nothing.
 */
@ApplicationScoped
class RollupVersions {

    /** A row's {@code xmin} is another one after every write, and its place after every other. */
    private static final String STAMP =
            "concat_ws(',', count(*), sum(hashtextextended(concat(%1$s.ctid, %1$s.xmin), 0)::numeric))";

    private static final String TOTALS = """
            select concat_ws('/', current_schema(),
                   (select %s from unnest(?::text[]) as placed(code)
                      join department_total kept on kept.department_code = placed.code and kept.fiscal_year = ?),
                   (select %s from unnest(?::text[]) as placed(code)
                      join project_line line on line.goal_department_code = placed.code
                     where line.goal_fiscal_year = ? and line.money_epoch is null and ?),
                   (select %s from assessment_total kept where kept.fiscal_year = ? and kept.department_code = any (?)),
                   (select %s from department each where each.code = any (?)),
                   (select %s from spending_unit each where each.department_code = any (?) and ?),
                   (select string_agg(concat(department_code, since), ',' order by department_code, since) from stale_department
                     where fiscal_year = ? and department_code = any (?) and told))
            """.formatted(
                    TotalsVersion.of("kept"), stamp("line"), TotalsVersion.of("kept"), stamp("each"), stamp("each"));

    private static final String LINES = """
            select concat_ws('/',
                   (select %s from unnest(?::text[]) as placed(code)
                      join project_line line on line.department_code = placed.code where line.fiscal_year = ?),
                   (select %s from unnest(?::text[]) as placed(code)
                      join assessment line on line.department_code = placed.code where line.fiscal_year = ?))
            """.formatted(stamp("line"), stamp("line"));

    /** Other years have other regions: where something is in one of them, anything that has changed may be there too. */
    private static final String ALL_YEARS =
            """
            select concat_ws('/', (select %s from department_total kept), (select %s from assessment_total kept),
                   (select %s from department_region each))
            """.formatted(TotalsVersion.of("kept"), TotalsVersion.of("kept"), stamp("each"));

    String read(Connection connection, Question question, Placement placement) throws SQLException {
        List<String> parts = new ArrayList<>();
        parts.add(totals(connection, question, placement));
        parts.add(placement.fingerprint());
        parts.add(Rollups.regionName(connection, question.area(), placement));
        if (isOfLines(question)) {
            parts.add(lines(connection, question, placement));
        }
        if (question.by() == By.YEAR) {
            try (PreparedStatement select = connection.prepareStatement(ALL_YEARS)) {
                parts.add(text(select));
            }
        }
        return String.join("/", parts);
    }

    /** Whether lines are summed, of which totals do not tell everything. */
    private static boolean isOfLines(Question question) {
        if (question.area() instanceof Area.Unit) {
            return true;
        }
        return switch (question.by()) {
            case UNIT, STATE, LAMP, GRADE, MONEY_LAMP -> true;
            case null -> false;
            case TOTAL, DEPARTMENT, REGION, YEAR, FUND_SOURCE, FUNDING, CATEGORY, TYPE -> false;
        };
    }

    private static String totals(Connection connection, Question question, Placement placement) throws SQLException {
        var departments =
                connection.createArrayOf("text", placement.departments().toArray());
        boolean isUnit = question.area() instanceof Area.Unit;
        try (PreparedStatement select = connection.prepareStatement(TOTALS)) {
            select.setArray(1, departments);
            select.setInt(2, question.year());
            select.setArray(3, departments);
            select.setInt(4, question.year());
            select.setBoolean(5, !isUnit);
            select.setInt(6, question.year());
            select.setArray(7, departments);
            select.setArray(8, departments);
            select.setArray(9, departments);
            select.setBoolean(10, isUnit || question.by() == By.UNIT);
            select.setInt(11, question.year());
            select.setArray(12, departments);
            return text(select);
        }
    }

    private static String lines(Connection connection, Question question, Placement placement) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LINES)) {
            var departments =
                    connection.createArrayOf("text", placement.departments().toArray());
            select.setArray(1, departments);
            select.setInt(2, question.year());
            select.setArray(3, departments);
            select.setInt(4, question.year());
            return text(select);
        }
    }

    private static String text(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private static String stamp(String table) {
        return STAMP.formatted(table);
    }
}
