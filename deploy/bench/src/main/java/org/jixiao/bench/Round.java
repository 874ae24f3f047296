package org.jixiao.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jixiao.bench.Workload.Event;

/**
 * All events of a workload once through the owners and into the read model, and each baseline once beside it. Tables are
 * empty at the beginning, topics go on from where they are.
 */
final class Round {

    private final Servers servers;
    private final Services services;
    private final Workload workload;
    private final Duration patience;
    private final Progress progress;
    private final Map<Owner, Map<TopicPartition, Long>> begin = new EnumMap<>(Owner.class);
    private final Map<Owner, Measurement> measurements = new EnumMap<>(Owner.class);

    /** @param patience with services that are still at work, before each measurement */
    Round(Servers servers, Services services, Workload workload, Duration patience, Progress progress) {
        this.servers = servers;
        this.services = services;
        this.workload = workload;
        this.patience = patience;
        this.progress = progress;
    }

    /** Says what is being done; a run takes long. */
    interface Progress {
        void say(String text);
    }

    /**
     * One path once.
     *
     * @param events that went through
     * @param copied of how many events the copied rows tell: all for an owner, which keeps every version, the last ones for
     *     the read model
     * @param oneByOne and {@code streams}, {@code atBest}: null when not measured; the last two are Kafka Streams in its
     *     {@linkplain StreamsBaseline.Variant variants}
     */
    record Measurement(
            long events,
            Duration took,
            long copied,
            Duration copy,
            Content content,
            OneByOne.Seen oneByOne,
            StreamsBaseline.Seen streams,
            StreamsBaseline.Seen atBest) {

        private Measurement with(OneByOne.Seen seen) {
            return new Measurement(events, took, copied, copy, content, seen, streams, atBest);
        }

        private Measurement with(StreamsBaseline.Seen alike, StreamsBaseline.Seen best) {
            return new Measurement(events, took, copied, copy, content, oneByOne, alike, best);
        }
    }

    /** The owners, the read model, and COPY of what each has written. */
    Map<Owner, Measurement> run() throws SQLException, IOException {
        empty();
        try (Gate reporting = Gate.shut(servers, Owner.REPORTING.word());
                Gate projects = Gate.shut(servers, Owner.INDICATOR.word())) {
            owner(Owner.BUDGET, workload::eachProjectEvent);
            projects.open();
            services.database(Owner.INDICATOR)
                    .awaitPosition(List.of(Owner.BUDGET.published()), end(Owner.BUDGET.published()));
            owner(Owner.INDICATOR, workload::eachGoalEvent);
            path(Owner.REPORTING, reporting, 2 * workload.events(), 2L * workload.projects());
        }
        return measurements;
    }

    /** A new generation of the read model from the same events. */
    Rebuild.Seen rebuild() throws SQLException, IOException {
        progress.say("  rebuild");
        rest();
        Measurement measured = measurements.get(Owner.REPORTING);
        Rebuild.Seen seen = new Rebuild(servers, services).measure(workload.projects(), measured.events);
        require(Owner.REPORTING, "a rebuild", measured.content, seen.content());
        seen = seen.with(copy(Owner.REPORTING, services.database(Owner.REPORTING), Rebuild.TABLES));
        progress.say("    %.2f s, COPY %.2f s".formatted(seconds(seen.took()), seconds(seen.copy())));
        return seen;
    }

    /** One transaction per event, on the same events. */
    void oneByOne(Duration sample) throws SQLException, IOException {
        OneByOne baseline = new OneByOne(servers, services, sample);
        for (Owner owner : Owner.values()) {
            progress.say("  " + owner.service() + ": one transaction per event");
            OneByOne.Seen seen = baseline.measure(owner, begin.get(owner), services.written(owner));
            progress.say("    %,d events in %.2f s".formatted(seen.events(), seconds(seen.took())));
            Measurement measured = measurements.get(owner);
            require(owner, "one transaction per event", measured.content, seen.content());
            measurements.put(owner, measured.with(seen));
        }
    }

    /** Kafka Streams, on the same events. */
    void streams() throws SQLException, IOException {
        Measurement measured = measurements.get(Owner.REPORTING);
        StreamsBaseline.Seen alike = streams(StreamsBaseline.Variant.ALIKE, measured);
        StreamsBaseline.Seen best = streams(StreamsBaseline.Variant.AT_BEST, measured);
        measurements.put(Owner.REPORTING, measured.with(alike, best));
    }

