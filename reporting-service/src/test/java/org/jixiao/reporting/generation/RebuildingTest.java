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
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.projection.Folds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A generation is filled beside the one that is read, and readers are switched and switched back, while reads and events go on.
 * {@code -Djixiao.rebuild.projects=60000} makes it large.
 */
@ServiceTest
class RebuildingTest {

    private static final Logger LOG = Logger.getLogger(RebuildingTest.class);
    private static final int PROJECTS = Integer.getInteger("jixiao.rebuild.projects", 600);

    @Inject
    Comparing comparing;

    private final Traffic traffic = new Traffic(PROJECTS);

    /** Other tests empty the live generation and leave their events on the topics: one is made that has all of them. */
    @BeforeEach
    void theLiveGenerationIsWhatTheTopicsSay() {
        traffic.publishEverything();
        Rebuilds.replaceLive();
    }

    @AfterEach
    void onlyTheLiveGenerationStays() {
        Rebuilds.dropAllButLive();
    }

    @Test
    void readersNeverSeeAnEmptyOrTornModelAndTheNewGenerationEqualsTheOld() throws Exception {
        int old = Rebuilds.live();
        long began;
        int number;
        try (Traffic.Flow flow = traffic.flow()) {
            began = System.nanoTime();
            number = Rebuilds.start();
            Rebuilds.awaitCaughtUp(number);
            LOG.infof(
                    "rebuilt projects=%d seconds=%d",
                    PROJECTS, Duration.ofNanos(System.nanoTime() - began).toSeconds());
            JsonNode compared = Rebuilds.awaitCompared(number);
            assertThat(compared.at("/comparison/differing").asInt())
                    .as(compared.toString())
                    .isZero();
            assertThat(compared.at("/comparison/rows").asInt()).isGreaterThan(PROJECTS);

            OPS.get()
                    .post("/api/v1/projections/" + number + "/activation")
                    .then()
                    .statusCode(200);
            flow.goesOn();
            assertThat(Rebuilds.live()).isEqualTo(number);
            OPS.get().post("/api/v1/projections/" + old + "/activation").then().statusCode(200);
            flow.goesOn();
            assertThat(Rebuilds.live()).isEqualTo(old);
            OPS.get()
                    .post("/api/v1/projections/" + number + "/activation")
                    .then()
                    .statusCode(200);
            flow.goesOn();
            LOG.infof("read=%d events=%d failures=%s", flow.reads(), flow.events(), flow.failures());
            assertThat(flow.failures()).isEmpty();
            assertThat(flow.reads()).isPositive();
        }
        Folds.everything();
        assertThat(comparing.compare(number, old)).extracting(Compared::isEqual).isEqualTo(true);
        given().auth()
                .oauth2(Rebuilds.token("ops"))
                .get("/api/v1/projections/" + number)
                .then()
                .statusCode(200);
    }

    @Test
    void aGenerationThatDiffersIsOnlySwitchedToByForceAndWithAReason() throws SQLException {
        int number = Rebuilds.start();
        Rebuilds.awaitCompared(number);
        String table = "read_" + number + ".project_line";
        ReadModel.execute(
                "update " + table + " set total = total + 0.01 where project_code = '" + traffic.first() + "'");
        ReadModel.execute("delete from generation_comparison where number = " + number);

        JsonNode compared = Rebuilds.awaitCompared(number);

        assertThat(compared.at("/comparison/differing").asInt()).isEqualTo(1);
        assertThat(compared.at("/comparison/tables").findValuesAsText("keys")).isNotNull();
        assertThat(compared.at("/comparison/tables").toString()).contains(traffic.first());
        OPS.get().post("/api/v1/projections/" + number + "/activation").then().statusCode(409);
        OPS.get()
                .body("{\"force\": true}")
                .post("/api/v1/projections/" + number + "/activation")
                .then()
                .statusCode(400);
        JsonNode activated = Rebuilds.json(OPS.get()
                .body("{\"force\": true, \"reason\": \"试验\"}")
                .post("/api/v1/projections/" + number + "/activation"));
        assertThat(activated.at("/activation/forced").asBoolean()).isTrue();
        assertThat(activated.at("/activation/activatedBy").asText()).isEqualTo("liang");
        assertThat(activated.at("/live").asBoolean()).isTrue();
        OPS.get().delete("/api/v1/projections/" + number).then().statusCode(409);
    }

    @Test
    void whatHasBecomeDifferentSinceAnOldComparisonIsNotSwitchedTo() throws SQLException {
        int number = Rebuilds.start();
        Rebuilds.awaitCompared(number);
        try (Connection comparesInstead = Topics.connection();
                Statement lock = comparesInstead.createStatement()) {
            lock.execute("select pg_advisory_lock(hashtext('jixiao.generation.comparison'))");
            ReadModel.execute("update read_" + number + ".project_line set total = total + 0.01 where project_code = '"
                    + traffic.first() + "'");
            ReadModel.execute("update generation_comparison set compared_at = now() - interval '21 minutes'");

            OPS.get()
                    .post("/api/v1/projections/" + number + "/activation")
                    .then()
                    .statusCode(409)
                    .body("detail", containsString("已过时"));
        }

        JsonNode anew =
                Rebuilds.await(number, each -> each.at("/comparison/differing").asInt() == 1);
        assertThat(anew.at("/live").asBoolean()).isFalse();
        OPS.get()
                .post("/api/v1/projections/" + number + "/activation")
                .then()
                .statusCode(409)
                .body("detail", containsString("1 处不同"));
    }

    @Test
    void theSameKeyStartsAndSwitchesOnce() {
        String key = "rebuild-" + System.nanoTime();
        Response first = OPS.get().header("Idempotency-Key", key).post("/api/v1/projections");
        int number = Rebuilds.json(first).get("generation").asInt();
        Rebuilds.awaitCompared(number);
        String activation = "/api/v1/projections/" + number + "/activation";
        Response switched = OPS.get().header("Idempotency-Key", key).post(activation);

        Response startedAgain = OPS.get().header("Idempotency-Key", key).post("/api/v1/projections");
        Response switchedAgain = OPS.get().header("Idempotency-Key", key).post(activation);

        assertThat(startedAgain.statusCode()).isEqualTo(201);
        assertThat(startedAgain.header("Location"))
                .isEqualTo(first.header("Location"))
                .endsWith("/" + number);
        assertThat(startedAgain.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(switchedAgain.statusCode()).isEqualTo(200);
        assertThat(switchedAgain.asByteArray()).isEqualTo(switched.asByteArray());
        assertThat(Rebuilds.json(OPS.get().get("/api/v1/projections")).get("projections"))
                .hasSize(2);
        OPS.get().post(activation).then().statusCode(409);
    }

    @Test
    void onlyOperatorsMayRebuildAndOneAtATime() {
        given().post("/api/v1/projections").then().statusCode(401);
        given().auth()
                .oauth2(Rebuilds.token("report.read"))
                .post("/api/v1/projections")
                .then()
                .statusCode(403);
        int number = Rebuilds.start();
        OPS.get().get("/api/v1/projections/" + (number + 1)).then().statusCode(404);

        Rebuilds.awaitCaughtUp(number);
        OPS.get().delete("/api/v1/projections/" + number).then().statusCode(204);

        OPS.get().get("/api/v1/projections/" + number).then().statusCode(404);
        OPS.get().delete("/api/v1/projections/" + number).then().statusCode(404);
    }
}
