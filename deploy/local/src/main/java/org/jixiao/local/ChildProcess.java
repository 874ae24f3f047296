package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program that runs beside ours, appends to one log file and is stopped when our own JVM ends. */
final class ChildProcess implements AutoCloseable {
    /** Ctrl-C reaches the whole process group; children ignore it, so that we can stop them one after the other. */
    private static final List<String> DEAF_TO_CTRL_C = List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"");

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int LAST_LINES = 12;

    private final String name;
    private final Process process;
    private final Path log;
    private final PidFile pidFile;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.pidFile = PidFile.beside(log, name);
    }

    static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        var line = new ArrayList<>(DEAF_TO_CTRL_C);
        line.add(name);
        line.addAll(command);
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return StopOnExit.started(() -> spawn(name, builder, log));
    }

    private static ChildProcess spawn(String name, ProcessBuilder builder, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var child = new ChildProcess(name, builder.start(), log);
            child.pidFile.write(child.process.toHandle());
            child.process.getOutputStream().close();
            return child;
        } catch (IOException e) {
            throw new StartFailed(name + " could not be started: " + e.getMessage(), e);
        }
    }

    /** The java program of our own JVM. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Polls until the child is ready.
     *
     * @throws StartFailed with the last log lines, when it ended or was not ready in time
     */
    void await(BooleanSupplier ready, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (ended(Duration.ofMillis(100))) {
                throw failed("ended with exit code " + process.exitValue());
            }
            if (System.nanoTime() > deadline) {
                throw failed("was not ready after " + patience.toSeconds() + " s");
            }
        }
    }

    /** Waits for the end by itself, and says whether it came in time. */
    boolean ended(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed(name + ": interrupted while waiting", e);
        }
    }

    int exitValue() {
        return process.exitValue();
    }

    StartFailed failed(String what) {
        return new StartFailed(name + " " + what + "; " + log + " ends with:\n" + lastLogLines());
    }

    private String lastLogLines() {
        try {
            var lines = new String(Files.readAllBytes(log), UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }

    /** SIGTERM, without waiting for its effect. */
    void askToEnd() {
        process.destroy();
    }

    /** SIGKILL, as a crash would end it. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
        forget();
    }

    /** SIGTERM, and SIGKILL when it is still there after 30 s. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.onExit().join();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        forget();
    }

    private void forget() {
        StopOnExit.remove(this);
        pidFile.delete();
    }

    @Override
    public String toString() {
        return name + " (pid " + pid() + ")";
    }
}
