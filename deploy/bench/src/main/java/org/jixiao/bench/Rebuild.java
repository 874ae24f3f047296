package org.jixiao.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A new generation of the read model: from the request of an operator until everything on the topics is in it, its totals
 * included. It has to be equal to the live one, by the service's own comparison and by the bench's.
 */
final class Rebuild {

    private static final Owner READ_MODEL = Owner.REPORTING;
    /** What a rebuild writes; the departments, which are few, come in beside it. */
    static final Set<String> TABLES = Set.of("project_line", "department_total");

    private final Servers servers;
    private final Services services;

    Rebuild(Servers servers, Services services) {
        this.servers = servers;
        this.services = services;
    }

    /**
     * One rebuild.
     *
     * @param records on the topics
     * @param content of the new generation
     * @param copy of the same rows into the same tables
     */
    record Seen(int projects, long records, Duration took, Content content, Duration copy) {

        /** How quick it was, with COPY as the measure. */
        double toCopy() {
            return Round.seconds(copy) / Round.seconds(took);
        }

        Seen with(Duration copied) {
            return new Seen(projects, records, took, content, copied);
        }
    }

    /** Nothing but the events of the workload is on the topics. */
    Seen measure(int projects, long records) throws SQLException, IOException {
        Database database = services.database(READ_MODEL);
        List<String> topics = READ_MODEL.sources(Services.SENDER);
        long target = servers.ends(topics).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        database.execute("checkpoint");
        long began = System.nanoTime();
        int number = servers.ask(services.service(READ_MODEL), "POST", "/api/v1/projections")
                .get("generation")
                .intValue();
        database.lookAt(number);
        try {
            database.awaitPosition(topics, target);
            database.await("select count(*) from generation where bulk is null and number = " + number);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            Content content = Content.of(database, READ_MODEL);
            requireEqual(number);
            return new Seen(projects, records, took, content, null);
        } finally {
            database.lookAt(1);
            drop(number);
        }
    }

    private void requireEqual(int number) throws SQLException, IOException {
        services.database(READ_MODEL).await("select count(*) from generation_comparison where number = " + number);
        JsonNode compared = servers.ask(services.service(READ_MODEL), "GET", "/api/v1/projections/" + number)
                .get("comparison");
        if (compared.get("differing").longValue() != 0) {
            throw new IllegalStateException("the new generation differs from the live one: " + compared);
        }
    }

    private void drop(int number) throws IOException {
        servers.ask(services.service(READ_MODEL), "DELETE", "/api/v1/projections/" + number);
        new Broker(servers).awaitNobodyReads(READ_MODEL.service(), "-" + number);
    }
}
