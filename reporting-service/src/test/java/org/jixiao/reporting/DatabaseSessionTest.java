package org.jixiao.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Whatever the driver has given up, the server must not go on with: each time would cost a connection. */
@ServiceTest
class DatabaseSessionTest {

    @Inject
    DataSource database;

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
