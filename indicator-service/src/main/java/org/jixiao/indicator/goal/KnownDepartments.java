package org.jixiao.indicator.goal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** In which department each project is, as budget-service has published it. */
public final class KnownDepartments {

    private static final String SELECT =
            "select project_code, department_code from known_project where project_code = any (?)";

    private KnownDepartments() {}

    /** The department's code by the project's; without those projects that were never published. */
    public static Map<String, String> among(Connection connection, Collection<String> projectCodes)
            throws SQLException {
        Map<String, String> departments = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setArray(1, connection.createArrayOf("text", projectCodes.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    departments.put(row.getString(1), row.getString(2));
                }
            }
        }
        return departments;
    }
}
