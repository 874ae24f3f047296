package org.jixiao.budget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.Contracts;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.platform.digest.DigestSource;
import org.jixiao.platform.digest.Digesting;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.restating.StateSource;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database was restored to stands last on the topics, under the new epoch, worded as it was. */
@ServiceTest
class RestatingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int YEAR = 2089;
    private static final Set<String> OWN = Set.of("id", "time", "sourceepoch");

    private final String code = ProjectJson.newCode();
    private final String part = YEAR + "/" + ReferenceData.CULTURE;

    @Inject
    @All
    List<StateSource> sources;

    @Inject
    Digesting digesting;

    @Inject
    @All
    List<DigestSource> digests;

    @Inject
    DataSource database;

    @Inject
    Outbox outbox;

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
    }

    @Test
    void whatWasLostIsFollowedByWhatThereIs() throws SQLException {
        try (TopicProbe topics = TopicProbe.watching(
                StackResource.bootstrapServers(), "budget.projects.v1", "budget.departments.v1", "budget.digests.v1")) {
            put("If-None-Match", "*", "480000.00", 201);
            JsonNode project = awaited(topics, code, "480000.00");
            digesting.state(digests.getFirst());
            JsonNode digest = awaited(topics, part, "480000.00");
            keep();
            put("If-Match", "\"1\"", "500000.00", 200);
            awaited(topics, code, "500000.00");
            digesting.state(digests.getFirst());
            awaited(topics, part, "500000.00");
            restore();

            restate(code, part, ReferenceData.CULTURE);

            JsonNode restated = TopicProbe.json(topics.await(record -> isUnder(2, record, code)));
            assertThat(without(restated)).isEqualTo(without(project));
            assertThat(recordedAt(restated)).isEqualTo(recordedAt(project));
            assertThat(TopicProbe.json(topics.await(record -> isUnder(2, record, part)))
                            .get("data"))
                    .isEqualTo(digest.get("data"));
            JsonNode department = TopicProbe.json(topics.await(record -> isUnder(2, record, ReferenceData.CULTURE)));
            assertThat(department.get("aggregateversion").asInt()).isEqualTo(2);
            assertThat(department.at("/data/units/0/unitCode").asText()).isEqualTo(ReferenceData.CULTURE_UNIT);
            assertThat(last(topics, code)).isEqualTo(restated);
            assertThat(last(topics, part).get("sourceepoch").asInt()).isEqualTo(2);
            assertThat(Contracts.schema("budget.project.changed-1.0").check(restated))
                    .isEmpty();
            assertThat(Contracts.schema("budget.department.changed-1.0").check(department))
                    .isEmpty();
        }
    }

    @Test
    void aProjectThatIsChangedMeanwhileTellsOfItselfAlone() throws Exception {
        put("If-None-Match", "*", "480000.00", 201);
        try (Connection writer = Rows.connection()) {
            writer.setAutoCommit(false);
            execute(writer, """
                    insert into project_history
                    select (jsonb_populate_record(history, '{"version": 2}')).* from project_history as history
                     where project_code = '%s'
                    """.formatted(code));
            execute(writer, "update project set version = 2 where project_code = '" + code + "'");
            Thread restating = Thread.ofPlatform().start(() -> restate(code));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> count(
                                    "pg_stat_activity where wait_event_type = 'Lock' and query like '%for update of project%'")
                            == 1);

            writer.commit();

            assertThat(restating.join(PATIENCE)).isTrue();
            assertThat(count("outbox where epoch = 2 and key = convert_to('" + code + "', 'UTF8')"))
                    .isZero();
        }
    }

    private void put(String condition, String tag, String amount, int status) {
        ObjectNode project = ProjectJson.ruleOfLaw(json -> json.put("fiscalYear", YEAR)
                .put("departmentCode", ReferenceData.CULTURE)
                .put("unitCode", ReferenceData.CULTURE_UNIT));
        ProjectJson.amounts(project).put("fiscalAppropriation", amount);
        Caller.writer()
                .header(condition, tag)
                .body(project.toString())
                .put("/api/v1/projects/" + code)
                .then()
                .statusCode(status);
    }

    private static JsonNode awaited(TopicProbe topics, String key, String total) {
        return TopicProbe.json(topics.await(record -> isUnder(1, record, key)
                && TopicProbe.json(record).at("/data/amounts/total").asText().equals(total)));
    }

    private static boolean isUnder(int epoch, ConsumerRecord<byte[], byte[]> record, String key) {
        return key.equals(new String(record.key(), UTF_8))
                && TopicProbe.json(record).get("sourceepoch").asInt() == epoch;
    }

    private static JsonNode last(TopicProbe topics, String key) {
        return TopicProbe.json(topics.seen().stream()
                .filter(record -> key.equals(new String(record.key(), UTF_8)))
                .toList()
                .getLast());
    }

    private static JsonNode without(JsonNode event) {
        return ((ObjectNode) event).deepCopy().remove(OWN);
    }

    /** As the database rounds it. */
    private static Instant recordedAt(JsonNode event) {
        return Instant.parse(event.get("time").asText()).plusNanos(500).truncatedTo(ChronoUnit.MICROS);
    }

    private void keep() throws SQLException {
        inTransaction("""
                drop table if exists kept_project, kept_digest;
                create table kept_project as select * from project where project_code = '%s';
                create table kept_digest as select * from digest where part = '%s'
                """.formatted(code, part));
    }

    private void restore() throws SQLException {
        inTransaction("""
                select pg_advisory_xact_lock(hashtext('jixiao.digest'), hashtext('budget.digests.v1'));
                delete from project where project_code = '%1$s';
                delete from project_history where project_code = '%1$s' and version = 2;
                delete from digest where part = '%2$s';
                delete from outbox where convert_from(key, 'UTF8') in ('%1$s', '%2$s');
                insert into project select * from kept_project;
                insert into digest select * from kept_digest;
                drop table kept_project, kept_digest
                """.formatted(code, part));
    }

    private static void inTransaction(String sql) throws SQLException {
        try (Connection connection = Rows.connection()) {
            connection.setAutoCommit(false);
            execute(connection, sql);
            connection.commit();
        }
    }

    private static long count(String from) throws SQLException {
        try (Connection connection = Rows.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + from)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void restate(String... keys) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (StateSource source : sources) {
                outbox.appendMissing(connection, source.present(connection, List.of(keys), 2));
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
