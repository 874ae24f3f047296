package org.jixiao.indicator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.platform.testing.Corpus;
import org.jixiao.platform.testing.SchemaChanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was ever published is still valid, still accepted, and still comes to the same figures. */
@ServiceTest
class CorpusTest {

    private static final Path PUBLISHED = Path.of("src", "test", "resources", "published", "0.1.0");
    private static final String FIGURES = """
            select json_build_object('state', state, 'version', version,
                     'indicators', (select count(*) from indicator i where i.project_code = goal.project_code),
                     'indicatorsText', indicators_text)
              from goal where project_code = ?
            """;

    private static final String KNOWN =
            "select json_build_object('state', state, 'version', version) from known_project where project_code = ?";

    @Inject
    @All
    List<Subscription> subscriptions;

    static List<Corpus.Event> events() {
        return Corpus.own().events("");
    }

    static List<Corpus.Event> reported() {
        return Corpus.own().events(".reported-");
    }

    static List<Corpus.Event> projects() {
        return Corpus.of("budget-service").events("budget.project.changed");
    }

    static List<String> publishedSchemas() {
        return List.of(PUBLISHED.toFile().list());
    }

    @Test
    void nothing_published_was_changed_or_taken_away() {
        assertThat(Corpus.own().changes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_follows_the_newest_schema_of_its_major(Corpus.Event event) {
        assertThat(Contracts.schema(Corpus.own().newestSchema(event)).check(event.json()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reported")
    void a_report_is_judged_as_it_was_and_leaves_the_same_figures(Corpus.Event event) throws SQLException, IOException {
        Caller.register(ReportedGoal.SENDER, "440104");
        try (Connection connection = Rows.database().getConnection()) {
            connection.setAutoCommit(false);

            JsonNode receipt = event.receipt(connection, subscription("intake"), ReportedGoal.TOPIC);

            assertThat(receipt.get("outcome"))
                    .as("%s", receipt)
                    .isEqualTo(event.listed().get("outcome"));
            assertThat(receipt.get("code")).isEqualTo(event.listed().get("code"));
            assertThat(figures(connection, FIGURES, event))
                    .isEqualTo(event.listed().get("figures"));
            connection.rollback();
        }
    }

    @ParameterizedTest
    @MethodSource("projects")
    void a_project_of_the_budget_is_known_as_it_was(Corpus.Event event) throws SQLException, IOException {
        try (Connection connection = Rows.database().getConnection()) {
            connection.setAutoCommit(false);

            subscription("known-project-money").apply(connection, List.of(event.record("budget.projects.v1")));

            JsonNode projected = event.listed().get("projected");
            JsonNode known = figures(connection, KNOWN, event);
            assertThat(known.get("state")).isEqualTo(projected.get("state"));
            assertThat(known.get("version")).isEqualTo(projected.get("version"));
            connection.rollback();
        }
    }

    @ParameterizedTest
    @MethodSource("publishedSchemas")
    void a_schema_only_grew_since_it_was_published(String schema) {
        Path current = Contracts.FOLDER.resolve("schemas").resolve(schema);

        assertThat(SchemaChanges.breaking(PUBLISHED.resolve(schema), current)).isEmpty();
    }

    private Subscription subscription(String name) {
        return subscriptions.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode figures(Connection connection, String query, Corpus.Event event)
            throws SQLException, IOException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, event.json().get("partitionkey").asText());
            try (ResultSet row = select.executeQuery()) {
                return new ObjectMapper().readTree(row.next() ? row.getString(1) : "null");
            }
        }
    }
}
