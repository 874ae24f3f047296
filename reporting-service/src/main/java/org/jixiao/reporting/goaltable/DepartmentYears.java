package org.jixiao.reporting.goaltable;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.assessment.Grade;
import org.jixiao.reporting.assessment.MonitoringLamp;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.rollup.KeptTotals;
import org.jixiao.reporting.staleness.StaleDepartments;

/** Departments by year, read from the read model in a handful of statements whatever their size. */
@ApplicationScoped
class DepartmentYears {

    private static final String DEPARTMENT = "select name, recorded_at from department where code = ?";
    private static final String UNITS = "select code, name from spending_unit where department_code = ?";

    /** By unit, then by the running number, which starts behind the year and the kind of the project's code. */
    private static final String LINES = """
            select line.project_code, name, unit_code, total, fiscal_appropriation, special_account, other, executed, state,
                   goal_state, goal_fiscal_year, goal_department_code, statement, indicators_text, line.indicators::text, indicator_count, indicator_types, goal_flags::text,
                   issued_known, issued_total, issued_fiscal_appropriation, issued_special_account, issued_other,
                   amounts_changed_at, goal_recorded_at,
                   greatest(money_recorded_at, goal_recorded_at) as recorded_at,
                   assessment.month, assessment.lamp, assessment.score, assessment.grade, assessment.grade_name,
                   assessment.recorded_at as assessed_at, assessment.indicators as assessed_indicators
              from project_line as line
              left join assessment on assessment.project_code = line.project_code
               and assessment.department_code = line.department_code and assessment.fiscal_year = line.fiscal_year
               and num_nonnulls(assessment.month, assessment.score) > 0
             where line.department_code = ? and line.fiscal_year = ?
             order by unit_code, substr(line.project_code, 10), line.project_code
            """;

    private static final String NO_INDICATORS = "[]";

    private static final int ROWS_AT_A_TIME = 200;

    /** What the driver does unless told otherwise: one answer with all rows. */
    private static final int EVERYTHING = 0;

    private static final String WAITING_GOALS = """
            select project_code, goal_recorded_at as recorded_at
              from project_line
             where goal_department_code = ? and goal_fiscal_year = ? and money_epoch is null and goal_state = 'ISSUED'
             order by project_code
            """;

    private static final String WAITING_ASSESSMENTS = """
            select assessment.project_code
              from assessment left join project_line as line on line.project_code = assessment.project_code
             where assessment.department_code = ? and assessment.fiscal_year = ?
               and (line.department_code, line.fiscal_year)
                   is distinct from (assessment.department_code, assessment.fiscal_year)
             order by assessment.project_code
            """;

    private final StaleDepartments staleDepartments;

    DepartmentYears(StaleDepartments staleDepartments) {
        this.staleDepartments = staleDepartments;
    }

    DepartmentYear read(Connection connection, int year, String departmentCode) throws SQLException {
        return new Reader(connection, year, departmentCode, line -> line, EVERYTHING).read();
    }

    /**
     * The same for a department of any size: each line is handed over in full, in the order of the print, and of it only
     * what comes back is kept. A few are in memory at a time.
     */
    DepartmentYear read(Connection connection, int year, String departmentCode, UnaryOperator<Line> keeping)
            throws SQLException {
        return new Reader(connection, year, departmentCode, keeping, ROWS_AT_A_TIME).read();
    }

    /** One reading, which remembers the latest time that it has come across. */
    private final class Reader {

        private final Connection connection;
        private final int year;
        private final String departmentCode;
        private final UnaryOperator<Line> keeping;
        private final int rowsAtATime;
        private String departmentName;
        private Instant asOf;

        Reader(Connection connection, int year, String departmentCode, UnaryOperator<Line> keeping, int rowsAtATime) {
            this.connection = connection;
            this.year = year;
            this.departmentCode = departmentCode;
            this.keeping = keeping;
            this.rowsAtATime = rowsAtATime;
        }

