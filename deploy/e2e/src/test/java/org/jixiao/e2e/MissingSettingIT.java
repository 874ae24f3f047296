package org.jixiao.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingSettingIT {

    private static final Map<String, String> COMPLETE = Map.of(
            "JIXIAO_DATABASE_URL", "jdbc:postgresql://localhost:1/none",
            "JIXIAO_DATABASE_USER", "none",
            "JIXIAO_DATABASE_PASSWORD", "none",
            "JIXIAO_KAFKA_BOOTSTRAP_SERVERS", "localhost:1",
            "JIXIAO_OIDC_URL", "http://localhost:1");

    @ParameterizedTest
    @ValueSource(strings = {"budget-service", "indicator-service", "reporting-service"})
    void stops_a_service_with_one_sentence_that_names_it(String service) throws IOException, InterruptedException {
        ProcessBuilder start = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("..", "..", service, "target", "quarkus-app", "quarkus-run.jar")
                        .toString());
        start.environment().putAll(COMPLETE);
        start.environment().remove("JIXIAO_DATABASE_PASSWORD");
        start.redirectErrorStream(true);

        Process process = start.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(78);
        assertThat(said.strip().lines()).singleElement().asString().contains("JIXIAO_DATABASE_PASSWORD");
    }
}
