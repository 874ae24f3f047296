package org.jixiao.indicator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jixiao.platform.inbox.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts agree with each other; that the service keeps them is tested where it speaks. */
class ContractsTest {

    /** All but those of money: a goal has none. */
    private static final List<String> CODES = Arrays.stream(Outcome.Code.values())
            .filter(code -> !Set.of(Outcome.Code.AMOUNT_FORMAT, Outcome.Code.AMOUNT_RANGE, Outcome.Code.SUM_MISMATCH)
                    .contains(code))
            .map(Enum::name)
            .toList();

    static List<String> examples() {
        return Contracts.names("examples");
    }

    static List<String> schemas() {
        return Contracts.names("schemas");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_follows_its_schema(String example) {
        String schema = schemas().stream()
                .filter(name -> isExampleOf(example, name))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();

        assertThat(Contracts.schema(schema).check(Contracts.example(example))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void a_schema_has_an_example_and_its_name_in_its_id(String schema) {
        JsonNode document = Contracts.json(Contracts.FOLDER.resolve("schemas").resolve(schema + ".json"));

        assertThat(examples()).anyMatch(example -> isExampleOf(example, schema));
        assertThat(document.get("$id").asText()).isEqualTo("urn:jixiao:schema:" + schema.replace("-1.0", ":1.0"));
    }

    @Test
    void every_receipt_has_an_example() {
        List<JsonNode> receipts = examples().stream()
                .filter(name -> name.startsWith("receipt"))
                .map(name -> Contracts.example(name).get("data"))
                .toList();

        assertThat(receipts)
                .extracting(data -> data.get("outcome").asText())
                .contains("ACCEPTED", "DUPLICATE", "STALE", "REJECTED");
        assertThat(receipts).anyMatch(data -> data.get("dryRun").booleanValue());
        assertThat(receipts)
                .filteredOn(data -> data.get("code").isTextual())
                .extracting(data -> data.get("code").asText())
                .containsExactlyInAnyOrderElementsOf(CODES);
        assertThat(receipts)
                .filteredOn(data -> data.get("code").isTextual())
                .allSatisfy(data -> assertThat(data.get("retryable").booleanValue())
                        .as(data.get("code").asText())
                        .isEqualTo(
                                Outcome.Code.valueOf(data.get("code").asText()).retryable()));
    }

    @Test
    void the_async_document_names_every_topic_and_points_at_files_that_exist() throws IOException {
        JsonNode document = new YAMLMapper()
                .readTree(Contracts.FOLDER.resolve("asyncapi.yaml").toFile());

        assertThat(document.get("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.get("channels").findValuesAsText("address"))
                .containsExactlyInAnyOrder(
                        "indicator.in.{sender}.v1",
                        "indicator.result.{sender}.v1",
                        "indicator.goals.v1",
                        "indicator.assessments.v1",
                        "indicator.digests.v1",
                        "indicator.dlq.v1",
                        "budget.projects.v1");
        assertThat(document.findValuesAsText("$ref").stream()
                        .filter(reference -> reference.startsWith("./"))
                        .toList())
                .hasSize(5)
                .allSatisfy(file -> assertThat(Files.exists(Contracts.FOLDER.resolve(file)))
                        .as(file)
                        .isTrue());
    }

    /** {@code goal-as-read} is an example of {@code goal-1.0}, as {@code receipt-1.0-rejected} is of {@code receipt-1.0}. */
    private static boolean isExampleOf(String example, String schema) {
        return example.startsWith(schema) || example.startsWith(schema.replace("-1.0", ""));
    }
}
