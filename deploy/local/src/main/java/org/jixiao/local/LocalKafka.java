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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * A real Kafka broker (KRaft, broker and controller in one) as a child JVM that can be killed. The directory keeps its
 * records from one start to the next, also when the port changes.
 */
public final class LocalKafka implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);

    private final Path directory;
    private final Path log;
    private final int port;
    private final BrokerSecurity security;
    private int internalPort;
    private ChildProcess process;

    private LocalKafka(Path directory, int port, Path log, BrokerSecurity security) {
        this.directory = directory.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.port = Ports.orFree(port);
        this.security = security;
    }

    /**
     * Starts an open broker, which lets anybody do anything; it logs to {@code kafka.log} in its directory.
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
        return started(new LocalKafka(directory, port, log, new BrokerSecurity.Open()));
    }

    /**
     * Starts a broker that lets nobody in without credentials (SASL, SCRAM-SHA-512) and nobody do what no ACL says, but for
     * {@code admin}. The records of an open broker in the same directory are kept.
     *
     * @param directory  created, or used again with its records, credentials and ACLs
     * @param port       0 for a free one
     * @param principals who has credentials from the start, beside {@code admin}
     */
    public static LocalKafka startSecured(Path directory, int port, Path log, Collection<String> principals) {
        return started(new LocalKafka(directory, port, log, BrokerSecurity.Secured.in(directory, principals)));
    }

    private static LocalKafka started(LocalKafka kafka) {
        kafka.restart();
        return kafka;
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /**
     * What a Kafka client of any kind must set to reach this broker as that principal: {@code bootstrap.servers}, and on a
     * secured broker the credentials, which are made when the principal is new. What it may do, its ACLs say.
     *
     * @param principal a sending system such as {@code yuexiu-finance}, a service, or {@code admin}
     */
    public synchronized Map<String, Object> clientSettings(String principal) {
        boolean known = security.knows(principal);
        var settings = new TreeMap<>(security.clientSettings(principal));
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        if (!known) {
            security.tell("localhost:" + internalPort);
            try (var admin = Admin.create(settings)) {
                process.await(() -> serves(admin), START_PATIENCE);
            }
        }
        return settings;
    }

    /** The password of a principal whose settings were asked for; there are none on an open broker. */
    public String passwordOf(String principal) {
        return security.passwordOf(principal);
    }

    /** {@code PLAINTEXT} for an open broker, else {@code SASL_PLAINTEXT}. */
    public String securityProtocol() {
        return security.protocol();
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
            for (var creation : admin.createTopics(topics).values().entrySet()) {
                create(creation.getKey(), creation.getValue());
            }
            var names = topics.stream().map(NewTopic::name).collect(Collectors.toSet());
            process.await(() -> topicsOf(admin).containsAll(names), START_PATIENCE);
        }
    }

    private static void create(String topic, KafkaFuture<Void> creation) {
        try {
            BrokerAnswer.await(creation, "create topic " + topic, BrokerAnswer.PATIENCE);
        } catch (StartFailed e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /**
     * Waits until these topics are there and the principal may see them.
     *
     * @throws StartFailed when some are not, in time
     */
    public void awaitTopics(String principal, Collection<String> topics) {
        try (var admin = Admin.create(clientSettings(principal))) {
            process.await(() -> topicsOf(admin).containsAll(topics), START_PATIENCE);
        }
    }

    /** Grants what is not yet granted; on a secured broker only. */
    public void grant(Collection<AclBinding> grants) {
        try (var admin = admin()) {
            BrokerAnswer.await(admin.createAcls(grants).all(), "create ACLs", BrokerAnswer.PATIENCE);
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
            security.tell("localhost:" + internalPort);
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
        internalPort = Ports.orFree(0);
        var controller = "localhost:" + Ports.orFree(0);
        var settings = new Properties();
        settings.load(new StringReader(resource("kafka/server.properties")));
        settings.putAll(security.brokerSettings());
        var clients = security.protocol() + "://" + bootstrapServers();
        var brokers = clients + ",INTERNAL://localhost:" + internalPort;
        settings.setProperty("listeners", brokers + ",CONTROLLER://" + controller);
        settings.setProperty("advertised.listeners", brokers);
        settings.setProperty("controller.quorum.voters", "1@" + controller);
        settings.setProperty("log.dirs", data().toString());
        var file = directory.resolve("server.properties");
        PrivateFile.write(file, settings);
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
            var nodes = admin.describeCluster().nodes();
            return !BrokerAnswer.await(nodes, "serve", Duration.ofSeconds(5)).isEmpty();
        } catch (StartFailed e) {
            return false;
        }
    }

    private static Collection<String> topicsOf(Admin admin) {
        try {
            return BrokerAnswer.await(admin.listTopics().names(), "list topics", BrokerAnswer.PATIENCE);
        } catch (StartFailed e) {
            return List.of();
        }
    }

    private Admin admin() {
        var settings = new HashMap<>(security.clientSettings(BrokerSecurity.ADMIN));
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
        return Admin.create(settings);
    }

    private static String resource(String name) throws IOException {
        try (var stream = LocalKafka.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
