package org.jixiao.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jixiao.local.LocalStack;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A setting that cannot be")
class BadSettingIT {

    private static final Map<String, String> COMPLETE = Map.of(
            "JIXIAO_HTTP_PORT", "0",
            "JIXIAO_DATABASE_URL", "jdbc:postgresql://localhost:1/none",
            "JIXIAO_DATABASE_USER", "none",
            "JIXIAO_DATABASE_PASSWORD", "none",
            "JIXIAO_KAFKA_BOOTSTRAP_SERVERS", "localhost:1",
            "JIXIAO_OIDC_URL", "http://localhost:1");

    /** What a service printed, and how it ended. */
    private record End(int exitCode, String said) {}

    @ParameterizedTest
    @ValueSource(strings = {"budget-service", "indicator-service", "reporting-service"})
    void stops_a_service_with_one_sentence_that_names_it_when_it_is_missing(String service) throws Exception {
        Map<String, String> environment = new HashMap<>(COMPLETE);
        environment.remove("JIXIAO_DATABASE_PASSWORD");

        End end = start(service, environment);

        assertThat(end.exitCode).isEqualTo(78);
        assertThat(end.said.lines()).singleElement().asString().contains("JIXIAO_DATABASE_PASSWORD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"budget-service", "indicator-service"})
    void stops_an_owner_when_the_epoch_is_no_positive_number(String service) throws Exception {
        Map<String, String> environment = new HashMap<>(COMPLETE);
        environment.put("JIXIAO_SOURCE_EPOCH", "0");

        End end = start(service, environment);

        assertThat(end.exitCode).isEqualTo(78);
        assertThat(end.said.lines()).singleElement().asString().contains("JIXIAO_SOURCE_EPOCH");
    }

    @Test
    void stops_an_owner_when_its_database_has_published_under_a_higher_epoch() throws Exception {
        LocalStack stack = Stack.get();
        Map<String, String> environment = new HashMap<>(COMPLETE);
        environment.remove("JIXIAO_OIDC_URL");
        environment.put("JIXIAO_OIDC_PUBLIC_KEY", stack.tokens().publicKey());
        environment.put("JIXIAO_OIDC_ISSUER", stack.tokens().issuer());
        environment.put("JIXIAO_DATABASE_URL", stack.postgres().jdbcUrl("budget"));
        environment.put("JIXIAO_DATABASE_USER", stack.postgres().user());
        environment.put("JIXIAO_DATABASE_PASSWORD", stack.postgres().password());
        setEpoch(stack, 7);
        try {
            End end = start("budget-service", environment);

            assertThat(end.exitCode).as(end.said).isEqualTo(78);
            assertThat(end.said.lines().filter(line -> line.contains("JIXIAO_SOURCE_EPOCH")))
                    .singleElement()
                    .asString()
                    .contains("Set JIXIAO_SOURCE_EPOCH to 7 or more");
        } finally {
            setEpoch(stack, 1);
        }
    }

    private static void setEpoch(LocalStack stack, int epoch) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        stack.postgres().jdbcUrl("budget"),
                        stack.postgres().user(),
                        stack.postgres().password());
                var update = connection.prepareStatement("update source_epoch set epoch = ?")) {
            update.setLong(1, epoch);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    /** Starts a packaged service, which ends by itself within half a minute. */
    private static End start(String service, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = Path.of("target", "bad-setting-" + service + ".log");
        ProcessBuilder start = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("..", "..", service, "target", "quarkus-app", "quarkus-run.jar")
                        .toString());
        start.environment().keySet().removeIf(name -> name.startsWith("JIXIAO_"));
        start.environment().putAll(environment);
        start.redirectErrorStream(true).redirectOutput(output.toFile());

        Process process = start.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("%s has ended", service)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new End(process.exitValue(), Files.readString(output, UTF_8).strip());
    }
}
