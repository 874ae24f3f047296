package org.jixiao.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Whatever the driver has given up, the server must not go on with: each time would cost a connection. */
@ServiceTest
class DatabaseSessionTest {

    @Inject
    DataSource database;

    @Inject
    Flyway flyway;

    @ConfigProperty(name = "quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout")
    int driverGivesUpAfter;

    @Test
    void theServerStopsWaitingForALockBeforeTheDriverDoes() throws SQLException {
        assertThat(seconds("lock_timeout")).isPositive().isLessThan(driverGivesUpAfter);
    }

    @Test
    void theServerLooksWhetherAnybodyWaitsForItsAnswer() throws SQLException {
        assertThat(seconds("client_connection_check_interval")).isPositive().isLessThan(driverGivesUpAfter);
    }

    @Test
    void aMigrationMayTakeLongerThanAnAnswer() throws SQLException {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            assertThat(connection.getNetworkTimeout()).isZero();
        }
        assertThat(flyway.getConfiguration().getInitSql()).contains("lock_timeout", "client_connection_check_interval");
    }

    private int seconds(String setting) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement show = connection.createStatement();
                ResultSet value = show.executeQuery(
                        "select extract(epoch from current_setting('" + setting + "')::interval)::int")) {
            value.next();
            return value.getInt(1);
        }
    }
}
