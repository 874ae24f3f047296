package org.jixiao.kit.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An owner's AsyncAPI 3 document with the schemas and examples beside it. */
final class AsyncDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final JsonNode document;

    private AsyncDocument(Path folder, JsonNode document) {
        this.folder = folder;
        this.document = document;
    }

    /**
     * Reads {@code asyncapi.yaml} of a folder of contracts.
     *
     * @throws IOException also when a reference leads nowhere
     */
    static Owner read(Path folder) throws IOException {
        JsonNode document =
                new YAMLMapper().readTree(folder.resolve("asyncapi.yaml").toFile());
        return new AsyncDocument(folder, document).owner();
    }

    /** An owner and everything it takes and gives. */
    record Owner(
            String name,
            String title,
            String version,
            Prose description,
            List<Operation> operations,
            List<Channel> channels) {}

    /** What the owner does with a channel. */
    record Operation(String name, String action, String address, String replyAddress) {

        public boolean receives() {
            return action.equals("receive");
        }
    }

    /** A topic. */
    record Channel(
            String id,
            String address,
            String title,
            Prose description,
            List<Member> parameters,
            List<Message> messages) {}

    /** What stands on a topic. */
    record Message(
            String id,
            String name,
            String title,
            Prose summary,
            String schema,
            Prose schemaTitle,
            List<Member> headers,
            List<Member> members,
            List<Example> examples) {}

    /** A document of the kind, as it goes over the wire, laid out for reading. */
    record Example(String name, String json) {}

    private Owner owner() throws IOException {
        JsonNode info = document.get("info");
        String name = info.get("title").asText().split(" ")[1];
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : document.path("operations").properties()) {
            JsonNode operation = each.getValue();
            JsonNode reply = operation.at("/reply/channel");
            operations.add(new Operation(
                    each.getKey(),
                    operation.get("action").asText(),
                    target(operation.get("channel")).get("address").asText(),
                    reply.isMissingNode() ? "" : target(reply).get("address").asText()));
        }
        List<Channel> channels = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : document.get("channels").properties()) {
            channels.add(channel(name + "-" + each.getKey(), each.getValue()));
        }
        return new Owner(
                name,
                info.get("title").asText(),
                info.get("version").asText(),
                prose(info, "description"),
                operations,
                channels);
    }

    private Channel channel(String id, JsonNode channel) throws IOException {
        List<Member> parameters = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : channel.path("parameters").properties()) {
            String description = target(each.getValue()).path("description").asText();
            parameters.add(new Member(each.getKey(), "string", true, "", description));
        }
        List<Message> messages = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : channel.path("messages").properties()) {
            messages.add(message(id + "-" + each.getKey(), target(each.getValue())));
        }
        return new Channel(
                id,
                channel.get("address").asText(),
                channel.path("title").asText(),
                prose(channel, "description"),
                parameters,
                messages);
    }

    private Message message(String id, JsonNode message) throws IOException {
        JsonNode headers = target(message.path("headers"));
        JsonNode reference = message.at("/payload/schema/$ref");
        JsonNode schema = reference.isMissingNode() ? JSON.createObjectNode() : file(reference.asText());
        String schemaName = reference.asText().replaceFirst(".*/", "");
        return new Message(
                id,
                message.get("name").asText(),
                message.path("title").asText(),
                prose(message, "summary"),
                schemaName,
                prose(schema, "title"),
                SchemaMembers.of(headers),
                SchemaMembers.of(schema),
                reference.isMissingNode() ? List.of() : examples(schemaName.replace(".json", "")));
    }

    private List<Example> examples(String schema) throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("examples"))) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(schema))
                    .sorted()
                    .toList()) {
                String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(file.toFile()));
                examples.add(new Example(file.getFileName().toString(), json));
            }
        }
        return examples;
    }

    private JsonNode file(String reference) throws IOException {
        return JSON.readTree(Files.readAllBytes(folder.resolve(reference)));
    }

    private JsonNode target(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        JsonNode target = document.at(node.get("$ref").asText().substring(1));
        if (target.isMissingNode()) {
            throw new IllegalArgumentException("nothing at " + node.get("$ref"));
        }
        return target(target);
    }

    private static Prose prose(JsonNode node, String member) {
        return new Prose(node.path(member).asText());
    }
}
