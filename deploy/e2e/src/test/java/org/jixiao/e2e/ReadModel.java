package org.jixiao.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jixiao.local.LocalPostgres;
import org.jixiao.local.LocalStack;

/** What reporting-service knows. It owns none of it but the publications. */
final class ReadModel {

    private ReadModel() {}

    /** Drops the whole database; reporting-service must not run. */
    static void forget(LocalStack stack) {
        LocalPostgres postgres = stack.postgres();
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("drop database reporting with (force)");
            statement.execute("create database reporting");
        } catch (SQLException e) {
            throw new IllegalStateException("the read model could not be dropped", e);
        }
    }
}
