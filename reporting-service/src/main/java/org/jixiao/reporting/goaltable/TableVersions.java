package org.jixiao.reporting.goaltable;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jixiao.reporting.projection.TotalsVersion;

/**
 * The version of a table, made of the row versions of everything that it shows: lines, assessments, waiting goals, the
 * department with its units, the kept totals, and whether it is stale. It is another one after whatever has written one of them, and after nothing else.
 */
@ApplicationScoped
public class TableVersions {

    /** A row's {@code xmin} is another one after every write, by an event or by hand. */
    private static final String VERSION = """
            select concat_ws('/', current_schema(),
                   (select concat_ws(',', count(*), sum(hashtextextended(project_code || xmin::text, 0)::numeric))
                      from project_line where department_code = ? and fiscal_year = ?),
                   (select concat_ws(',', count(*), sum(hashtextextended(project_code || xmin::text, 0)::numeric))
                      from assessment where department_code = ? and fiscal_year = ?),
                   (select concat_ws(',', count(*), sum(hashtextextended(project_code || xmin::text, 0)::numeric))
                      from project_line
                     where goal_department_code = ? and goal_fiscal_year = ? and money_epoch is null),
                   (select xmin from department where code = ?),
                   (select concat_ws(',', count(*), sum(hashtextextended(code || xmin::text, 0)::numeric))
                      from spending_unit where department_code = ?),
                   (select %s from department_total as kept where department_code = ? and fiscal_year = ?),
                   (select coalesce(min(since)::text, '-') from stale_department where department_code = ? and fiscal_year = ? and told))
            """.formatted(TotalsVersion.of("kept"));

    /** At the moment that the connection sees. */
    public String read(Connection connection, int year, String departmentCode) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(VERSION)) {
            select.setString(1, departmentCode);
            select.setInt(2, year);
            select.setString(3, departmentCode);
            select.setInt(4, year);
            select.setString(5, departmentCode);
            select.setInt(6, year);
            select.setString(7, departmentCode);
            select.setString(8, departmentCode);
            select.setString(9, departmentCode);
            select.setInt(10, year);
            select.setString(11, departmentCode);
            select.setInt(12, year);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
