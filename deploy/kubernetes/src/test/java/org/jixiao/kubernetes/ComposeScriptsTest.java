package org.jixiao.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the scripts of the compose file, against stand-ins for what they call. */
class ComposeScriptsTest {
    private static final String KAFKA_TOOLS = "/opt/kafka/bin/";

    @TempDir
    Path directory;

    private final ComposeFile compose = ComposeFile.in(Map.of(
            "POSTGRES_PASSWORD", "p",
            "BUDGET_DATABASE_PASSWORD", "b",
            "INDICATOR_DATABASE_PASSWORD", "i",
            "REPORTING_DATABASE_PASSWORD", "r",
            "BROKER_ADMIN_PASSWORD", "a",
            "BUDGET_KAFKA_PASSWORD", "bk",
            "INDICATOR_KAFKA_PASSWORD", "ik",
            "REPORTING_KAFKA_PASSWORD", "rk",
            "YUEXIU_FINANCE_KAFKA_PASSWORD", "yk"));

    @ParameterizedTest
    @CsvSource({"200, true", "503, false"})
    void healthcheck_passes_whenTheServiceIsReady(int status, boolean healthy) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        try {
            assertThat(healthcheck(server.getAddress().getPort()) == 0).isEqualTo(healthy);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void healthcheck_fails_whenNobodyListens() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(healthcheck(port)).isNotZero();
    }

    @Test
    void topics_areThoseOfTheCatalogue() throws Exception {
        var calls = createTopics("");

        assertThat(calls.stream().map(ComposeScriptsTest::topic).collect(Collectors.toSet()))
                .isEqualTo(Topic.catalogue());
    }

    @Test
    void topics_areLeftAlone_whenTheyAreThere() throws Exception {
        var existing = Topic.catalogue().stream().map(Topic::name).skip(1).collect(Collectors.joining("\n"));

        assertThat(createTopics(existing)).hasSize(1);
    }

    @Test
    void passwords_areThoseOfTheServicesAndTheSender() throws Exception {
        assertThat(setUp("").stream()
                        .filter(call -> call.startsWith("kafka-configs.sh"))
                        .map(call -> call.substring(call.indexOf("--alter"))))
                .containsExactly(
                        password("budget-service", "bk"),
                        password("indicator-service", "ik"),
                        password("reporting-service", "rk"),
                        password("yuexiu-finance", "yk"));
    }

    @Test
    void grants_arePassedOnWordByWord() throws Exception {
        var calls = setUp("").stream()
                .filter(call -> call.startsWith("kafka-acls.sh"))
                .map(call -> call.substring(call.indexOf("--add")))
                .toList();

        assertThat(calls).hasSize((int) compose.config("grants").lines().count());
        assertThat(calls.getFirst())
                .isEqualTo("--add --allow-principal User:budget-service --resource-pattern-type prefixed"
                        + " --operation Read --operation Create --topic budget.in.");
    }

    private static String password(String user, String password) {
        return "--alter --entity-type users --entity-name %s --add-config SCRAM-SHA-512=[password=%s]"
                .formatted(user, password);
    }

    private int healthcheck(int port) throws Exception {
        var test = ComposeFile.list(compose.service("budget-service").at("/healthcheck/test"));
        assertThat(test.getFirst()).isEqualTo("CMD");
        return run(test.subList(1, test.size()), Map.of("JIXIAO_HTTP_PORT", Integer.toString(port)));
    }

    /** The calls that create a topic, one line each. */
    private List<String> createTopics(String existing) throws Exception {
        return setUp(existing).stream()
                .filter(call -> call.startsWith("kafka-topics.sh"))
                .toList();
    }

    /** Every call but those that ask, one line each, beginning with the tool. */
    private List<String> setUp(String existing) throws Exception {
        for (var tool : List.of("kafka-topics.sh", "kafka-configs.sh", "kafka-acls.sh")) {
            var standIn = Files.writeString(directory.resolve(tool), """
                    #!/bin/sh
                    case $5 in
                    --list) echo "$EXISTING" ;;
                    *) echo "${0##*/} $@" >>"$CALLS" ;;
                    esac
                    """);
            assertThat(standIn.toFile().setExecutable(true)).isTrue();
        }
        var creator = compose.service("topics");
        var script = creator.at("/command/0").asText();
        for (var mount : creator.path("configs")) {
            var file = mount.path("target").asText();
            assertThat(script).contains(file);
            var content = compose.config(mount.path("source").asText());
            var copy = Files.writeString(directory.resolve(mount.path("source").asText()), content);
            script = script.replace(file, copy.toString());
        }
        var calls = directory.resolve("calls");
        var command = new ArrayList<>(ComposeFile.list(creator.path("entrypoint")));
        command.add(script.replace(KAFKA_TOOLS, directory + "/"));
        var environment = new HashMap<>(compose.environment("topics"));
        environment.putAll(Map.of("EXISTING", existing, "CALLS", calls.toString()));

        assertThat(run(command, environment)).isZero();
        return Files.readAllLines(calls);
    }

    private static Topic topic(String call) {
        var words = Arrays.asList(call.split(" "));
        assertThat(words).startsWith("kafka-topics.sh", "--bootstrap-server", "kafka:9094", "--command-config");
        assertThat(words.subList(5, 7)).containsExactly("--create", "--topic");
        var settings = new HashMap<String, String>();
        for (int i = words.indexOf("--config"); i < words.size(); i += 2) {
            assertThat(words.get(i)).isEqualTo("--config");
            var setting = words.get(i + 1).split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        return new Topic(words.get(7), Integer.parseInt(words.get(words.indexOf("--partitions") + 1)), settings);
    }

    private int run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(directory.resolve("output").toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
