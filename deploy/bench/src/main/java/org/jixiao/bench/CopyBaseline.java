package org.jixiao.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Plain COPY of the rows that a path has left, into the same tables of another database with the same keys, indexes and
 * checks, in one transaction. The rows come from files, so that nothing but writing them is measured.
 */
final class CopyBaseline {

    private static final int BUFFER = 1 << 16;

    private final Path directory;

    CopyBaseline(Path directory) {
        this.directory = directory;
    }

    /** Copies the tables and says how long that took; the target is empty before and is left as it became. */
    Duration measure(Database from, Database to, Set<String> written, List<String> references)
            throws SQLException, IOException {
        List<String> tables = new ArrayList<>(from.tables());
        tables.retainAll(written);
        Files.createDirectories(directory);
        for (String table : tables) {
            dump(from, table);
        }
        if (!references.isEmpty()) {
            to.execute("truncate " + String.join(", ", references) + " cascade");
        }
        transfer(from, to, references);
        to.truncate(tables);
        to.execute("checkpoint");
        to.connection().setAutoCommit(false);
        long began = System.nanoTime();
        for (String table : tables) {
            load(to, table);
        }
        to.connection().commit();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        to.connection().setAutoCommit(true);
        for (String table : tables) {
            Files.delete(file(table));
        }
        return took;
    }

    /** Copies whole tables of modest size through memory. */
    static void transfer(Database from, Database to, List<String> tables) throws SQLException, IOException {
        for (String table : tables) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            manager(from).copyOut("copy " + table + " to stdout", rows);
            manager(to).copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows.toByteArray()), BUFFER);
        }
    }

    private void dump(Database from, String table) throws SQLException, IOException {
        try (OutputStream out = Files.newOutputStream(file(table))) {
            manager(from).copyOut("copy " + table + " to stdout", out);
        }
    }

    private void load(Database to, String table) throws SQLException, IOException {
        try (InputStream in = Files.newInputStream(file(table))) {
            manager(to).copyIn("copy " + table + " from stdin", in, BUFFER);
        }
    }

    private Path file(String table) {
        return directory.resolve(table + ".copy");
    }

    private static CopyManager manager(Database database) throws SQLException {
        return database.connection().unwrap(PGConnection.class).getCopyAPI();
    }
}
