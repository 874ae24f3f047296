package org.jixiao.budget.department;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which of the departments and units that somebody refers to are registered. */
public record Registered(Set<String> departmentCodes, Set<String> unitCodes) {

    private static final String SELECT = """
            select department_code from department where department_code = any (?)
            union all
            select unit_code from spending_unit where unit_code = any (?)
            """;
    private static final int DEPARTMENT_DIGITS = 9;

    /** Asks once for all of them. */
    public static Registered among(
            Connection connection, Collection<String> departmentCodes, Collection<String> unitCodes)
            throws SQLException {
        Registered registered = new Registered(new HashSet<>(), new HashSet<>());
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setArray(1, distinct(connection, departmentCodes));
            select.setArray(2, distinct(connection, unitCodes));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String code = row.getString(1);
                    (code.length() == DEPARTMENT_DIGITS ? registered.departmentCodes : registered.unitCodes).add(code);
                }
            }
        }
        return registered;
    }

    private static Array distinct(Connection connection, Collection<String> codes) throws SQLException {
        return connection.createArrayOf("text", codes.stream().distinct().toArray());
    }
}
