package org.jixiao.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jixiao.local.Durability;
import org.jixiao.local.LocalKafka;
import org.jixiao.local.LocalPostgres;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One PostgreSQL and one broker for all tests of a run: started when a test first asks, stopped after the last one. */
final class Servers implements AutoCloseable {

    private final Path directory;
    private final LocalPostgres postgres;
    private final LocalKafka kafka;
    private final Admin admin;

    private Servers(Path directory) {
        this.directory = directory;
        postgres = LocalPostgres.start(directory.resolve("postgres"), 0, Durability.FSYNC);
        kafka = LocalKafka.start(directory.resolve("kafka"), 0);
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
    }

    static Servers of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Servers.class))
                .computeIfAbsent(Servers.class, first -> new Servers(directory()), Servers.class);
    }

    LocalPostgres postgres() {
        return postgres;
    }

    LocalKafka kafka() {
        return kafka;
    }

    Admin admin() {
        return admin;
    }

    @Override
    public void close() throws IOException {
        admin.close();
        kafka.close();
        postgres.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("jixiao-platform-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
