package org.jixiao.budget.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Contracts;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.budget.fixture.Topics;
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
            select json_build_object('state', state, 'version', version, 'total', total::text,
                     'fiscalAppropriation', fiscal_appropriation::text, 'specialAccount', special_account::text,
                     'other', other::text, 'executed', executed::text)
              from project where project_code = ?
            """;

    @Inject
    Subscription intake;

    static List<Corpus.Event> events() {
        return Corpus.own().events("");
    }

    static List<Corpus.Event> reported() {
        return Corpus.own().events(".reported-");
    }

    static List<String> publishedSchemas() {
        return List.of(PUBLISHED.toFile().list());
    }

    @Test
    void nothingPublishedWasChangedOrTakenAway() {
        assertThat(Corpus.own().changes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventFollowsTheNewestSchemaOfItsMajor(Corpus.Event event) {
        assertThat(Contracts.schema(Corpus.own().newestSchema(event)).check(event.json()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reported")
    void aReportIsJudgedAsItWasAndLeavesTheSameFigures(Corpus.Event event) throws SQLException, IOException {
        ReferenceData.registered();
        try (Connection connection = Rows.connection()) {
            connection.setAutoCommit(false);

            JsonNode receipt = event.receipt(connection, intake, Topics.IN);

            assertThat(receipt.get("outcome"))
                    .as("%s", receipt)
                    .isEqualTo(event.listed().get("outcome"));
            assertThat(receipt.get("code")).isEqualTo(event.listed().get("code"));
            assertThat(figures(connection, event)).isEqualTo(event.listed().get("figures"));
            connection.rollback();
        }
    }

    @ParameterizedTest
    @MethodSource("publishedSchemas")
    void aSchemaOnlyGrewSinceItWasPublished(String schema) {
        Path current = Contracts.FOLDER.resolve("schemas").resolve(schema);

        assertThat(SchemaChanges.breaking(PUBLISHED.resolve(schema), current)).isEmpty();
    }

    private static JsonNode figures(Connection connection, Corpus.Event event) throws SQLException, IOException {
        try (PreparedStatement select = connection.prepareStatement(FIGURES)) {
            select.setString(1, event.json().get("partitionkey").asText());
            try (ResultSet row = select.executeQuery()) {
                return new ObjectMapper().readTree(row.next() ? row.getString(1) : "null");
            }
        }
    }
}