        DepartmentYear read() throws SQLException {
            List<Line> lines = new ArrayList<>();
            List<String> waitingGoals = new ArrayList<>();
            List<String> waitingAssessments = new ArrayList<>();
            Map<String, String> units = new HashMap<>();
            each(DEPARTMENT, false, row -> {
                departmentName = row.getString("name");
                note(row);
            });
            each(UNITS, false, row -> units.put(row.getString("code"), row.getString("name")));
            each(LINES, true, row -> {
                note(row);
                if ("ISSUED".equals(row.getString("state"))) {
                    lines.add(keeping.apply(line(row)));
                }
            });
            each(WAITING_GOALS, true, row -> {
                note(row);
                waitingGoals.add(row.getString("project_code"));
            });
            each(WAITING_ASSESSMENTS, true, row -> waitingAssessments.add(row.getString("project_code")));
            KeptTotals kept = KeptTotals.of(connection, year, departmentCode);
            Instant staleSince = staleDepartments
                    .since(connection, year, List.of(departmentCode))
                    .get(departmentCode);
            return new DepartmentYear(
                    year,
                    departmentCode,
                    departmentName,
                    units,
                    lines,
                    waitingGoals,
                    waitingAssessments,
                    kept,
                    asOf,
                    staleSince);
        }

        private void each(String sql, boolean ofYear, Row consumer) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setFetchSize(rowsAtATime);
                select.setString(1, departmentCode);
                if (ofYear) {
                    select.setInt(2, year);
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        consumer.accept(row);
                    }
                }
            }
        }

        private void note(ResultSet row) throws SQLException {
            Instant recordedAt = instant(row, "recorded_at");
            asOf = asOf == null || recordedAt.isAfter(asOf) ? recordedAt : asOf;
        }

        private static Line line(ResultSet row) throws SQLException {
            Line.Goal goal = "ISSUED".equals(row.getString("goal_state")) ? goal(row) : null;
            GoalTable.Assessment assessment =
                    row.getString("assessed_indicators") == null ? null : assessment(row, goal);
            return new Line(
                    row.getString("project_code"),
                    row.getString("name"),
                    row.getString("unit_code"),
                    Amounts.read(row),
                    row.getBoolean("issued_known") ? Amounts.readIssued(row) : null,
                    Money.ofNullable(row.getBigDecimal("executed")),
                    instant(row, "amounts_changed_at"),
                    goal,
                    assessment,
                    assessment == null ? null : Deviations.of(assessment.indicators()));
        }

        private static Line.Goal goal(ResultSet row) throws SQLException {
            return new Line.Goal(
                    row.getInt("goal_fiscal_year"),
                    row.getString("goal_department_code"),
                    row.getString("statement"),
                    row.getString("indicators_text"),
                    row.getString("indicators"),
                    row.getInt("indicator_count"),
                    row.getString("indicator_types"),
                    row.getString("goal_flags"),
                    IndicatorTraits.of(row.getString("indicators")),
                    instant(row, "goal_recorded_at"));
        }

        private static GoalTable.Assessment assessment(ResultSet row, Line.Goal goal) throws SQLException {
            return new GoalTable.Assessment(
                    row.getObject("month", Integer.class),
                    constant(row, "lamp", MonitoringLamp.class),
                    row.getString("score"),
                    constant(row, "grade", Grade.class),
                    row.getString("grade_name"),
                    instant(row, "assessed_at"),
                    JoiningIndicators.of(
                            goal == null ? NO_INDICATORS : goal.indicators(), row.getString("assessed_indicators")));
        }

        private static <E extends Enum<E>> E constant(ResultSet row, String column, Class<E> of) throws SQLException {
            String name = row.getString(column);
            return name == null ? null : Enum.valueOf(of, name);
        }

        private static Instant instant(ResultSet row, String column) throws SQLException {
            OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
    }

    private interface Row {
        void accept(ResultSet row) throws SQLException;
    }
}
