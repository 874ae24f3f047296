package org.jixiao.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What a running stack leaves on disk for others to use at once: {@code stack.json} with every address,
 * {@code tokens/<role>.jwt}, and client settings per sending system under {@code senders/}.
 */
final class StackFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalStack stack;
    private final Path directory;

    private StackFiles(LocalStack stack) {
        this.stack = stack;
        this.directory = stack.settings().directory();
    }

    static void write(LocalStack stack) {
        var files = new StackFiles(stack);
        try {
            files.writeTokens();
            files.writeSenders();
            files.writeAddresses();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeTokens() throws IOException {
        for (var role : Role.values()) {
            write(token(role), role.token(stack.tokens()));
        }
        write(secondEventAdmin(), Role.EVENT_ADMIN.secondToken(stack.tokens()));
    }

    private void writeSenders() throws IOException {
        for (var sender : LocalStack.SENDERS) {
            var topics = Topics.forSender(sender).stream().map(NewTopic::name).collect(Collectors.joining(", "));
            writeClient(sender, "# Topics: " + topics + "\n");
        }
        writeClient(BrokerSecurity.ADMIN, "# The operator of the broker, who may do everything\n");
    }

    /** For kcat by PLAIN: what is packaged of it fails by SCRAM, see {@link BrokerSecurity}. */
    private void writeClient(String principal, String comment) throws IOException {
        var kcat = """
                bootstrap.servers=%s
                security.protocol=%s
                sasl.mechanism=PLAIN
                sasl.username=%s
                sasl.password=%s
                client.id=%3$s
                """.formatted(
                        stack.kafka().bootstrapServers(),
                        stack.kafka().securityProtocol(),
                        principal,
                        stack.kafka().passwordOf(principal));
        write(senderFile(principal, ".kcat.conf"), comment + kcat);
        var settings = stack.kafka().clientSettings(principal).entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
        write(senderFile(principal, ".properties"), comment + settings + """
                client.id=%s
                acks=all
                enable.idempotence=true
                key.serializer=org.apache.kafka.common.serialization.StringSerializer
                value.serializer=org.apache.kafka.common.serialization.ByteArraySerializer
                key.deserializer=org.apache.kafka.common.serialization.StringDeserializer
                value.deserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer
                """.formatted(principal));
    }

    private void writeAddresses() throws IOException {
        var root = JSON.createObjectNode();
        root.put("page", stack.reportingUrl().resolve("/").toString());
        var services = root.putObject("services");
        addService(services, "budget", stack.budget());
        addService(services, "indicator", stack.indicator());
        addService(services, "reporting", stack.reporting());
        root.putObject("kafka")
                .put("bootstrapServers", stack.kafka().bootstrapServers())
                .put("securityProtocol", stack.kafka().securityProtocol())
                .put("saslMechanism", "SCRAM-SHA-512")
                .put("admin", senderFile(BrokerSecurity.ADMIN, ".properties").toString())
                .put("pid", stack.kafka().pid())
                .put("log", stack.kafka().log().toString());
        var postgres = root.putObject("postgres")
                .put("port", stack.postgres().port())
                .put("user", stack.postgres().user())
                .put("password", stack.postgres().password());
        stack.postgres().pid().ifPresent(pid -> postgres.put("pid", pid));
        postgres.put("log", stack.postgres().log().toString());
        var tokens = root.putObject("tokens")
                .put("issuer", stack.tokens().issuer())
                .put("publicKey", stack.tokens().publicKey());
        for (var role : Role.values()) {
            tokens.put(role.claim(), token(role).toString());
        }
        tokens.put("event.admin-second", secondEventAdmin().toString());
        var senders = root.putObject("senders");
        for (var sender : LocalStack.SENDERS) {
            senders.putObject(sender)
                    .put("properties", senderFile(sender, ".properties").toString())
                    .put("kcat", senderFile(sender, ".kcat.conf").toString());
        }
        root.put("pid", ProcessHandle.current().pid());
        write(
                directory.resolve("stack.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private void addService(ObjectNode services, String database, PackagedService service) {
        URI url = service.url();
        services.putObject(database)
                .put("name", service.name())
                .put("url", url.toString())
                .put("api", url.resolve("/api/v1").toString())
                .put("openapi", url.resolve("/q/openapi").toString())
                .put("swaggerUi", url.resolve("/q/swagger-ui").toString())
                .put("health", url.resolve("/q/health").toString())
                .put("metrics", url.resolve("/q/metrics").toString())
                .put("jdbcUrl", stack.postgres().jdbcUrl(database))
                .put("pid", service.pid())
                .put("log", service.log().toString());
    }

    private Path token(Role role) {
        return directory.resolve("tokens").resolve(role.claim() + ".jwt");
    }

    private Path secondEventAdmin() {
        return directory.resolve("tokens/event.admin-second.jwt");
    }

    private Path senderFile(String sender, String suffix) {
        return directory.resolve("senders").resolve(sender + suffix);
    }

    private static void write(Path file, String content) throws IOException {
        PrivateFile.write(file, content);
    }
}
