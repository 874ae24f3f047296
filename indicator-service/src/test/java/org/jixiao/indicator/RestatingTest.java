package org.jixiao.indicator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jixiao.platform.outbox.OutboxMessage;
import org.jixiao.platform.restating.StateSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published under another epoch is the present version, worded as it was. */
@ServiceTest
class RestatingTest {

    private final String code = ProjectCodes.fresh();
    private final String goal = "/api/v1/goals/" + code;

    @Inject
    @All
    List<StateSource> sources;

    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"indicator.goals.v1", "indicator.assessments.v1"})
    void the_last_version_of_what_was_published_is_restated(String topic) throws SQLException {
        ObjectNode body = GoalJson.goal(code);
        Caller.WRITER.creating(body).put(goal).then().statusCode(201);
        Caller.WRITER
                .changing(1, body.put("statement", "另一个目标"))
                .put(goal)
                .then()
                .statusCode(200);
        monitored("20", "If-None-Match", "*");
        monitored("55.50", "If-Match", "\"1\"");

        JsonNode restated = restated(topic, code);

        JsonNode published = published(topic);
        assertThat(restated.get("sourceepoch").asInt()).isEqualTo(2);
        assertThat(restated.get("aggregateversion").asInt()).isEqualTo(2);
        assertThat(GoalJson.micros(restated.get("time"))).isEqualTo(GoalJson.micros(published.get("time")));
        assertThat(restated.get("data").toString())
                .isEqualTo(published.get("data").toString());
        Set<String> own = Set.of("id", "time", "sourceepoch", "data");
        assertThat(((ObjectNode) restated).deepCopy().remove(own))
                .isEqualTo(((ObjectNode) published).deepCopy().remove(own));
    }

    @Test
    void everything_that_is_published_has_its_source() {
        assertThat(sources)
                .extracting(StateSource::name)
                .containsExactlyInAnyOrder("digests", "indicator.goals.v1", "indicator.assessments.v1");
    }

    private void monitored(String actual, String condition, String tag) {
        Caller.WRITER
                .request()
                .header(condition, tag)
                .body("{\"indicators\":[{\"sequence\":1,\"actual\":\"" + actual + "\"}]}")
                .put(goal + "/monitoring/7")
                .then()
                .statusCode(condition.equals("If-Match") ? 200 : 201);
    }

    private JsonNode restated(String topic, String key) throws SQLException {
        List<JsonNode> restated = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (StateSource source : sources) {
                if (source.name().equals(topic)) {
                    assertThat(keys(connection, source)).contains(key);
                    for (OutboxMessage each : source.present(connection, List.of(key), 2)) {
                        assertThat(each.epoch()).isEqualTo(2);
                        restated.add(GoalJson.parse(each.payload()));
                    }
                }
            }
            connection.rollback();
        }
        assertThat(restated).hasSize(1);
        return restated.getFirst();
    }

    private static List<String> keys(Connection connection, StateSource source) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(source.keys())) {
            select.setString(1, "");
            select.setInt(2, 1_000_000);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
        }
        return keys;
    }

    private JsonNode published(String topic) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select payload from outbox where topic = ? and key = ? order by id desc limit 1")) {
            select.setString(1, topic);
            select.setBytes(2, code.getBytes(UTF_8));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return GoalJson.parse(row.getBytes(1));
            }
        }
    }
}