    private StreamsBaseline.Seen streams(StreamsBaseline.Variant variant, Measurement measured)
            throws SQLException, IOException {
        progress.say("  Kafka Streams, " + variant);
        rest();
        StreamsBaseline.Seen seen = new StreamsBaseline(servers, variant).measure(begin.get(Owner.REPORTING));
        progress.say("    %.2f s".formatted(seconds(seen.took())));
        require(Owner.REPORTING, "Kafka Streams", measured.content, seen.content());
        return seen;
    }

    private void empty() throws SQLException {
        services.settle();
        new Broker(servers).clear(Owner.REPORTING.sources(Services.SENDER));
        for (Owner owner : Owner.values()) {
            services.database(owner).truncate(services.written(owner));
            begin.put(owner, servers.ends(owner.sources(Services.SENDER)));
        }
    }

    private void owner(Owner owner, Consumer<Consumer<Event>> events) throws SQLException, IOException {
        try (Gate gate = Gate.shut(servers, owner.word());
                Feeder feeder = new Feeder(servers.bootstrapServers())) {
            long filled = feeder.fill(owner.inbound(Services.SENDER), events);
            path(owner, gate, filled, filled);
        }
        long receipts = end(owner.results(Services.SENDER));
        long inbound = end(owner.inbound(Services.SENDER));
        if (receipts < inbound) {
            throw new IllegalStateException(owner + ": %d receipts for %d events".formatted(receipts, inbound));
        }
    }

    private void path(Owner owner, Gate gate, long events, long copied) throws SQLException, IOException {
        Database database = services.database(owner);
        List<String> topics = owner.sources(Services.SENDER);
        long target = topics.stream().mapToLong(this::end).sum();
        progress.say("  %s: %,d events".formatted(owner.service(), events));
        rest();
        database.execute("checkpoint");
        long pid = services.service(owner).pid();
        Cpu before = Cpu.until(servers, pid);
        long began = System.nanoTime();
        gate.open();
        database.awaitPosition(topics, target);
        database.awaitPublished();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Cpu cpu = Cpu.until(servers, pid).since(before);
        requireAllAccepted(owner, database, events);
        Set<String> written = services.written(owner);
        Duration copy = copy(owner, database, written);
        measurements.put(
                owner, new Measurement(events, took, copied, copy, Content.of(database, owner), null, null, null));
        progress.say("    %.2f s, COPY %.2f s, %s, %s".formatted(seconds(took), seconds(copy), cpu, written));
    }

    private Duration copy(Owner owner, Database database, Set<String> written) throws SQLException, IOException {
        String name = owner.word() + "_copy";
        servers.createDatabase(name, owner);
        rest();
        try (Database target = new Database(servers.connect(name))) {
            Cpu before = Cpu.until(servers, servers.brokerPid());
            Duration took = new CopyBaseline(servers.directory().resolve("copy"))
                    .measure(database, target, written, owner.references());
            progress.say("    COPY and reading what is copied: "
                    + Cpu.until(servers, servers.brokerPid()).since(before));
            require(owner, "COPY", Content.of(database, owner), Content.of(target, owner));
            target.truncate(written);
            return took;
        }
    }

    private void rest() throws SQLException {
        if (!services.awaitRest(patience)) {
            progress.say("    the services are still at work");
        }
    }

    private static void requireAllAccepted(Owner owner, Database database, long events) throws SQLException {
        long refused = database.number("select count(*) from rejected_event");
        long accepted = owner.takesInbound()
                ? database.number("select count(*) from inbox_event where outcome = 'ACCEPTED'")
                : events;
        if (refused > 0 || accepted != events) {
            throw new IllegalStateException(
                    owner + ": %d of %d events accepted, %d rejected".formatted(accepted, events, refused));
        }
    }

    private static void require(Owner owner, String path, Content expected, Content actual) {
        if (actual != null && !actual.equals(expected)) {
            throw new IllegalStateException("%s: %s ended with %s, not %s".formatted(owner, path, actual, expected));
        }
    }

    private long end(String topic) {
        return servers.ends(List.of(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
