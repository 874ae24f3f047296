package org.jixiao.reporting.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.projection.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example that an owner publishes of its events is read by the mapper that reads its topic. */
class OwnersExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, OwnersTopic.Reading<? extends Change>> READINGS = Map.of(
            "budget.project.changed", Events::project,
            "budget.department.changed", Events::department,
            "indicator.goal.changed", Events::goal);

    static List<Path> examples() throws IOException {
        try (Stream<Path> budget = Files.list(Path.of("..", "budget-service", "contracts", "examples"));
                Stream<Path> indicator = Files.list(Path.of("..", "indicator-service", "contracts", "examples"))) {
            return Stream.concat(budget, indicator)
                    .filter(file -> file.getFileName().toString().contains(".changed-"))
                    .toList();
        }
    }

    @Test
    void thereIsOneOfEveryKind() throws IOException {
        assertThat(examples()).extracting(OwnersExamplesTest::kind).containsAll(READINGS.keySet());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isReadable(Path example) throws IOException, Unreadable {
        byte[] value = Files.readAllBytes(example);
        JsonNode envelope = JSON.readTree(value);
        byte[] key = envelope.get("partitionkey").asText().getBytes(UTF_8);

        Change change = READINGS.get(kind(example)).read(new ConsumerRecord<>("any", 0, 0, key, value));

        assertThat(change.key()).isEqualTo(envelope.get("partitionkey").asText());
        assertThat(change.revision().version())
                .isEqualTo(envelope.get("aggregateversion").longValue());
        assertThat(change.recordedAt()).isEqualTo(envelope.get("time").asText());
    }

    /** What this module's own tests send is what the owners' schemas allow. */
    @ParameterizedTest
    @MethodSource("org.jixiao.reporting.fixture.Yuexiu#events")
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

    private static String kind(Path example) {
        String name = example.getFileName().toString();
        return name.substring(0, name.indexOf('-'));
    }
}
