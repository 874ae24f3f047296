package org.jixiao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it counts the processes that this JVM has started")
class LocalStackTest {
    @TempDir
    Path directory;

    @Test
    void leaves_noChild_whenAServiceDoesNotStart() throws IOException {
        var before = children();
        var broken = settingsWithBrokenService();

        assertThatThrownBy(() -> LocalStack.start(broken, Progress.silent()))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("indicator-service ended with exit code 1")
                .hasMessageContaining("quarkus-run.jar");

        await().untilAsserted(() -> assertThat(children()).isEqualTo(before));
        assertThat(broken.ports().values()).noneMatch(Ports::taken);
        assertThat(directory.resolve("local/logs")).isDirectoryNotContaining("glob:**.pid");
        assertThat(directory.resolve("local/data/postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void serves_withEveryAddressOnDisk_untilItIsClosed() throws IOException {
        var settings = settingsWithServices(LocalPort.BUDGET, LocalPort.INDICATOR, LocalPort.REPORTING);
        var before = children();
        var stack = LocalStack.start(settings, Progress.silent());
        try (stack) {
            StackFiles.write(stack);

            assertThat(stack.services()).allMatch(PackagedService::isReady);
            var addresses = new ObjectMapper()
                    .readTree(settings.directory().resolve("stack.json").toFile());
            assertThat(addresses.at("/services/budget/openapi").asText()).isEqualTo(stack.budgetUrl() + "/q/openapi");
            assertThat(addresses.at("/kafka/bootstrapServers").asText())
                    .isEqualTo(stack.kafka().bootstrapServers());
            assertThat(addresses.at("/postgres/pid").asLong())
                    .isEqualTo(stack.postgres().pid().orElseThrow());
            assertThat(addresses.at("/services/reporting/jdbcUrl").asText()).endsWith("/reporting");
            for (var role : Role.values()) {
                assertThat(Path.of(addresses.at("/tokens/" + role.claim()).asText()))
                        .isNotEmptyFile();
            }
            assertThat(Path.of(addresses.at("/tokens/event.admin-second").asText()))
                    .isNotEmptyFile();
            assertThat(addresses.at("/kafka/securityProtocol").asText()).isEqualTo("SASL_PLAINTEXT");
            assertThat(settings.directory().resolve("senders/haizhu-finance.kcat.conf"))
                    .content()
                    .contains("bootstrap.servers=" + stack.kafka().bootstrapServers())
                    .contains("sasl.password=" + stack.kafka().passwordOf("haizhu-finance"))
                    .contains("budget.in.haizhu-finance.v1");
            assertThat(topicsOf(settings.directory().resolve("senders/haizhu-finance.properties")))
                    .isEmpty();
        }

        await().untilAsserted(() -> assertThat(children()).isEqualTo(before));
        assertThat(settings.ports().values()).noneMatch(Ports::taken);
    }

    private static Set<String> topicsOf(Path clientSettings) throws IOException {
        var settings = new Properties();
        try (var in = Files.newBufferedReader(clientSettings)) {
            settings.load(in);
        }
        try (var admin = Admin.create(settings)) {
            return BrokerAnswer.await(admin.listTopics().names(), "list topics", BrokerAnswer.PATIENCE);
        }
    }

    @Test
    void refuses_toStartAnything_beforeTheServicesAreBuilt() throws IOException {
        var settings = settingsWithServices(LocalPort.BUDGET, LocalPort.INDICATOR);

        assertThatThrownBy(() -> LocalStack.start(settings, Progress.silent()))
                .hasMessageContaining("reporting-service is not built");

        assertThat(settings.directory()).doesNotExist();
    }

    @Test
    void refuses_aDirectoryInUse() throws IOException {
        var settings = settingsWithBrokenService();
        Files.createDirectories(settings.directory());

        try (var channel = FileChannel.open(
                        settings.directory().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> LocalStack.start(settings, Progress.silent()))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("is in use by another ./run");
        }
    }

    @Test
    void ends_whatAKilledLauncherLeft_beforeItLooksAtThePorts() throws IOException {
        var settings = settingsWithBrokenService();
        var left = LocalKafka.start(
                settings.directory().resolve("data/kafka"), settings.port(LocalPort.KAFKA), settings.log("kafka"));

        assertThatThrownBy(() -> LocalStack.start(settings, Progress.silent()))
                .hasMessageContaining("indicator-service ended");

        await().untilAsserted(() -> assertThat(ProcessHandle.of(left.pid()).filter(ProcessHandle::isAlive))
                .isEmpty());
    }

    private StackSettings settingsWithBrokenService() throws IOException {
        var settings = settingsWithServices(LocalPort.BUDGET, LocalPort.REPORTING);
        var broken = settings.quarkusApp(LocalPort.INDICATOR.owner());
        Files.createDirectories(broken);
        Files.writeString(broken.resolve("quarkus-run.jar"), "not a jar");
        return settings;
    }

    private StackSettings settingsWithServices(LocalPort... built) throws IOException {
        var random = StackSettings.random(directory.resolve("local"));
        var settings = new StackSettings(random.directory(), random.ports(), directory);
        for (var service : built) {
            SampleService.packagedIn(settings.quarkusApp(service.owner()));
        }
        return settings;
    }

    private static Set<Long> children() {
        return ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    }
}
