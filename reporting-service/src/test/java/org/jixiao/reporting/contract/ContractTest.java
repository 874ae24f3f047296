package org.jixiao.reporting.contract;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.Office;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.junit.jupiter.api.Test;

/** What is published under contracts/ is what is served. */
@ServiceTest
class ContractTest {

    private static final ObjectMapper PRETTY = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Its owner's example of this project. */
    private static final Path ASSESSMENT =
            Path.of("..", "indicator-service", "contracts", "examples", "indicator.assessment.changed-1.0.json");

    @Inject
    @All
    List<Subscription> subscriptions;

    @Test
    void theServedDocumentIsThePublishedOne() throws IOException {
        Golden.assertPublished(
                "openapi.yaml",
                given().get("/q/openapi").then().statusCode(200).extract().asString());
    }

    @Test
    void examplesAreWhatIsServed() throws IOException, SQLException {
        ReadModel.empty();
        AProject project = Yuexiu.projects().getFirst();
        Topics.send(OwnersEvent.ASSESSMENTS, project.code().getBytes(UTF_8), Files.readAllBytes(ASSESSMENT));
        Topics.publish(
                Yuexiu.department().event(),
                project.event(),
                Yuexiu.goals().getFirst().event());

        Golden.assertPublished(
                "examples/goal-table.json", PRETTY.writeValueAsString(Asking.table(2025, Yuexiu.DEPARTMENT)));
        Golden.assertPublished(
                "examples/rollup.json", PRETTY.writeValueAsString(Asking.rollup("region=440104&by=funding")));
    }

    @Test
    void examplesOfPublicationsAreWhatIsServed() throws IOException, SQLException {
        ReadModel.empty();
        String department = "440105019";
        AProject project = AProject.of(department, 1).named("人民调解经费").amounting("210000.00", "210000.00", null, null);
        Topics.publish(
                ADepartment.of(department).named("广州市海珠区司法局").event(),
                project.amounting("210000.00", "200000.00", null, null).event(),
                AGoal.of(project, 2).event());
        String number = Office.publish(department);
        Office.certify(
                number,
                "[{\"rule\":\"SOURCES_EQUAL_TOTAL\",\"projectCode\":\"%s\",\"reason\":\"来源待更正，总计无误\"}]"
                        .formatted(project.code()));
        Topics.publish(project.at(At.version(2)));

        Golden.assertPublished("examples/publication.json", example(number, ""));
        Golden.assertPublished("examples/differences.json", example(number, "/differences"));
    }

    /** Numbers and times differ from run to run. */
    private static String example(String number, String path) throws IOException {
        JsonNode json = Asking.json(Office.publisher().get(Office.PUBLICATIONS + "/" + number + path));
        return PRETTY.writeValueAsString(json)
                .replace(number, "2025-440105019-1")
                .replaceAll("(\"(?:publishedAt|certifiedAt|at)\" : )\"[^\"]+\"", "$1\"2025-02-21T02:30:00Z\"");
    }

    @Test
    void answersHaveNoMemberThatTheDocumentDoesNotKnow() throws IOException {
        JsonNode schemas = new YAMLMapper()
                .readTree(Files.readString(Path.of("contracts", "openapi.yaml")))
                .at("/components/schemas");

        Map.of(
                        "goal-table", "GoalTable",
                        "rollup", "Rollup",
                        "publication", "Publication",
                        "differences", "PublicationDifferences")
                .forEach((example, schema) -> {
                    JsonNode json = read(Path.of("contracts", "examples", example + ".json"));
                    assertThat(json.fieldNames())
                            .toIterable()
                            .containsExactlyInAnyOrderElementsOf(
                                    () -> schemas.get(schema).get("properties").fieldNames());
                });
    }

    @Test
    void theTopicsAreThoseOfTheAsyncApiDocument() throws IOException {
        JsonNode document = new YAMLMapper().readTree(Files.readString(Path.of("contracts", "asyncapi.yaml")));
        List<String> received = document.get("operations").properties().stream()
                .filter(operation -> operation.getValue().get("action").asText().equals("receive"))
                .map(operation ->
                        operation.getValue().at("/channel/$ref").asText().substring(1))
                .map(channel -> document.at(channel).get("address").asText())
                .toList();

        assertThat(received)
                .hasSameSizeAs(subscriptions)
                .allSatisfy(address -> assertThat(subscriptions)
                        .anyMatch(subscription ->
                                subscription.topics().matcher(address).matches()));
        assertThat(document.findValuesAsText("$ref"))
                .filteredOn(reference -> !reference.startsWith("#"))
                .hasSize(6)
                .allSatisfy(
                        reference -> assertThat(Path.of("contracts", reference)).isRegularFile());
        assertThat(document.at("/channels/deadLetters/address").asText()).isEqualTo("reporting.dlq.v1");
    }

    private static JsonNode read(Path json) {
        try {
            return PRETTY.readTree(Files.readAllBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
