package org.jixiao.indicator.goal;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jixiao.indicator.frame.CodedName;
import org.jixiao.indicator.target.Accumulation;

/** Reads goals whole under their row locks, which are taken in one order by everybody. */
final class LockedGoals {

    private static final String LOCK = """
            select project_code, fiscal_year, department_code, statement, indicators_text, state, version
              from goal where project_code = any (?) order by project_code for update
            """;
    private static final String INDICATORS = """
            select project_code, sequence, category_code, category_name, type_code, type_name, name,
                   period_target ->> 'raw', annual_target ->> 'raw', weight, accumulation
              from indicator where project_code = any (?) order by project_code, sequence
            """;

    private LockedGoals() {}

    static Map<String, Goal> read(Connection connection, Collection<String> projectCodes) throws SQLException {
        Map<String, Goal> goals = new HashMap<>();
        Object[] codes = new TreeSet<>(projectCodes).toArray();
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setArray(1, connection.createArrayOf("text", codes));
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    goals.put(row.getString(1), goal(row));
                }
            }
        }
        if (!goals.isEmpty()) {
            Map<String, List<Indicator>> indicators = indicators(connection, goals.keySet());
            goals.replaceAll((code, goal) -> goal.with(indicators.getOrDefault(code, List.of())));
        }
        return goals;
    }

    private static Map<String, List<Indicator>> indicators(Connection connection, Collection<String> projectCodes)
            throws SQLException {
        Map<String, List<Indicator>> indicators = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(INDICATORS)) {
            select.setArray(1, connection.createArrayOf("text", projectCodes.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    indicators
                            .computeIfAbsent(row.getString(1), code -> new ArrayList<>())
                            .add(indicator(row));
                }
            }
        }
        return indicators;
    }

    private static Goal goal(ResultSet row) throws SQLException {
        return new Goal(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                List.of(),
                row.getString(5),
                GoalState.valueOf(row.getString(6)),
                row.getLong(7));
    }

    private static Indicator indicator(ResultSet row) throws SQLException {
        var printed = new PrintedIndicator(
                new CodedName(row.getString(3), row.getString(4)),
                new CodedName(row.getString(5), row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getString(9));
        BigDecimal weight = row.getBigDecimal(10);
        return Indicator.read(row.getInt(2), printed)
                .weighing(weight)
                .accumulating(Accumulation.valueOf(row.getString(11)));
    }
}
