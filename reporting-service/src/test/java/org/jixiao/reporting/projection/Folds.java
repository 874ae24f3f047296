package org.jixiao.reporting.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jixiao.reporting.fixture.Topics;

/** Folds the totals of the live generation when a test wants it, rather than when nothing more arrives. */
public final class Folds {

    private static final int ALL = 1_000_000;

    private Folds() {}

    /** Each of them is one row afterwards, under no topic. */
    public static void everything() throws SQLException {
        try (Connection connection = Topics.connection();
                Statement alone = connection.createStatement()) {
            connection.setAutoCommit(false);
            alone.execute("select pg_advisory_xact_lock(hashtextextended('folding', 0))");
            for (Fold each : Fold.values()) {
                each.fold(connection, 0, ALL);
            }
            connection.commit();
        }
    }
}
