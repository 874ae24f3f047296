package org.jixiao.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One of the three services as it is shipped ({@code quarkus-app}), in a JVM of its own. */
public final class PackagedService implements AutoCloseable {
    /** The port a service listens on; the one setting that is read here, too. */
    public static final String HTTP_PORT = "JIXIAO_HTTP_PORT";

    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);
    private static final List<String> SMALL_AND_QUICK_TO_START =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final String name;
    private final Path application;
    private final List<String> jvmOptions;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_PATIENCE).build();
    private Map<String, String> environment;
    private ChildProcess process;

    private PackagedService(
            String name, Path application, List<String> jvmOptions, Map<String, String> environment, Path log) {
        this.name = name;
        this.application = application.toAbsolutePath();
        this.jvmOptions = List.copyOf(jvmOptions);
        this.environment = Map.copyOf(environment);
        this.log = log.toAbsolutePath();
        Objects.requireNonNull(environment.get(HTTP_PORT), HTTP_PORT);
    }

    /**
     * Starts a service; {@link #awaitReady} says when it serves.
     *
     * @param name                such as {@code budget-service}
     * @param quarkusAppDirectory {@code <service>/target/quarkus-app}
     * @param environment         the {@code JIXIAO_…} settings, {@value #HTTP_PORT} among them
     * @param log                 the file its output is appended to
     * @throws StartFailed when it was not built
     */
    public static PackagedService start(
            String name, Path quarkusAppDirectory, Map<String, String> environment, Path log) {
        return start(name, quarkusAppDirectory, SMALL_AND_QUICK_TO_START, environment, log);
    }

    /** The same with other options of its JVM. */
    public static PackagedService start(
            String name, Path quarkusAppDirectory, List<String> jvmOptions, Map<String, String> environment, Path log) {
        var service = new PackagedService(name, quarkusAppDirectory, jvmOptions, environment, log);
        service.spawn();
        return service;
    }

    /** Starts another version of it beside this one: with the same settings, but a port and a log of its own. */
    public PackagedService beside(Path quarkusAppDirectory) {
        var settings = new HashMap<>(environment);
        settings.put(HTTP_PORT, Integer.toString(Ports.orFree(0)));
        var other = name + "-beside";
        return start(other, quarkusAppDirectory, jvmOptions, settings, log.resolveSibling(other + ".log"));
    }

    /** Where it listens, such as {@code http://localhost:8081}. */
    public URI url() {
        return URI.create("http://localhost:" + environment.get(HTTP_PORT));
    }

    public String name() {
        return name;
    }

    /** The file its output is appended to. */
    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until {@code /q/health/ready} answers 200.
     *
     * @throws StartFailed with the last log lines, when it ended or was not ready in time
     */
    public void awaitReady(Duration patience) {
        process.await(this::isReady, patience);
    }

    /** Whether {@code /q/health/ready} answers 200 now. */
    public boolean isReady() {
        var request = HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                .timeout(ANSWER_PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed(name + ": interrupted", e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Starts it again with the same settings, whether it runs, was stopped or was killed. */
    public void restart() {
        close();
        spawn();
    }

    /** The same with settings that are other ones from now on. */
    public void restart(Map<String, String> changed) {
        var changedEnvironment = new HashMap<>(environment);
        changedEnvironment.putAll(changed);
        environment = Map.copyOf(changedEnvironment);
        restart();
    }

    /** SIGTERM, without waiting, so that several services can end at the same time. */
    void askToEnd() {
        process.askToEnd();
    }

    /** What to say when it ended by itself. */
    StartFailed ended() {
        return process.failed("ended with exit code " + process.exitValue());
    }

    /** SIGTERM, and SIGKILL when it is still there after 30 s. */
    @Override
    public void close() {
        process.close();
    }

    /**
     * The program in a {@code quarkus-app} directory.
     *
     * @throws StartFailed when it was not built
     */
    static Path jarOf(String name, Path application) {
        var jar = application.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new StartFailed(
                    "%s 尚未构建，缺少 %s：请运行 ./mvnw -Dquick -DskipTests package / %1$s is not built, %2$s is missing: run that command"
                            .formatted(name, jar));
        }
        return jar;
    }

    private void spawn() {
        var jar = jarOf(name, application);
        var command = new ArrayList<>(List.of(ChildProcess.java()));
        command.addAll(jvmOptions);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar", jar.toString()));
        process = ChildProcess.start(name, command, environment, log);
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
