package org.jixiao.indicator;

import io.quarkus.arc.Arc;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What is in the service's database. */
public final class Rows {

    private static final String ABOUT = """
            select (select count(*) from goal where project_code = ?)
                 + (select count(*) from indicator where project_code = ?)
                 + (select count(*) from goal_history where project_code = ?)
                 + (select count(*) from outbox where key = ? and topic = 'indicator.goals.v1')
            """;

    private Rows() {}

    /** How many rows tell of a project's goal, those to be published included. */
    public static long about(String projectCode) {
        return number(ABOUT, projectCode, projectCode, projectCode, projectCode.getBytes(StandardCharsets.UTF_8));
    }

    /** The number that a query selects. */
    public static long number(String query, Object... parameters) {
        try (Connection connection = database().getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The texts that a query selects. */
    public static List<String> texts(String query, Object... parameters) {
        try (Connection connection = database().getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static void change(String statement) {
        try (Connection connection = database().getConnection();
                PreparedStatement change = connection.prepareStatement(statement)) {
            change.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static DataSource database() {
        return Arc.container().select(DataSource.class).get();
    }
}
