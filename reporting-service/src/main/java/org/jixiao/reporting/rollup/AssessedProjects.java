package org.jixiao.reporting.rollup;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.reporting.assessment.Grade;
import org.jixiao.reporting.assessment.MonitoringLamp;

/** The projects of a department that were monitored or evaluated, one by one. */
@ApplicationScoped
public class AssessedProjects {

    private static final String OF_DEPARTMENT = """
            select line.project_code, line.name, assessment.month, assessment.lamp, assessment.indicator_lamps,
                   assessment.score, assessment.grade, assessment.grade_name, assessment.recorded_at
              from assessment
              join project_line as line on line.project_code = assessment.project_code
               and line.department_code = assessment.department_code and line.fiscal_year = assessment.fiscal_year
             where assessment.department_code = ? and assessment.fiscal_year = ? and line.state = 'ISSUED'
               and num_nonnulls(assessment.month, assessment.score) > 0
             order by line.unit_code, substr(line.project_code, 10), line.project_code
            """;

    private static final int LAMP = 2;
    private static final int SIZE = 3;

    /** In the order in which the table prints them; a project without an assessment, or whose owner took all of it back, is left out. */
    public List<AssessedProject> find(Connection connection, int year, String departmentCode) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_DEPARTMENT)) {
            select.setString(1, departmentCode);
            select.setInt(2, year);
            try (ResultSet row = select.executeQuery()) {
                List<AssessedProject> projects = new ArrayList<>();
                while (row.next()) {
                    projects.add(project(row));
                }
                return projects;
            }
        }
    }

    private static AssessedProject project(ResultSet row) throws SQLException {
        String lamp = row.getString("lamp");
        String grade = row.getString("grade");
        return new AssessedProject(
                row.getString("project_code"),
                row.getString("name"),
                row.getObject("month", Integer.class),
                lamp == null ? null : MonitoringLamp.valueOf(lamp),
                indicators(row.getString("indicator_lamps")),
                row.getString("score"),
                grade == null ? null : Grade.valueOf(grade),
                row.getString("grade_name"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    /** @param kept {@code 1.11.RED.2 2.22.NONE.1} */
    private static LampCounts indicators(String kept) {
        LampCounts counts = LampCounts.NOTHING;
        if (!kept.isEmpty()) {
            for (String entry : kept.split(" ", -1)) {
                String[] parts = entry.split("\\.", -1);
                counts = counts.plus(
                        parts[LAMP].equals("NONE") ? null : MonitoringLamp.valueOf(parts[LAMP]),
                        Long.parseLong(parts[SIZE]));
            }
        }
        return counts;
    }
}
