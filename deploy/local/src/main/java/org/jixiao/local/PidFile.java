package org.jixiao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Names a child on disk by pid and start time, so that a later start finds what a killed launcher left behind. */
record PidFile(Path path) {
    static PidFile beside(Path log, String name) {
        return new PidFile(log.toAbsolutePath().resolveSibling(name + ".pid"));
    }

    void write(ProcessHandle process) throws IOException {
        Files.writeString(path, process.pid() + " " + startOf(process).toEpochMilli() + "\n");
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process this file names, when it still runs; a pid that was given to another program since is not it. */
    Optional<ProcessHandle> running() {
        try {
            var parts = Files.readString(path).strip().split(" ", 2);
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(process -> startOf(process).toEpochMilli() == Long.parseLong(parts[1]));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Ends the process this file names, politely first, and waits until it is gone. */
    void stop() {
        running().ifPresent(Processes::end);
        delete();
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
