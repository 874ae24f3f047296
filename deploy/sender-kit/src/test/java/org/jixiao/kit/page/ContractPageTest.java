package org.jixiao.kit.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jixiao.platform.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page that the build has rendered, as a browser without a network shows it. */
class ContractPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Path> CONTRACTS =
            List.of(Path.of("../../budget-service/contracts"), Path.of("../../indicator-service/contracts"));

    private static Page page;
    private static final List<String> complaints = new ArrayList<>();
    private static final List<String> requests = new ArrayList<>();

    @BeforeAll
    static void open() {
        page = Chromium.browser().newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> requests.add(request.url()));
        page.navigate(Path.of("target/contract.html").toAbsolutePath().toUri().toString());
    }

    @AfterAll
    static void close() {
        page.close();
    }

    @Test
    void showsEveryChannelAndMessageOfBothOwners() throws IOException {
        List<String> channels = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        for (Path folder : CONTRACTS) {
            JsonNode document =
                    new YAMLMapper().readTree(folder.resolve("asyncapi.yaml").toFile());
            channels.addAll(document.get("channels").findValuesAsText("address"));
            document.at("/components/messages")
                    .forEach(message -> messages.add(message.get("name").asText()));
        }

        List<String> shown = attributes("data-channel");

        assertThat(shown).containsExactlyInAnyOrderElementsOf(channels).isNotEmpty();
        assertThat(attributes("data-message")).containsAll(messages);
    }

    @Test
    void showsEveryMemberOfEverySchemaThatAMessageHas() throws IOException {
        List<String> members = new ArrayList<>();
        for (Path folder : CONTRACTS) {
            JsonNode document =
                    new YAMLMapper().readTree(folder.resolve("asyncapi.yaml").toFile());
            for (JsonNode message : document.at("/components/messages")) {
                JsonNode reference = message.at("/payload/schema/$ref");
                if (!reference.isMissingNode()) {
                    JsonNode schema =
                            JSON.readTree(folder.resolve(reference.asText()).toFile());
                    addNames(schema, members);
                }
            }
        }

        List<String> shown = attributes("data-member").stream()
                .map(path -> path.replaceFirst(".*\\.", "").replace("[]", ""))
                .toList();

        assertThat(shown).containsAll(members);
        assertThat(attributes("data-member"))
                .contains("data.amounts.fiscalAppropriation", "data.indicators[].typeCode");
    }

    @Test
    void showsEveryExampleOfAMessage() throws IOException {
        List<String> examples = new ArrayList<>();
        for (Path folder : CONTRACTS) {
            try (Stream<Path> files = Files.list(folder.resolve("examples"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.matches("(receipt|.*\\.(reported|changed|stated))-.*"))
                        .forEach(examples::add);
            }
        }

        List<String> shown = attributes("data-example");

        assertThat(shown).containsExactlyInAnyOrderElementsOf(examples);
    }

    @Test
    void needsNothingElseAndComplainsOfNothing() {
        assertThat(complaints).isEmpty();
        assertThat(requests).hasSize(1).first().asString().startsWith("file:");
    }

    /** Every name under {@code properties}, also in definitions: all of them are reachable in the contracts. */
    private static void addNames(JsonNode schema, List<String> names) {
        for (Map.Entry<String, JsonNode> each : schema.properties()) {
            if (each.getKey().equals("properties")) {
                each.getValue().fieldNames().forEachRemaining(names::add);
            }
            addNames(each.getValue(), names);
        }
        if (schema.isArray()) {
            schema.forEach(each -> addNames(each, names));
        }
    }

    private static List<String> attributes(String name) {
        return page.locator("[" + name + "]").all().stream()
                .map(element -> element.getAttribute(name))
                .toList();
    }
}
