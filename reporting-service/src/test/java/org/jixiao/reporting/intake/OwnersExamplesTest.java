package org.jixiao.reporting.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jixiao.platform.testing.Corpus;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.Replaying;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.jixiao.reporting.projection.AssessmentChange;
import org.jixiao.reporting.projection.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example that an owner ever published of its events is read by the mapper that reads its topic, and projects to the same figures. */
@ServiceTest
class OwnersExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, OwnersTopic.Reading<? extends Change>> READINGS = Map.of(
            "budget.project.changed", Events::project,
            "budget.department.changed", Events::department,
            "indicator.goal.changed", Events::goal,
            "indicator.assessment.changed", AssessmentEvents::assessment);
    private static final Map<String, String> TOPICS = Map.of(
            "budget.project.changed", OwnersEvent.PROJECTS,
            "budget.department.changed", OwnersEvent.DEPARTMENTS,
            "indicator.goal.changed", OwnersEvent.GOALS,
            "indicator.assessment.changed", OwnersEvent.ASSESSMENTS);

    /** By kind, what an example alone leaves in an empty read model: its own row, and what that adds to the rollup. */
    private static final Map<String, String> PROJECTED = Map.of(
            "budget.project.changed",
            """
            select json_build_object('state', state, 'version', money_version, 'total', total::text,
                     'fiscalAppropriation', fiscal_appropriation::text, 'specialAccount', special_account::text,
                     'other', other::text, 'executed', executed::text, 'rollup',
                     (select json_build_object('projects', sum(project_count), 'total', sum(total)::text,
                             'fiscalAppropriation', sum(fiscal_appropriation)::text, 'executed', sum(executed)::text)
                        from department_total where project_count <> 0))
              from project_line
            """,
            "budget.department.changed",
            """
            select json_build_object('name', name, 'version', version, 'region', region_code,
                     'units', (select count(*) from spending_unit), 'regions', (select count(*) from department_region))
              from department
            """,
            "indicator.goal.changed",
            """
            select json_build_object('state', goal_state, 'version', goal_version, 'indicators', indicator_count,
                     'flags', goal_flags, 'department', goal_department_code)
              from project_line
            """,
            "indicator.assessment.changed",
            """
            select json_build_object('version', version, 'department', department_code, 'month', month, 'lamp', lamp,
                     'score', score::text, 'grade', grade)
              from assessment
            """);

    @Inject
    Replaying replaying;

    static List<Corpus.Event> examples() {
        return Stream.of("budget-service", "indicator-service")
                .flatMap(owner -> Corpus.of(owner).events(".changed-").stream())
                .toList();
    }

    @Test
    void thereIsOneOfEveryKind() {
        assertThat(examples()).extracting(Corpus.Event::kind).containsAll(READINGS.keySet());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isReadable(Corpus.Event example) throws Unreadable {
        JsonNode envelope = example.json();

        Change change = READINGS.get(example.kind()).read(example.record("any"));

        assertThat(change.key()).isEqualTo(envelope.get("partitionkey").asText());
        assertThat(change.revision().version())
                .isEqualTo(envelope.get("aggregateversion").longValue());
        assertThat(change.recordedAt()).isEqualTo(envelope.get("time").asText());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void comesToTheFiguresThatWereRecorded(Corpus.Event example) throws SQLException, IOException {
        String topic = TOPICS.get(example.kind());
        try (Connection connection = Topics.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("truncate project_line, department_total, department_region, spending_unit, department,"
                    + " assessment, assessment_total");

            replaying.subscription(topic).apply(connection, List.of(example.record(topic)));

            try (ResultSet row = statement.executeQuery(PROJECTED.get(example.kind()))) {
                row.next();
                assertThat(JSON.readTree(row.getString(1)))
                        .isEqualTo(example.listed().get("projected"));
            }
            connection.rollback();
        }
    }

    @Test
    void theResultOfATargetInWordsIsThatOfTheSelfEvaluation() throws Unreadable {
        Corpus.Event example = Corpus.of("indicator-service")
                .events("assessment.changed-1.0-no-budget")
                .getFirst();

        AssessmentChange change = AssessmentEvents.assessment(example.record("any"));

        assertThat(change.indicators())
                .contains("\"actual\":null,\"result\":\"PARTLY\",\"score\":\"20.00\"")
                .contains("\"actual\":\"0\",\"result\":null,\"score\":\"30.00\"");
    }

    static Stream<OwnersEvent> fixtures() {
        AnAssessment assessment = AnAssessment.of(Yuexiu.projects().getFirst());
        return Stream.concat(
                Yuexiu.events().stream(),
                Stream.of(
                        assessment.event(),
                        assessment
                                .monitored(7, "11 RED", "22")
                                .evaluated("90.00", "EXCELLENT")
                                .event()));
    }

    /** What this module's own tests send is what the owners' schemas allow. */
    @ParameterizedTest
    @MethodSource("fixtures")
    void fixturesFollowTheOwnersSchemas(OwnersEvent event) throws IOException {
        JsonNode envelope = JSON.readTree(event.value());
        String[] name = envelope.get("dataschema").asText().split(":");
        String owner = name[3].substring(0, name[3].indexOf('.'));
        Path schema = Path.of("..", owner + "-service", "contracts", "schemas", name[3] + "-" + name[4] + ".json");

        List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.readTree(Files.readAllBytes(schema)))
                .validate(envelope);

        assertThat(errors).isEmpty();
    }
}
