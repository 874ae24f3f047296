package org.jixiao.reporting.rollup;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.platform.money.Money;

/** What the projects of a department have spent, one by one. */
@ApplicationScoped
public class Spendings {

    private static final String OF_DEPARTMENT = """
            select project_code, name, total, executed, %s as lamp
              from project_line
             where department_code = ? and fiscal_year = ? and state = 'ISSUED'
             order by unit_code, substr(project_code, 10), project_code
            """;

    /**
     * In the order in which the table prints them.
     *
     * @param month by which lamps judge, 0 to 12
     */
    public List<Spending> find(Connection connection, int year, String departmentCode, int month) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_DEPARTMENT.formatted(Lamp.sql(month)))) {
            select.setString(1, departmentCode);
            select.setInt(2, year);
            try (ResultSet row = select.executeQuery()) {
                List<Spending> spendings = new ArrayList<>();
                while (row.next()) {
                    spendings.add(new Spending(
                            row.getString("project_code"),
                            row.getString("name"),
                            Money.ofNullable(row.getBigDecimal("total")),
                            Money.ofNullable(row.getBigDecimal("executed")),
                            Lamp.valueOf(row.getString("lamp"))));
                }
                return spendings;
            }
        }
    }
}
