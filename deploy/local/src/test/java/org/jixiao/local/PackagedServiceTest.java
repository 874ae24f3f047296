package org.jixiao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void serves_afterStart_andNoMoreAfterClose() throws IOException {
        var service = start(Map.of());
        service.awaitReady(PATIENCE);

        service.close();

        assertThat(service.isReady()).isFalse();
        assertThat(service.isAlive()).isFalse();
        assertThat(service.log()).exists();
    }

    @Test
    void servesAgain_whenKilledAndRestarted() throws IOException {
        try (var service = start(Map.of())) {
            service.awaitReady(PATIENCE);
            long before = service.pid();

            service.kill();
            service.restart();
            service.awaitReady(PATIENCE);

            assertThat(service.pid()).isNotEqualTo(before);
        }
    }

    @Test
    void gives_up_whenTheServiceDoesNotBecomeReady() throws IOException {
        try (var service = start(Map.of("SAMPLE_NOT_READY", "yes"))) {
            assertThatThrownBy(() -> service.awaitReady(Duration.ofSeconds(1)))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageStartingWith("sample-service was not ready after 1 s");
        }
    }

    @Test
    void quotes_theLog_whenTheServiceEnds() throws IOException {
        try (var service = start(Map.of("SAMPLE_FAILS", "yes"))) {
            assertThatThrownBy(() -> service.awaitReady(PATIENCE))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageStartingWith("sample-service ended with exit code 3; ")
                    .hasMessageEndingWith("a setting is missing");
        }
    }

    @Test
    void says_whatToBuild_whenThereIsNoJar() {
        var port = Map.of(PackagedService.HTTP_PORT, "1");

        assertThatThrownBy(() -> PackagedService.start("sample-service", directory, port, log()))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("sample-service is not built");
    }

    @Test
    void leaves_aPidFile_onlyWhileItRuns() throws IOException {
        var pidFile = directory.resolve("logs/sample-service.pid");
        try (var service = start(Map.of())) {
            assertThat(Files.readString(pidFile)).startsWith(service.pid() + " ");
        }

        assertThat(pidFile).doesNotExist();
    }

    private PackagedService start(Map<String, String> more) throws IOException {
        var environment = new HashMap<>(more);
        environment.put(PackagedService.HTTP_PORT, Integer.toString(Ports.orFree(0)));
        return PackagedService.start(
                "sample-service", SampleService.packagedIn(directory.resolve("app")), environment, log());
    }

    private Path log() {
        return directory.resolve("logs/sample-service.log");
    }
}
