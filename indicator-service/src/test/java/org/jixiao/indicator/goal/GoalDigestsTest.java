package org.jixiao.indicator.goal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.indicator.GoalJson.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.digest.Digesting;
import org.jixiao.platform.problem.JsonSchema;
import org.junit.jupiter.api.Test;

/** A department's goals of a year are stated after they have changed, and only then. */
@ServiceTest
class GoalDigestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchema.ofResource("/contracts/schemas/indicator.digest.stated-1.0.json");

    /** In which no other test has goals. */
    private static final int YEAR = 2036;

    private final String code = ProjectCodes.fresh();
    private final String department = "440104" + (int) (100 + System.nanoTime() % 900);

    @Inject
    Digesting digesting;

    @Inject
    GoalDigests digests;

    @Inject
    DataSource database;

    @Test
    void every_goal_counts_as_the_contract_says_and_is_stated_once() throws Exception {
        ObjectNode goal = goal(code).put("departmentCode", department).put("fiscalYear", YEAR);
        Caller.WRITER.creating(goal).put("/api/v1/goals/" + code).then().statusCode(201);

        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> {
            digesting.state(digests);
            return !stated().isEmpty();
        });
        digesting.state(digests);

        List<JsonNode> stated = stated();
        assertThat(stated).hasSize(1);
        assertThat(SCHEMA.check(stated.getFirst())).isEmpty();
        JsonNode data = stated.getFirst().get("data");
        assertThat(data.get("goalCount").asInt()).isEqualTo(1);
        assertThat(data.get("indicatorCount").asInt()).isEqualTo(2);
        assertThat(data.get("versions").asText()).isEqualTo("1");
        assertThat(data.get("hash").asText())
                .isEqualTo(hash("%s|1|ISSUED|2|%s|%s"
                        .formatted(code, goal.get("statement").asText(), indicatorsText())));
        JsonNode event = outbox("indicator.goals.v1", code).getFirst();
        assertThat(data.get("detailsHash").asText())
                .isEqualTo(hash("%s|1|%s|%s|%d"
                        .formatted(
                                code,
                                event.at("/data/flags"),
                                event.at("/data/indicators"),
                                GoalJson.micros(event.get("time")))));
    }

    @Test
    void what_was_written_lately_is_found_without_reading_every_version() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            run(connection, """
                    insert into goal_history (project_code, version, goal, recorded_at, written_at, recorded_by, cause)
                    select 'P' || i, 1, ('"' || repeat('x', 500) || '"')::json, now(),
                           '2025-01-01'::timestamptz + i * interval '1 second', 'x', 'x'
                      from generate_series(1, 20000) as i
                    """);
            run(connection, "analyze goal_history, assessment_history");

            String plan = plan(connection, OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1));
            connection.rollback();

            assertThat(plan).contains("goal_history").doesNotContain("Seq Scan on goal_history");
        }
    }

    @Test
    void both_departments_are_told_of_a_goal_that_has_moved() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            run(connection, """
                    insert into goal_history
                      (project_code, version, fiscal_year, department_code, goal, recorded_at, written_at, recorded_by, cause)
                    values ('P', 1, 2036, '440104901', 'null', now(), '2025-01-01', 'x', 'x'),
                           ('P', 2, 2036, '440104902', 'null', now(), '2036-01-01', 'x', 'x')
                    """);

            assertThat(changed(connection, OffsetDateTime.parse("2035-12-31T00:00:00Z")))
                    .containsExactlyInAnyOrder("2036/440104901", "2036/440104902");
            connection.rollback();
        }
    }

    @Test
    void a_version_of_the_release_before_tells_itself_where_it_was() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            run(connection, """
                    insert into goal_history (project_code, version, goal, recorded_at, written_at, recorded_by, cause)
                    values ('P', 1, '{"fiscalYear": 2036, "departmentCode": "440104903"}', now(), '2036-01-01', 'x', 'x')
                    """);
            run(connection, """
                    insert into assessment_history
                      (project_code, version, assessment, recorded_at, written_at, recorded_by, cause)
                    values ('P', 1, '{"fiscalYear": 2036, "departmentCode": "440104904"}', now(), '2036-01-01', 'x', 'x')
                    """);

            assertThat(changed(connection, OffsetDateTime.parse("2035-12-31T00:00:00Z")))
                    .containsExactlyInAnyOrder("2036/440104903", "2036/440104904");
            connection.rollback();
        }
    }

    @Test
    void what_is_recorded_says_where_it_was_beside_itself() throws Exception {
        Caller.WRITER
                .creating(goal(code).put("departmentCode", department).put("fiscalYear", YEAR))
                .put("/api/v1/goals/" + code)
                .then()
                .statusCode(201);

        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select fiscal_year || '/' || department_code from goal_history where project_code = ?")) {
            select.setString(1, code);
            assertThat(texts(select)).containsExactly(YEAR + "/" + department);
        }
    }

    private List<String> changed(Connection connection, OffsetDateTime since) throws Exception {
        try (PreparedStatement select = connection.prepareStatement(digests.changed())) {
            select.setObject(1, since);
            return texts(select);
        }
    }

    private static List<String> texts(PreparedStatement select) throws Exception {
        List<String> texts = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private static void run(Connection connection, String statement) throws Exception {
        try (PreparedStatement run = connection.prepareStatement(statement)) {
            run.executeUpdate();
        }
    }

    private String plan(Connection connection, OffsetDateTime since) throws Exception {
        try (PreparedStatement explain = connection.prepareStatement("explain " + digests.changed())) {
            explain.setObject(1, since);
            return String.join("\n", texts(explain));
        }
    }

    private String indicatorsText() {
        return Caller.READER.request().get("/api/v1/goals/" + code).jsonPath().getString("indicatorsText");
    }

    private List<JsonNode> stated() throws Exception {
        return outbox("indicator.digests.v1", YEAR + "/" + department);
    }

    private List<JsonNode> outbox(String topic, String key) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select payload from outbox where topic = ? and key = ? order by id")) {
            select.setString(1, topic);
            select.setBytes(2, key.getBytes(UTF_8));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(JSON.readTree(row.getBytes(1)));
                }
            }
        }
        return events;
    }

    private static String hash(String row) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(row.getBytes(UTF_8));
        return Long.toString(ByteBuffer.wrap(digest).getLong());
    }
}
