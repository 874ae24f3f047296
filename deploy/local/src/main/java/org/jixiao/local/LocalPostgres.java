package org.jixiao.local;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A real PostgreSQL 18 as a child process. It listens on this machine only and trusts it: there is one superuser,
 * {@code postgres}, and any password is accepted. The directory keeps its data from one start to the next.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final String SUPERUSER = "postgres";
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final long RETRY_FOR_NANOS = 10_000_000_000L;
    private static final long RETRY_EVERY_NANOS = 250_000_000L;

    private final Path data;
    private final Path log;
    private final int port;
    private final Durability durability;

    private LocalPostgres(Path directory, Path log, int port, Durability durability) {
        this.data = directory.toAbsolutePath().normalize().resolve("data");
        this.log = log.toAbsolutePath();
        this.port = Ports.orFree(port);
        this.durability = durability;
    }

    /**
     * Starts a server that logs to {@code postgres.log} in its directory. A server that a killed launcher left behind in
     * the same directory is stopped first.
     *
     * @param directory created, or used again with the data it holds
     * @param port      0 for a free one
     * @throws StartFailed when it did not start, with the reason
     */
    public static LocalPostgres start(Path directory, int port, Durability durability) {
        return start(directory, port, durability, directory.resolve("postgres.log"));
    }

    /** The same with another log file. */
    public static LocalPostgres start(Path directory, int port, Durability durability, Path log) {
        var postgres = new LocalPostgres(directory, log, port, durability);
        postgres.restart();
        return postgres;
    }

    /** Stops the server that a killed launcher left behind in this directory, if there is one. */
    static void stopLeftover(Path directory, Path log) {
        new LocalPostgres(directory, log, 1, Durability.FAST).close();
    }

    /** The JDBC address of a database, without user or password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    public String user() {
        return SUPERUSER;
    }

    public String password() {
        return SUPERUSER;
    }

    public int port() {
        return port;
    }

    /** The file the server logs to. */
    public Path log() {
        return log;
    }

    /** Creates an empty database in UTF-8; does nothing when it is there. */
    public void createDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password());
                var exists = connection.prepareStatement("select from pg_database where datname = ?")) {
            exists.setString(1, name);
            if (!exists.executeQuery().next()) {
                try (var create = connection.createStatement()) {
                    create.execute("create database " + name);
                }
            }
        } catch (SQLException e) {
            throw new StartFailed("Database " + name + " could not be created: " + e.getMessage(), e);
        }
    }

    /** SIGKILL to the server and all its backends at once. */
    public synchronized void kill() {
        postmaster().ifPresent(Processes::kill);
        StopOnExit.remove(this);
    }

    /** The process id of the server, when it runs. */
    public OptionalLong pid() {
        return postmaster().stream().mapToLong(ProcessHandle::pid).findFirst();
    }

    /** Starts it again on the same port and data, whether it runs, was stopped or was killed; retries for 10 s. */
    public synchronized void restart() {
        close();
        StopOnExit.started(() -> this);
        try {
            initialise();
            boot();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it cleanly; open transactions are rolled back. */
    @Override
    public synchronized void close() {
        if (postmaster().isPresent()
                && run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "30") != 0) {
            kill();
        }
        StopOnExit.remove(this);
    }

    private void initialise() throws IOException {
        var complete = data.resolveSibling("initialised");
        if (Files.exists(complete)) {
            return;
        }
        FileTree.delete(data);
        Files.createDirectories(data.getParent());
        Files.createDirectories(log.getParent());
        int exit = run(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                SUPERUSER,
                "-A",
                "trust",
                "-E",
                "UTF-8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                durability == Durability.FSYNC ? "--data-checksums" : "--no-sync");
        if (exit != 0) {
            throw new StartFailed("PostgreSQL could not create its data directory " + data + "; see " + log);
        }
        Files.createFile(complete);
    }

    private void boot() throws IOException {
        long deadline = System.nanoTime() + RETRY_FOR_NANOS;
        dropReusedPid();
        while (run("pg_ctl", "start", "-D", data.toString(), "-l", log.toString(), "-w", "-t", "60", "-o", settings())
                != 0) {
            if (Ports.taken(port) || System.nanoTime() > deadline) {
                throw new StartFailed("PostgreSQL did not start on port " + port + "; see " + log);
            }
            LockSupport.parkNanos(RETRY_EVERY_NANOS);
        }
    }

    private String settings() {
        String safe = durability == Durability.FSYNC ? "on" : "off";
        return "-p %d -c fsync=%2$s -c synchronous_commit=on -c full_page_writes=%2$s -c max_connections=200 "
                        .formatted(port, safe)
                + "-c unix_socket_directories='' -c timezone=UTC -c log_timezone=UTC";
    }

    /** PostgreSQL itself refuses to start while any program has the number it once had. */
    private void dropReusedPid() throws IOException {
        if (named().isPresent() && postmaster().isEmpty()) {
            Files.delete(data.resolve("postmaster.pid"));
        }
    }

    private Optional<ProcessHandle> postmaster() {
        return named().filter(process -> process.info().commandLine().orElse("").contains(data.toString()));
    }

    private Optional<ProcessHandle> named() {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it sees itself as nobody. */
    private int run(String program, String... arguments) {
        try {
            var command = new ArrayList<String>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of());
            command.add(PostgresBinaries.directory().resolve(program).toString());
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment().put("LC_ALL", "C");
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("PostgreSQL: interrupted", e);
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL (port " + port + ")";
    }
}
