package org.jixiao.reporting.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.reporting.generation.Rebuilds.OPS;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An empty generation is filled by COPY, and ends as one that is filled batch by batch. */
@ServiceTest
class BulkTest {

    private static final String DEPARTMENT = "441302001";
    private static final int PROJECTS = 120;
    private static final Oddities ODDITIES = new Oddities(DEPARTMENT, PROJECTS);

    @BeforeEach
    void theLiveGenerationIsWhatTheTopicsSay() {
        Rebuilds.replaceLive();
    }

    @AfterEach
    void onlyTheLiveGenerationStays() {
        Rebuilds.dropAllButLive();
    }

    @Test
    void itEqualsOneThatIsFilledBatchByBatch() throws SQLException {
        ODDITIES.publish();
        Topics.awaitApplied();
        long letters = ReadModel.letters();
        int copied = Rebuilds.start();
        Rebuilds.awaitCaughtUp(copied);
        assertThat(partsOfTotals(copied)).containsExactly("1");
        int batched; // because a line that is there already cannot be copied
        try (Held held = Held.rebuild()) {
            batched = held.generation();
            held.execute("insert into read_" + batched + ".project_line (project_code) values ('"
                    + ODDITIES.project(1).code() + "')");
        }

        JsonNode compared = Rebuilds.awaitCompared(batched);

        assertThat(compared.at("/comparison/differing").asInt())
                .as(compared.toString())
                .isZero();
        assertThat(Rebuilds.awaitCompared(copied).at("/comparison/differing").asInt())
                .isZero();
        assertThat(ReadModel.letters()).isEqualTo(letters);
    }

    @Test
    void itIsNotSwitchedToInTheMakingNotEvenByForce() throws SQLException {
        ODDITIES.publish();
        Topics.awaitApplied();
        int number;
        try (Held held = Held.rebuild()) {
            number = held.generation();

            OPS.get()
                    .body("{\"force\": true, \"reason\": \"试验\"}")
                    .post("/api/v1/projections/" + number + "/activation")
                    .then()
                    .statusCode(409);

            JsonNode projection = Rebuilds.json(OPS.get().get("/api/v1/projections/" + number));
            assertThat(projection.get("state").asText()).isEqualTo("FILLING");
            assertThat(projection.get("recordsDone").asLong())
                    .isLessThan(projection.get("recordsTotal").asLong());
        }
        Rebuilds.awaitCaughtUp(number);
        assertThat(Rebuilds.live()).isNotEqualTo(number);
    }

    /** A rebuild of which nothing can be written before this is closed. */
    private record Held(int generation, Connection lines) implements AutoCloseable {

        /** It is not divided up before its lines are locked. */
        static Held rebuild() throws SQLException {
            try (Connection portions = locking("generation_portion in exclusive mode")) {
                int generation = Rebuilds.start();
                return new Held(
                        generation, locking("read_" + generation + ".project_line in share row exclusive mode"));
            }
        }

        void execute(String sql) throws SQLException {
            try (Statement statement = lines.createStatement()) {
                statement.execute(sql);
            }
        }

        private static Connection locking(String what) throws SQLException {
            Connection connection = Topics.connection();
            connection.setAutoCommit(false);
            try (Statement lock = connection.createStatement()) {
                lock.execute("lock table " + what);
            }
            return connection;
        }

        @Override
        public void close() throws SQLException {
            lines.commit();
            lines.close();
        }
    }

    private static List<String> partsOfTotals(int generation) throws SQLException {
        return ReadModel.texts("select count(distinct (topic, part)) from read_" + generation + ".department_total");
    }
}
