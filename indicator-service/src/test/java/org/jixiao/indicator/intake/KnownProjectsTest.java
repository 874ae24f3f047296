package org.jixiao.indicator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.jixiao.indicator.GoalJson.goal;
import static org.jixiao.indicator.GoalJson.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What budget-service publishes, as this service reads it. */
@ServiceTest
class KnownProjectsTest {

    private static final String TOPIC = "budget.projects.v1";
    private static final Path EXAMPLES = Path.of("..", "budget-service", "contracts", "examples");

    /** As the city hands them down, so that any district could have it. */
    private final String code = ProjectCodes.freshIn("440100");

    private TopicProbe topics;

    @BeforeEach
    void connect() {
        topics = TopicProbe.watching(StackResource.bootstrapServers(), ReportedGoal.DEAD_LETTERS);
    }

    @AfterEach
    void disconnect() {
        topics.close();
    }

    @Test
    void a_goal_may_come_before_its_project() {
        String address = "/api/v1/goals/" + code;
        String seen = Caller.WRITER
                .creating(goal(code))
                .put(address)
                .then()
                .body("projectKnown", equalTo(false))
                .extract()
                .header("ETag");

        send(project(1, 1, "ISSUED"));

        await().untilAsserted(() -> Caller.READER
                .request()
                .header("If-None-Match", seen)
                .get(address)
                .then()
                .statusCode(200)
                .body("projectKnown", equalTo(true)));
        Caller.WRITER
                .request()
                .header("If-Match", seen)
                .body(goal(code).toString())
                .put(address)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        Caller.READER
                .request()
                .get("/api/v1/goals?projectKnown=true&limit=500")
                .then()
                .body("items.projectCode", hasItem(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISSUED", "WITHDRAWN"})
    void nobody_states_the_goal_of_another_districts_project(String state) {
        String address = "/api/v1/goals/" + code;
        send(project(1, 1, state));
        sendBehindAll();

        Response stated = Caller.NEIGHBOUR
                .creating(goal(code).put("departmentCode", "440105019"))
                .put(address);

        stated.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("STATE_CONFLICT"))
                .body("violations.pointer", contains("/departmentCode"));
        Caller.WRITER.creating(goal(code)).put(address).then().statusCode(201);
    }

    @Test
    void the_higher_epoch_and_version_counts_in_whatever_order() {
        send(project(2, 1, "ISSUED"));
        send(project(1, 9, "WITHDRAWN"));
        send(project(2, 2, "WITHDRAWN"));

        send(project(2, 1, "ISSUED"));
        sendBehindAll();

        assertThat(Rows.number(
                        "select count(*) from known_project where project_code = ? and (epoch, version, state) = (2, 2, 'WITHDRAWN')",
                        code))
                .isEqualTo(1);
    }

    @Test
    void money_is_read_of_a_version_that_a_replica_of_the_release_before_has_counted() {
        send(project(1, 1, "ISSUED", "100.00"));
        sendBehindAll();
        Rows.change("update known_project set version = 2 where project_code = '" + code + "'");

        send(project(1, 2, "ISSUED", "200.00"));

        await().untilAsserted(
                        () -> assertThat(Rows.texts("select total from known_project where project_code = ?", code))
                                .containsExactly("200.00"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            not JSON            | -                 | -                        | MALFORMED
            another type        | /type             | "org.jixiao.x.v1"        | UNKNOWN_TYPE
            no version          | /aggregateversion | null                     | SCHEMA
            version in words    | /aggregateversion | "1"                      | SCHEMA
            half a version      | /aggregateversion | 1.5                      | SCHEMA
            version 0           | /aggregateversion | 0                        | SCHEMA
            no project          | /data             | {}                       | SCHEMA
            code of another form | /data/projectCode | "x"                      | SCHEMA
            state as number     | /data/state       | 1                        | SCHEMA
            money as number     | /data/executed    | 1                        | SCHEMA
            """)
    void what_cannot_be_read_is_kept_and_holds_up_nothing(String what, String pointer, String json, String dlqCode) {
        byte[] value = pointer.equals("-")
                ? "?".getBytes(StandardCharsets.UTF_8)
                : GoalJson.bytes(with(project(1, 1, "ISSUED"), pointer, json));

        topics.send(TOPIC, key(), value);
        send(project(1, 2, "ISSUED"));

        var letter = topics.await(record -> Arrays.equals(record.key(), key()));
        assertThat(letter.value()).isEqualTo(value);
        assertThat(new String(letter.headers().lastHeader("dlq-code").value(), StandardCharsets.UTF_8))
                .isEqualTo(dlqCode);
        await().until(() -> Rows.number("select count(*) from known_project where project_code = ?", code) == 1);
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files
                    .filter(file -> file.getFileName().toString().startsWith("budget.project.changed-"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_examples_of_the_owner_can_be_read(Path example) throws Exception {
        byte[] bytes = Files.readAllBytes(example);

        KnownProject read = KnownProject.read(bytes);

        assertThat(read.projectCode())
                .isEqualTo(GoalJson.parse(bytes).at("/data/projectCode").asText());
        assertThat(read.version())
                .isEqualTo(GoalJson.parse(bytes).get("aggregateversion").asLong());
        assertThat(String.valueOf(read.total()))
                .isEqualTo(GoalJson.parse(bytes).at("/data/amounts/total").asText());
        assertThat(String.valueOf(read.executed()))
                .isEqualTo(GoalJson.parse(bytes).at("/data/executed").asText());
    }

    private void send(ObjectNode event) {
        topics.send(TOPIC, key(), GoalJson.bytes(event));
    }

    /** Records of one key arrive in order, so that this one tells when those before it were dealt with. */
    private void sendBehindAll() {
        topics.send(TOPIC, key(), "?".getBytes(StandardCharsets.UTF_8));
        topics.await(record -> Arrays.equals(record.key(), key()));
    }

    private byte[] key() {
        return code.getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode project(long epoch, long version, String state, String total) {
        ObjectNode event = project(epoch, version, state);
        ((ObjectNode) event.get("data")).putObject("amounts").put("total", total);
        return event;
    }

    private ObjectNode project(long epoch, long version, String state) {
        ObjectNode event = (ObjectNode) GoalJson.parse("""
                {"specversion":"1.0","id":"1","source":"urn:jixiao:service:budget-service",
                 "type":"org.jixiao.budget.project.changed.v1","time":"2025-02-20T01:15:03.412Z",
                 "data":{"departmentCode":"440104019","aMemberOfTheFuture":[]}}
                """);
        event.put("aggregateversion", version).put("sourceepoch", epoch);
        ((ObjectNode) event.get("data")).put("projectCode", code).put("state", state);
        return event;
    }
}
