package org.jixiao.local;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL programs for this machine, unpacked once per checkout from the jars that bring them. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The directory with {@code initdb}, {@code pg_ctl} and {@code postgres}. */
    static Path directory() throws IOException {
        var home = ProjectLayout.target().resolve("postgres");
        if (!Files.exists(home)) {
            unpackInto(home);
        }
        return home.resolve("bin");
    }

    /** Several JVMs may do this at once: each unpacks beside, the first one to finish gives its copy the name. */
    private static void unpackInto(Path home) throws IOException {
        Files.createDirectories(home.getParent());
        var mine = Files.createTempDirectory(home.getParent(), "postgres-");
        try (var archive = archive();
                var entries = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpack(entry, entries, mine.resolve(entry.getName()).normalize());
            }
        }
        try {
            Files.move(mine, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            FileTree.delete(mine);
            if (!Files.exists(home)) {
                throw e;
            }
        }
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        if (archive == null) {
            throw new FileNotFoundException(
                    "no PostgreSQL for " + system + " on " + machine + " among our dependencies");
        }
        return archive;
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path to) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(to);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(to.getParent());
            Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(to.getParent());
            Files.copy(content, to);
            if (to.getParent().endsWith("bin") && !to.toFile().setExecutable(true, false)) {
                throw new IOException("cannot make " + to + " executable");
            }
        }
    }
}
