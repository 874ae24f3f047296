package org.jixiao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All of Jixiao on this machine: PostgreSQL, Kafka with the owners' topics, and the three packaged services, each ready. A second
 * start in the same directory finds its data again.
 */
public final class LocalStack implements AutoCloseable {
    /** The sending systems that have credentials; {@link Registering} gives them their topics. */
    public static final List<String> SENDERS = List.of(YuexiuTable.SENDER, "haizhu-finance");

    private static final List<LocalPort> SERVICES = List.of(LocalPort.BUDGET, LocalPort.INDICATOR, LocalPort.REPORTING);
    private static final Duration READY_PATIENCE = Duration.ofMinutes(2);

    private final StackSettings settings;
    private final Progress progress;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private Tokens tokens;
    private LocalPostgres postgres;
    private LocalKafka kafka;
    private PackagedService budget;
    private PackagedService indicator;
    private PackagedService reporting;

    private LocalStack(StackSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Starts everything and waits until it serves. What a killed launcher left running in the same directory is ended first.
     *
     * @throws StartFailed when a port is taken or a part did not start; whatever had been started is stopped again
     */
    public static LocalStack start(StackSettings settings, Progress progress) {
        var stack = new LocalStack(settings, progress);
        try {
            SERVICES.forEach(service -> PackagedService.jarOf(service.owner(), settings.quarkusApp(service.owner())));
            stack.claimDirectory();
            stack.endLeftovers();
            settings.requireFreePorts();
            stack.startInfrastructure();
            stack.startServices();
            return StopOnExit.started(() -> stack);
        } catch (RuntimeException | IOException e) {
            stack.close();
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
    }

    public StackSettings settings() {
        return settings;
    }

    public LocalPostgres postgres() {
        return postgres;
    }

    public LocalKafka kafka() {
        return kafka;
    }

    public Tokens tokens() {
        return tokens;
    }

    public PackagedService budget() {
        return budget;
    }

    public PackagedService indicator() {
        return indicator;
    }

    public PackagedService reporting() {
        return reporting;
    }

    public URI budgetUrl() {
        return budget.url();
    }

    public URI indicatorUrl() {
        return indicator.url();
    }

    public URI reportingUrl() {
        return reporting.url();
    }

    List<PackagedService> services() {
        return List.of(budget, indicator, reporting);
    }

    /** Stops the services together, then Kafka, then PostgreSQL. */
    @Override
    public synchronized void close() {
        StopOnExit.remove(this);
        if (started.size() > 1) {
            progress.say("停止 / Stopping");
        }
        Stream.of(budget, indicator, reporting)
                .filter(service -> service != null)
                .forEach(PackagedService::askToEnd);
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                progress.say("未能停止 / Could not stop: " + e.getMessage());
            }
        }
    }

    private void claimDirectory() throws IOException {
        Files.createDirectories(settings.directory().resolve("logs"));
        var channel = FileChannel.open(
                settings.directory().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        started.push(channel);
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // said below, as for a lock of another JVM
        }
        throw new StartFailed(
                "%s 正被另一个 ./run 使用：请先停止它，或设置 JIXIAO_LOCAL_DIR / %1$s is in use by another ./run: stop that one, or set JIXIAO_LOCAL_DIR"
                        .formatted(settings.directory()));
    }

    private void endLeftovers() throws IOException {
        try (var files = Files.newDirectoryStream(settings.directory().resolve("logs"), "*.pid")) {
            for (var file : files) {
                var leftover = new PidFile(file);
                leftover.running()
                        .ifPresent(process -> progress.say("结束上次遗留的进程 / Ending what an earlier run left: "
                                + file.getFileName() + " " + process.pid()));
                leftover.stop();
            }
        }
        LocalPostgres.stopLeftover(postgresDirectory(), settings.log("postgres"));
    }

    private void startInfrastructure() {
        tokens = Tokens.in(settings.directory().resolve("keys"));
        progress.say("启动 PostgreSQL / Starting PostgreSQL");
        postgres = keep(LocalPostgres.start(
                postgresDirectory(), settings.port(LocalPort.POSTGRES), Durability.FSYNC, settings.log("postgres")));
        Stream.of("budget", "indicator", "reporting").forEach(postgres::createDatabase);
        progress.say("启动 Kafka / Starting Kafka");
        kafka = keep(LocalKafka.startSecured(
                settings.directory().resolve("data/kafka"),
                settings.port(LocalPort.KAFKA),
                settings.log("kafka"),
                Stream.concat(SERVICES.stream().map(LocalPort::owner), SENDERS.stream())
                        .toList()));
        kafka.createTopics(Topics.owned());
        kafka.grant(Grants.ofServices());
    }

    private void startServices() {
        progress.say("启动三个服务 / Starting the three services");
        budget = keep(service("budget", LocalPort.BUDGET));
        indicator = keep(service("indicator", LocalPort.INDICATOR));
        reporting = keep(service("reporting", LocalPort.REPORTING));
        for (var service : services()) {
            service.awaitReady(READY_PATIENCE);
            progress.say(service.name() + " 就绪 / ready");
        }
    }

    private PackagedService service(String database, LocalPort port) {
        var environment = new HashMap<>(Map.of(
                PackagedService.HTTP_PORT,
                Integer.toString(settings.port(port)),
                "JIXIAO_DATABASE_URL",
                postgres.jdbcUrl(database),
                "JIXIAO_DATABASE_USER",
                postgres.user(),
                "JIXIAO_DATABASE_PASSWORD",
                postgres.password(),
                "JIXIAO_OIDC_PUBLIC_KEY",
                tokens.publicKey(),
                "JIXIAO_OIDC_ISSUER",
                tokens.issuer()));
        environment.putAll(Map.of(
                "JIXIAO_KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "JIXIAO_KAFKA_SECURITY_PROTOCOL",
                kafka.securityProtocol(),
                "JIXIAO_KAFKA_USER",
                port.owner(),
                "JIXIAO_KAFKA_PASSWORD",
                kafka.passwordOf(port.owner())));
        return PackagedService.start(
                port.owner(), settings.quarkusApp(port.owner()), environment, settings.log(port.owner()));
    }

    private Path postgresDirectory() {
        return settings.directory().resolve("data/postgres");
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    @Override
    public String toString() {
        return "local stack in " + settings.directory();
    }
}
