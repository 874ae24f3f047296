package org.jixiao.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ReadModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class FloodTest {

    @Inject
    DataSource database;

    private final Instant began = Instant.parse("2025-02-20T01:15:03Z");
    private Flood flood;

    @BeforeEach
    void somethingHasBeenRead() throws SQLException {
        ReadModel.execute("insert into inbox_offset values ('flood', 'flood', 0, 1000000)");
        flood = new Flood(database, Clock.systemUTC());
        flood.isOn(began);
    }

    @AfterEach
    void forget() throws SQLException {
        ReadModel.execute("delete from inbox_offset where subscription = 'flood'");
        ReadModel.execute("delete from generation where shape = 'flood'");
    }

    @Test
    void thereIsNoneWhenLittleCame() throws SQLException {
        read(15_000);

        assertThat(flood.isOn(began.plusSeconds(10))).isFalse();
    }

    @Test
    void thereIsOneWhenMoreThanTwoThousandCameInASecond() throws SQLException {
        read(25_000);

        assertThat(flood.isOn(began.plusSeconds(10))).isTrue();
    }

    @Test
    void itIsOverWhenNoMoreComes() throws SQLException {
        read(25_000);
        flood.isOn(began.plusSeconds(10));

        assertThat(flood.isOn(began.plusSeconds(11))).isFalse();
    }

    @Test
    void thereIsOneAsLongAsAGenerationIsFilledInBulk() throws SQLException {
        ReadModel.execute("insert into generation (shape, live, bulk) values ('flood', false, 'DUE')");

        assertThat(flood.isOn(began.plusSeconds(1))).isTrue();
    }

    private static void read(int more) throws SQLException {
        ReadModel.execute(
                "update inbox_offset set next_offset = next_offset + " + more + " where subscription = 'flood'");
    }
}
