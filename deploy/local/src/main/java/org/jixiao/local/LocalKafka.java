package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * A real Kafka broker (KRaft, broker and controller in one) as a child JVM that can be killed. The directory keeps its
 * records from one start to the next, also when the port changes.
 */
public final class LocalKafka implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final long CALL_PATIENCE_SECONDS = 30;

    private final Path directory;
    private final Path log;
    private final int port;
    private ChildProcess process;

    private LocalKafka(Path directory, int port, Path log) {
        this.directory = directory.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.port = Ports.orFree(port);
    }

    /**
     * Starts a broker that logs to {@code kafka.log} in its directory.
     *
     * @param directory created, or used again with the records it holds
     * @param port      0 for a free one
     * @throws StartFailed when it did not start, with the last lines of its log
     */
    public static LocalKafka start(Path directory, int port) {
        return start(directory, port, directory.resolve("kafka.log"));
    }

    /** The same with another log file. */
    public static LocalKafka start(Path directory, int port, Path log) {
        var kafka = new LocalKafka(directory, port, log);
        kafka.restart();
        return kafka;
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** The file the broker logs to. */
    public Path log() {
        return log;
    }

    /** Creates the topics that are missing, and leaves those that are there as they are. */
    public void createTopics(Collection<NewTopic> topics) {
        try (var admin = admin()) {
            for (var creation : admin.createTopics(topics).values().values()) {
                try {
                    creation.get(CALL_PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
            var names = topics.stream().map(NewTopic::name).collect(Collectors.toSet());
            process.await(() -> topicsOf(admin).containsAll(names), START_PATIENCE);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailed("Topics could not be created: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("Topics: interrupted", e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Starts it again on the same port and records, whether it runs, was stopped or was killed. */
    public void restart() {
        close();
        try {
            var settings = writeSettings();
            format(settings);
            var command = jvm("-Xms128m", "-Xmx384m", "-Dkafka.logs.dir=" + log.getParent());
            command.addAll(List.of("kafka.Kafka", settings.toString()));
            process = ChildProcess.start("kafka", command, Map.of(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            process.await(this::listens, START_PATIENCE);
            try (var admin = admin()) {
                process.await(() -> serves(admin), START_PATIENCE);
            }
        } catch (StartFailed e) {
            close();
            throw e;
        }
    }

    /** Stops it cleanly. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    /** Stored by {@link Properties}, which escapes what a path may hold beyond ASCII. */
    private Path writeSettings() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("logging.properties"), resource("kafka/logging.properties"));
        int controllerPort = Ports.orFree(0);
        var settings = new Properties();
        settings.load(new StringReader(resource("kafka/server.properties")));
        settings.setProperty(
                "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://localhost:" + port);
        settings.setProperty("controller.quorum.voters", "1@localhost:" + controllerPort);
        settings.setProperty("log.dirs", data().toString());
        var file = directory.resolve("server.properties");
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        return file;
    }

    private void format(Path settings) {
        if (Files.exists(data().resolve("meta.properties"))) {
            return;
        }
        var command = jvm("-Xmx128m");
        command.addAll(List.of("kafka.tools.StorageTool", "format", "--ignore-formatted"));
        command.addAll(List.of("--cluster-id", Uuid.randomUuid().toString(), "--config", settings.toString()));
        var formatting = ChildProcess.start("kafka-format", command, Map.of(), log);
        boolean ended = formatting.ended(START_PATIENCE);
        formatting.close();
        if (!ended || formatting.exitValue() != 0) {
            throw formatting.failed("could not format " + data());
        }
    }

    private List<String> jvm(String... flags) {
        var command = new ArrayList<>(List.of(ChildProcess.java()));
        command.addAll(List.of(flags));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        command.add("-Djava.util.logging.config.file=" + directory.resolve("logging.properties"));
        command.addAll(List.of("-cp", ProjectLayout.jars().resolve("*").toString()));
        return command;
    }

    private Path data() {
        return directory.resolve("data");
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean serves(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("Kafka: interrupted", e);
        }
    }

    private static Collection<String> topicsOf(Admin admin) {
        try {
            return admin.listTopics().names().get(CALL_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("Kafka: interrupted", e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5000));
    }

    private static String resource(String name) throws IOException {
        try (var stream = LocalKafka.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
