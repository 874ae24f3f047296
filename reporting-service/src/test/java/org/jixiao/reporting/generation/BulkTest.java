package org.jixiao.reporting.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.reporting.generation.Rebuilds.OPS;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
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
        publishWhatIsOdd();
        long letters = letters();
        int copied = Rebuilds.start();
        Rebuilds.awaitCaughtUp(copied);
        assertThat(partsOfTotals(copied)).containsExactly("1");
        int batched; // because a line that is there already cannot be copied
        try (Held held = Held.rebuild()) {
            batched = held.generation();
            held.execute("insert into read_" + batched + ".project_line (project_code) values ('"
                    + project(1).code() + "')");
        }

        JsonNode compared = Rebuilds.awaitCompared(batched);

        assertThat(compared.at("/comparison/differing").asInt())
                .as(compared.toString())
                .isZero();
        assertThat(Rebuilds.awaitCompared(copied).at("/comparison/differing").asInt())
                .isZero();
        assertThat(letters()).isEqualTo(letters);
    }

    @Test
    void itIsNotSwitchedToInTheMakingNotEvenByForce() throws SQLException {
        publishWhatIsOdd();
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

    /** Superseded, repeated, unordered, withdrawn, halves alone, and what cannot be read before and after what can. */
    private static void publishWhatIsOdd() {
        Topics.publish(ADepartment.of(DEPARTMENT).event());
        for (int number = 1; number <= PROJECTS; number++) {
            AProject project = project(number);
            AGoal goal = AGoal.of(project, number % 7);
            send(project.event());
            send(goal.event());
            switch (number % 8) {
                case 0 -> {
                    AProject adjusted = project.adjustedAt(Instant.parse("2025-07-01T08:00:00.1234565Z"));
                    send(adjusted.executed("1.10").at(At.version(2)));
                    send(adjusted.executed("2.20").at(At.version(3)));
                }
                case 1 ->
                    send(
                            goal.stating("第三版").at(At.version(3)),
                            goal.stating("第二版").at(At.version(2)));
                case 2 ->
                    send(project.withdrawn().at(At.version(2)), goal.withdrawn().at(At.version(2)));
                case 3 ->
                    send(project.named("又一次第一版").event(), goal.stating("又一次第一版").event());
                case 4 ->
                    send(
                            project.named("新的纪元").at(new At(2, 1)),
                            project.named("旧的纪元").at(At.version(9)));
                case 5 -> {
                    sendBroken(project.at(At.version(2)));
                    sendBroken(goal.at(At.version(5)));
                    send(goal.stating("第四版").at(At.version(4)));
                }
                case 6 -> {
                    sendBroken(goal.at(At.version(2)));
                    send(goal.stating("第三版").at(At.version(3)));
                }
                default ->
                    send(
                            project(1000 + number).event(),
                            AGoal.of(project(2000 + number), 2).event());
            }
        }
        Topics.awaitApplied();
    }

    private static void send(OwnersEvent... events) {
        for (OwnersEvent event : events) {
            Topics.send(event.topic(), event.keyBytes(), event.value());
        }
    }

    private static void sendBroken(OwnersEvent event) {
        String broken = event.text().replace("\"state\":\"ISSUED\"", "\"state\":\"DRAFT\"");
        Topics.send(event.topic(), event.keyBytes(), broken.getBytes(UTF_8));
    }

    private static AProject project(int number) {
        return AProject.of(DEPARTMENT, number);
    }

    private static long letters() throws SQLException {
        return Long.parseLong(ReadModel.texts("select coalesce(sum(attempts), 0) from rejected_event")
                .getFirst());
    }

    private static List<String> partsOfTotals(int generation) throws SQLException {
        return ReadModel.texts("select count(distinct (topic, part)) from read_" + generation + ".department_total");
    }
}
