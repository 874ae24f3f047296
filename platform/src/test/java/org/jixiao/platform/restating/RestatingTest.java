package org.jixiao.platform.restating;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.outbox.OutboxMessage;
import org.jixiao.platform.outbox.OutboxRelay;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a database holds after a restore is on the topics again, whatever was there before, and once. */
class RestatingTest {

    /** More than two slices. */
    private static final int PARCELS = 450;

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private final Outbox outbox = new Outbox();
    private String topic;
    private OutboxRelay relay;

    /** Each was published with version 5, and the first of them with a version 6 that is lost. */
    @BeforeEach
    void parcelsAreRestored() throws SQLException {
        topic = plumbing.topic("parcels", 3);
        relay = plumbing.relay();
        plumbing.execute("create table parcel (key text primary key, version bigint not null)");
        plumbing.execute("insert into parcel select 'P' || lpad(i::text, 4, '0'), 5 from generate_series(1, " + PARCELS
                + ") as i");
        publish(message("P0001", 1, 5), message("P0001", 1, 6), message("P0002", 1, 5));
        relay.publishAll();
        plumbing.execute("delete from outbox where version = 6");
    }

    @Test
    void lastRecordOfEachKeyIsTheRestoredVersionUnderTheNewEpoch() throws SQLException {
        Restating restating = restarted(2, new Parcels());

        goOn(restating);

        Map<String, String> last = last();
        assertThat(last).hasSize(PARCELS);
        assertThat(last.values()).containsOnly("2-5");
        assertThat(plumbing.meters().get(Restating.SOURCES).gauge().value()).isZero();
        assertThat(plumbing.meters().get(Restating.RESTATED).counter().count()).isEqualTo(PARCELS);
    }

    @Test
    void nothingIsRestatedUnderTheFirstEpoch() throws SQLException {
        Restating restating = restarted(1, new Parcels());

        goOn(restating);

        assertThat(appended(1)).isEqualTo(2);
    }

    @Test
    void nextStartUnderTheSameEpochRestatesNothingAndUnderAHigherOneEverything() throws SQLException {
        goOn(restarted(2, new Parcels()));
        plumbing.execute("truncate outbox");

        goOn(restarted(2, new Parcels()));
        goOn(restarted(3, new Parcels()));

        assertThat(appended(2)).isZero();
        assertThat(appended(3)).isEqualTo(PARCELS);
    }

    @Test
    void whatDiesInTheMiddleGoesOnWhereItWas() throws SQLException {
        Parcels dying = new Parcels();
        dying.diesAfter = 400;
        Restating first = restarted(2, dying);
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> goOn(first));
        Parcels rest = new Parcels();

        goOn(restarted(2, rest));

        assertThat(dying.presented).hasSize(400).doesNotContainAnyElementsOf(rest.presented);
        assertThat(rest.presented).hasSize(PARCELS - 400);
        assertThat(appended(2)).isEqualTo(PARCELS);
    }

    @Test
    void whatWasWrittenUnderTheEpochIsNotRestated() throws SQLException {
        plumbing.inTransaction(connection -> {
            execute(connection, "update parcel set version = 6 where key = 'P0001'");
            outbox.append(connection, List.of(message("P0001", 2, 6)));
        });

        goOn(restarted(2, new Parcels()));

        assertThat(plumbing.rows("select version from outbox where epoch = 2 and key = convert_to('P0001', 'UTF8')"))
                .containsExactly(List.of("6"));
        assertThat(appended(2)).isEqualTo(PARCELS);
    }

    @Test
    void nothingIsAddedToWhatWaitsWhileMuchDoes() throws SQLException {
        Restating restating = restarted(2, new Parcels());
        plumbing.execute("insert into outbox_waiting select 0, -i, 'any' from generate_series(1, 5001) as i");

        boolean more = restating.round();

        assertThat(more).isFalse();
        assertThat(appended(2)).isZero();
        assertThat(plumbing.meters().get(Restating.SOURCES).gauge().value()).isOne();
    }

    private Restating restarted(long epoch, StateSource source) {
        plumbing.meters().clear();
        return new Restating(List.of(source), plumbing.database(), outbox, plumbing.meters(), epoch);
    }

    private static void goOn(Restating restating) throws SQLException {
        boolean more = true;
        while (more) {
            more = restating.round();
        }
        restating.round();
    }

    private int appended(long epoch) {
        return Integer.parseInt(plumbing.value("select count(*) from outbox where epoch = ?", epoch));
    }

    private Map<String, String> last() throws SQLException {
        int published = 1;
        while (published > 0) {
            published = relay.publishAll();
        }
        Map<String, String> last = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : plumbing.read(topic)) {
            last.put(new String(record.key(), UTF_8), new String(record.value(), UTF_8));
        }
        return last;
    }

    private void publish(OutboxMessage... messages) throws SQLException {
        plumbing.inTransaction(connection -> outbox.append(connection, List.of(messages)));
    }

    private OutboxMessage message(String key, long epoch, long version) {
        byte[] payload = (epoch + "-" + version).getBytes(UTF_8);
        return new OutboxMessage(topic, key.getBytes(UTF_8), epoch, version, payload, Map.of());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    /** The parcels, of which some may be presented before the database goes away. */
    private final class Parcels implements StateSource {

        private final List<String> presented = new ArrayList<>();
        private int diesAfter = Integer.MAX_VALUE;

        @Override
        public String name() {
            return "parcels";
        }

        @Override
        public String keys() {
            return "select key from parcel where key > ? order by key limit ?";
        }

        @Override
        public String states() {
            return "select key, version from parcel where key = any (?) order by key for update";
        }

        @Override
        public OutboxMessage message(ResultSet row, long epoch) throws SQLException {
            if (presented.size() == diesAfter) {
                throw new SQLException("away", "08006");
            }
            presented.add(row.getString("key"));
            return RestatingTest.this.message(row.getString("key"), epoch, row.getLong("version"));
        }
    }
}
