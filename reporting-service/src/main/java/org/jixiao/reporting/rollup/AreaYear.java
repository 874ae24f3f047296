package org.jixiao.reporting.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The totals of one area in one year, read from what is kept per department. */
final class AreaYear {

    private static final String KEPT =
            " from department_total where fiscal_year = ?" + " and department_code >= ? and department_code < ?";
    private static final String GROUPED = " group by 1 having sum(project_count) <> 0 or sum(total) <> 0 order by 1";

    private static final String UNITS = """
            select unit_code, sum(total) as total, sum(fiscal_appropriation) as fiscal_appropriation,
                   sum(special_account) as special_account, sum(other) as other, sum(executed) as executed,
                   count(*) as project_count, count(*) filter (where goal_state = 'ISSUED') as goal_count,
                   coalesce(sum(indicator_count) filter (where goal_state = 'ISSUED'), 0) as indicator_count,
                   max(greatest(money_recorded_at, goal_recorded_at)) as as_of
              from project_line
             where fiscal_year = ? and department_code >= ? and department_code < ? and state = 'ISSUED'
             group by 1 order by 1
            """;

    private static final String IS_GOAL_WAITING = """
            select exists (select from project_line
                            where goal_fiscal_year = ? and goal_department_code >= ? and goal_department_code < ?
                              and money_epoch is null and goal_state = 'ISSUED')
            """;

    private static final String IS_NAME_MISSING = """
            select exists (select from department_total
                            where fiscal_year = ? and department_code >= ? and department_code < ?
                              and not exists (select from department where code = department_code)
                            group by department_code having sum(project_count) <> 0)
            """;

    private final Connection connection;
    private final int year;
    private final Area area;

    AreaYear(Connection connection, int year, Area area) {
        this.connection = connection;
        this.year = year;
        this.area = area;
    }

    Totals total() throws SQLException {
        return rows("select 'all', " + Totals.SUMS + KEPT).values().iterator().next();
    }

    Map<String, Totals> byDepartment() throws SQLException {
        return grouped("department_code");
    }

    /** By the regions right below; what belongs to the area's own level comes under the area's own code. */
    Map<String, Totals> byRegion() throws SQLException {
        return grouped(
                area.prefix().length() == 2
                        ? "substr(department_code, 1, 4) || '00'"
                        : "substr(department_code, 1, 6)");
    }

    Map<String, Totals> byFunding() throws SQLException {
        return grouped("funding");
    }

    Map<String, Totals> byUnit() throws SQLException {
        return rows(UNITS);
    }

    boolean isGoalWaiting() throws SQLException {
        return is(IS_GOAL_WAITING);
    }

    boolean isNameMissing() throws SQLException {
        return is(IS_NAME_MISSING);
    }

    Map<String, String> departmentNames() throws SQLException {
        return names("select code, name from department where code >= ? and code < ?");
    }

    /** The area's own name and that of every region below it. */
    Map<String, String> regionNames() throws SQLException {
        return names("select code, name from region where code >= ? and code < ?");
    }

    Map<String, String> unitNames() throws SQLException {
        return names("select code, name from spending_unit where department_code >= ? and department_code < ?");
    }

    /** The same year in the region that a department's code begins with. */
    AreaYear inRegionOf(String departmentCode) {
        return new AreaYear(connection, year, new Area.Region(departmentCode.substring(0, 6)));
    }

    private Map<String, Totals> grouped(String key) throws SQLException {
        return rows("select " + key + ", " + Totals.SUMS + KEPT + GROUPED);
    }

    private Map<String, Totals> rows(String sql) throws SQLException {
        Map<String, Totals> rows = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, year);
            area.bindRange(select, 2);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.put(row.getString(1), Totals.read(row));
                }
            }
        }
        return rows;
    }

    private boolean is(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, year);
            area.bindRange(select, 2);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private Map<String, String> names(String sql) throws SQLException {
        Map<String, String> names = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            area.bindRange(select, 1);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.put(row.getString(1), row.getString(2));
                }
            }
        }
        return names;
    }
}
