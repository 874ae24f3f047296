package org.jixiao.reporting.generation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.jixiao.reporting.generation.Rebuilds.OPS;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Generations with the tables of another version of the service, whose replicas run beside this one, or did. */
@ServiceTest
class OtherVersionTest {

    private static final String MAKE = "insert into generation (shape, %s) values ('another', %s)";
    private static final String NUMBER = "select max(number) from generation where shape = 'another'";
    /** It has read each partition further than this version by so much. */
    private static final String READ_ON = """
            insert into inbox_offset (subscription, topic, part, next_offset)
            select regexp_replace(subscription, '[0-9]+$', '%d'), topic, part, next_offset + %d
              from inbox_offset where subscription ~ '^projection-.*-%d$'
            """;

    private static final String FORGET_OFFSETS =
            "delete from inbox_offset using generation where shape = 'another' and subscription like '%-' || number";

    @Inject
    DataSource database;

    @Inject
    Sources sources;

    @Inject
    TopicEnds topicEnds;

    private int live;

    @BeforeEach
    void oneIsLive() {
        live = Rebuilds.live();
        Rebuilds.awaitCaughtUp(live);
        Topics.awaitApplied();
    }

    @AfterEach
    void onlyThatStays() throws SQLException {
        ReadModel.execute(FORGET_OFFSETS);
        ReadModel.execute("delete from generation where shape = 'another'");
        Rebuilds.dropAllButLive();
    }

    @Test
    void whatItHasHalfFilledHoldsUpNoRebuild() throws SQLException {
        other("bulk", "'DIVIDED'");

        int number = Rebuilds.start();

        Rebuilds.awaitCaughtUp(number);
    }

    @Test
    void whatItsReadersSeeIsShownAndNeverSwitchedToHere() throws SQLException {
        int other = other("caught_up_at, live", "now(), true");

        OPS.get()
                .body("{\"force\": true, \"reason\": \"试验\"}")
                .post("/api/v1/projections/" + other + "/activation")
                .then()
                .statusCode(409)
                .body("detail", containsString("另一版本"));

        JsonNode shown = Rebuilds.json(OPS.get().get("/api/v1/projections/" + other));
        assertThat(shown.get("ofThisVersion").asBoolean()).isFalse();
        assertThat(shown.get("live").asBoolean()).isTrue();
        assertThat(Rebuilds.live()).isEqualTo(live);
        given().get("/api/v1/rollups?year=2025&region=440000").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void whatItsReadersSeeIsDroppedWithAReasonOnly() throws SQLException {
        int other = other("caught_up_at, live", "now(), true");
        ReadModel.execute("create schema read_" + other);
        OPS.get().delete("/api/v1/projections/" + other).then().statusCode(409);
        drop(other, " ").then().statusCode(409);
        drop(other, "\u0000").then().statusCode(400);
        drop(live, "不再回退").then().statusCode(409);

        drop(other, "不再回退").then().statusCode(204);

        OPS.get().get("/api/v1/projections/" + other).then().statusCode(404);
        assertThat(ReadModel.texts("select drop_reason from generation where number = " + other))
                .containsExactly("不再回退");
        assertThat(ReadModel.texts("select nspname from pg_namespace where nspname = 'read_" + other + "'"))
                .isEmpty();
    }

    @Test
    void aReplicaThatReturnsServesWhenItHasReadWhatTheOtherHas() throws SQLException {
        OwnersEvent event = AProject.of("441302002", 1).event();
        Serving returning;
        try (Connection lines = Topics.connection();
                Statement lock = lines.createStatement()) {
            lines.setAutoCommit(false);
            lock.execute("lock table read_" + live + ".project_line in share row exclusive mode");
            Topics.send(event.topic(), event.keyBytes(), event.value());
            readOn(other("caught_up_at, live", "now(), true"), 1);
            Awaitility.await("the event is on the topic").until(() -> !replica().isServing());

            returning = replica();

            assertThat(returning.isServing()).isFalse();
        }
        Awaitility.await("what the other has read was applied").until(returning::isServing);
    }

    @Test
    void aReplicaDoesNotWaitForWhatTheOtherHasReadOfTopicsThatWereMadeAnew() throws SQLException {
        readOn(other("caught_up_at, live", "now(), true"), 1_000_000);

        Serving returning = replica();

        assertThat(returning.isServing()).isTrue();
    }

    @Test
    void readersThatHaveNoneAreLetIntoOneThatHasCaughtUpBefore() throws SQLException {
        ReadModel.execute("update generation set live = false where number = " + live);

        Rebuilds.await(live, each -> each.get("live").asBoolean());

        given().get("/q/health/ready").then().statusCode(200);
    }

    private static Response drop(int number, String reason) {
        return OPS.get().queryParam("reason", reason).delete("/api/v1/projections/" + number);
    }

    private Serving replica() {
        return new Serving(database, sources, topicEnds);
    }

    private static int other(String columns, String values) throws SQLException {
        ReadModel.execute(MAKE.formatted(columns, values));
        return Integer.parseInt(ReadModel.texts(NUMBER).getFirst());
    }

    private void readOn(int other, int further) throws SQLException {
        ReadModel.execute(READ_ON.formatted(other, further, live));
    }
}
