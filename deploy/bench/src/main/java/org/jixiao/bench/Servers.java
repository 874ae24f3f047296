package org.jixiao.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.flywaydb.core.Flyway;
import org.jixiao.local.Durability;
import org.jixiao.local.LocalKafka;
import org.jixiao.local.LocalPostgres;
import org.jixiao.local.PackagedService;
import org.jixiao.local.Tokens;
import org.jixiao.local.Topics;

/** One PostgreSQL with fsync on and one broker, for everything that is measured in a run. */
final class Servers implements AutoCloseable {

    /** What a container of 768 MiB and two processors gives a service: see deploy/Dockerfile. */
    static final List<String> JVM = List.of("-Xmx460m", "-XX:+UseParallelGC", "-XX:NewRatio=1", "-XX:SurvivorRatio=3");

    /**
     * As a database is set up that is to take a whole city's events: its defaults are for a machine of twenty years ago,
     * and would make every gigabyte of log a checkpoint. For everything that is measured in it.
     */
    private static final List<String> DATABASE =
            List.of("shared_buffers = '1GB'", "max_wal_size = '8GB'", "checkpoint_timeout = '15min'");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String FIRST_GENERATION = """
            insert into generation (shape, live) values (encode(sha256(convert_to(?, 'UTF8')), 'hex'), true)
            """;

    private final Options options;
    private final Path checkout;
    private final LocalPostgres postgres;
    private final LocalKafka kafka;
    private final Admin admin;
    private final Tokens tokens = Tokens.fresh();

    private Servers(Options options, Path checkout, LocalPostgres postgres, LocalKafka kafka) {
        this.options = options;
        this.checkout = checkout;
        this.postgres = postgres;
        this.kafka = kafka;
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    static Servers start(Options options, Path checkout) {
        Path directory = options.directory();
        LocalPostgres postgres = LocalPostgres.start(directory.resolve("postgres"), 0, Durability.FSYNC);
        try {
            setUp(postgres);
            LocalKafka kafka = LocalKafka.start(directory.resolve("kafka"), 0);
            kafka.createTopics(Topics.owned());
            return new Servers(options, checkout, postgres, kafka);
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static void setUp(LocalPostgres postgres) {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
                Statement alter = connection.createStatement()) {
            for (String setting : DATABASE) {
                alter.execute("alter system set " + setting);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        postgres.restart();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    long postgresPid() {
        return postgres.pid().orElseThrow();
    }

    long brokerPid() {
        return kafka.pid();
    }

    Path directory() {
        return options.directory();
    }

    Admin admin() {
        return admin;
    }

    void createSenderTopics(String sender) {
        kafka.createTopics(Topics.forSender(sender));
    }

    /** A database with the tables of a service, as its own migrations make them, the first generation of the read model included. */
    void createDatabase(String name, Owner owner) throws SQLException {
        postgres.createDatabase(name);
        List<String> locations = new ArrayList<>();
        locations.add(migrations("platform", "migration"));
        if (owner.takesInbound()) {
            locations.add(migrations("platform", "intake"));
        }
        locations.add(migrations(owner.service(), "migration"));
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(name), postgres.user(), postgres.password())
                .locations(locations.toArray(String[]::new))
                .outOfOrder(true)
                .load()
                .migrate();
        if (owner == Owner.REPORTING) {
            createReadModel(name);
        }
    }

    /** What the service does when it finds none: a service that is started later finds this one, as does a later round. */
    private void createReadModel(String name) throws SQLException {
        try (Connection connection = connect(name);
                Statement make = connection.createStatement();
                ResultSet there = make.executeQuery("select from generation")) {
            if (!there.next()) {
                createFirstGeneration(connection);
            }
        }
    }

    private void createFirstGeneration(Connection connection) throws SQLException {
        try (Statement make = connection.createStatement();
                PreparedStatement note = connection.prepareStatement(FIRST_GENERATION)) {
            String tables =
                    Files.readString(resources(Owner.REPORTING.service()).resolve("read-model.sql"));
            note.setString(1, tables);
            note.execute();
            make.execute("create schema read_1");
            make.execute("set search_path = read_1, public");
            make.execute(tables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
    }

    /**
     * A packaged service, which {@link #awaitReady} waits for.
     *
     * @param more settings beside its addresses
     */
    PackagedService start(Owner owner, String database, Map<String, String> more) {
        List<String> jvm = new ArrayList<>(JVM);
        if (options.recordings() != null) {
            Path file = options.recordings().resolve(database + ".jfr").toAbsolutePath();
            jvm.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file);
        }
        Map<String, String> environment = new HashMap<>(Map.of(
                PackagedService.HTTP_PORT,
                Integer.toString(freePort()),
                "JIXIAO_DATABASE_URL",
                postgres.jdbcUrl(database),
                "JIXIAO_DATABASE_USER",
                postgres.user(),
                "JIXIAO_DATABASE_PASSWORD",
                postgres.password(),
                "JIXIAO_KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "JIXIAO_OIDC_PUBLIC_KEY",
                tokens.publicKey(),
                "JIXIAO_OIDC_ISSUER",
                tokens.issuer(),
                // what is measured is how fast a service takes events, not how fast a sender is let
                "JIXIAO_SENDER_BYTES_PER_SECOND",
                "0"));
        environment.put("JIXIAO_SENDER_REQUEST_PERCENTAGE", "0");
        environment.putAll(more);
        Path application = checkout.resolve(owner.service()).resolve("target/quarkus-app");
        Path log = options.directory().resolve(database + ".log");
        return PackagedService.start(owner.service(), application, jvm, environment, log);
    }

    static PackagedService awaitReady(PackagedService service) {
        service.awaitReady(PATIENCE);
        return service;
    }

    /** Registers a sender for the whole province, as an operator does. */
    void register(PackagedService owner, String sender) {
        String body = "{\"regions\":[{\"regionCode\":\"440000\",\"from\":\"2025-01-01\",\"to\":null}]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(owner.url() + "/api/v1/senders/" + sender))
                .header("Authorization", "Bearer " + tokens.token("bench", Set.of("ops"), Set.of("440000"), Set.of()))
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300 && answer.statusCode() != 412) {
                throw new IllegalStateException("PUT " + request.uri() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Asks a service as an operator; the answer is missing when it has no content. */
    JsonNode ask(PackagedService service, String method, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + path))
                .header("Authorization", "Bearer " + tokens.token("bench", Set.of("ops"), Set.of("440000"), Set.of()))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + request.uri() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The end of each partition. */
    Map<TopicPartition, Long> ends(List<String> topics) {
        try {
            Map<TopicPartition, OffsetSpec> latest =
                    admin.describeTopics(topics).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }

    private String migrations(String module, String kind) {
        return "filesystem:" + resources(module).resolve("db").resolve(kind);
    }

    private Path resources(String module) {
        return checkout.resolve(module).resolve("src/main/resources");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        kafka.close();
        postgres.close();
    }
}
