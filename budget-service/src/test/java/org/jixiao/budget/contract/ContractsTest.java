package org.jixiao.budget.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.jixiao.budget.fixture.Contracts;
import org.jixiao.budget.fixture.Topics;
import org.jixiao.platform.inbox.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts agree with each other; that the service keeps them is tested where it speaks. */
class ContractsTest {

    /** All but SUM_MISMATCH: events carry no total. */
    private static final List<String> CODES = Arrays.stream(Outcome.Code.values())
            .filter(code -> code != Outcome.Code.SUM_MISMATCH)
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
    void anExampleFollowsItsSchema(String example) {
        String schema = schemas().stream()
                .filter(name -> example.startsWith(name) || name.equals(example + "-1.0"))
                .findFirst()
                .orElseThrow();

        assertThat(Contracts.schema(schema).check(Contracts.example(example))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aSchemaHasAnExampleAndItsNameInItsId(String schema) {
        JsonNode document = Contracts.json(Contracts.FOLDER.resolve("schemas").resolve(schema + ".json"));

        assertThat(examples()).anyMatch(example -> example.startsWith(schema) || schema.equals(example + "-1.0"));
        assertThat(document.get("$id").asText())
                .startsWith("urn:jixiao:schema:")
                .endsWith(schema.replace("-1.0", ":1.0"));
    }

    @Test
    void everyReceiptHasAnExample() {
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
    void theAsyncDocumentNamesEveryTopicAndPointsAtFilesThatExist() throws IOException {
        JsonNode document = new YAMLMapper()
                .readTree(Contracts.FOLDER.resolve("asyncapi.yaml").toFile());

        assertThat(document.get("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.get("channels").findValuesAsText("address"))
                .containsExactlyInAnyOrder(
                        "budget.in.{sender}.v1",
                        "budget.result.{sender}.v1",
                        Topics.PROJECTS,
                        Topics.DEPARTMENTS,
                        "budget.digests.v1",
                        Topics.DEAD_LETTERS);
        List<String> files = document.findValuesAsText("$ref").stream()
                .filter(reference -> reference.startsWith("./"))
                .toList();
        assertThat(files)
                .hasSize(5)
                .allSatisfy(file -> assertThat(Files.exists(Contracts.FOLDER.resolve(file)))
                        .as(file)
                        .isTrue());
    }
}
