package org.jixiao.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jixiao.bench.Departments.Department;
import org.jixiao.local.PackagedService;

/** The three packaged services, running and warm, each with a database. */
final class Services implements AutoCloseable {

    static final String SENDER = "bench-finance";

    private static final String WARM_UP_SENDER = "bench-warm-up";
    private static final int IN_PARTITIONS = 3;
    private static final int OUT_PARTITIONS = 12;
    private static final String DEPARTMENTS = """
            insert into department (department_code, region_code, name, version)
            select code, left(code, 6), '部门' || code, 1 from unnest(?::text[]) as code on conflict do nothing
            """;
    private static final String REGIONS = """
            insert into region (region_code, name, parent_code)
            select distinct left(code, 6), '区' || left(code, 6), '440100' from unnest(?::text[]) as code on conflict do nothing
            """;
    private static final String UNITS = """
            insert into spending_unit (unit_code, department_code, name, version)
            select code || '001', code, '单位' || code, 1 from unnest(?::text[]) as code on conflict do nothing
            """;

    /** When the last version was written, in microseconds by the clock of the database. */
    private static final String WRITTEN =
            "select coalesce((extract(epoch from max(written_at)) * 1000000)::bigint, 0) from %s";

    private static final String STATED =
            "select count(*) from digest_mark where extract(epoch from seen_until) * 1000000 > %d";

    private static final Duration LOOK = Duration.ofSeconds(1);
    /** What all of them use of a processor between two looks while they have nothing to do, and half as much again. */
    private static final Duration IDLE = Duration.ofMillis(300);

    private static final int QUIET_LOOKS = 3;

    private final Servers servers;
    private final Map<Owner, PackagedService> running = new EnumMap<>(Owner.class);
    private final Map<Owner, Database> databases = new EnumMap<>(Owner.class);
    private final Map<Owner, Set<String>> references = new EnumMap<>(Owner.class);

    private Services(Servers servers) {
        this.servers = servers;
    }

    /** Starts the services and sends them events of another sender, until their code is compiled. */
    static Services start(Servers servers, int warmUp, long seed) throws SQLException {
        Services services = new Services(servers);
        servers.createSenderTopics(SENDER);
        servers.createSenderTopics(WARM_UP_SENDER);
        for (Owner owner : Owner.values()) {
            servers.createDatabase(owner.word(), owner);
            services.databases.put(owner, new Database(servers.connect(owner.word())));
            services.running.put(owner, servers.start(owner, owner.word(), Map.of()));
        }
        services.running.values().forEach(Servers::awaitReady);
        Workload workload = new Workload(WARM_UP_SENDER, 'Y', warmUp, seed + 1);
        services.register(workload);
        for (Owner owner : Owner.takingInbound()) {
            servers.register(services.running.get(owner), SENDER);
            servers.register(services.running.get(owner), WARM_UP_SENDER);
        }
        for (Owner owner : Owner.values()) {
            services.references.put(owner, services.database(owner).filled());
            int partitions = owner.takesInbound() ? IN_PARTITIONS : 2 * OUT_PARTITIONS;
            services.database(owner).awaitAssignment(owner.sources(SENDER), partitions);
        }
        services.take(workload);
        return services;
    }

    Database database(Owner owner) {
        return databases.get(owner);
    }

    /** The tables that the events of a path have filled. */
    Set<String> written(Owner owner) throws SQLException {
        Set<String> written = new HashSet<>(database(owner).filled());
        written.removeAll(references.get(owner));
        return written;
    }

    /** The most memory that the process of a service has ever had, in MiB. */
    long peakMemory(Owner owner) {
        return Machine.peakMemory(running.get(owner).pid());
    }

    PackagedService service(Owner owner) {
        return running.get(owner);
    }

    /** Departments and units of a workload, which are there, and told of as their owner would, before any project. */
    void register(Workload workload) throws SQLException {
        List<String> codes =
                workload.departments().stream().map(Department::code).toList();
        var connection = database(Owner.BUDGET).connection();
        for (String sql : List.of(REGIONS, DEPARTMENTS, UNITS)) {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setArray(1, connection.createArrayOf("text", codes.toArray()));
                insert.executeUpdate();
            }
        }
        try (Feeder feeder = new Feeder(servers.bootstrapServers())) {
            feeder.fill(Workload.DEPARTMENTS, workload::eachDepartmentEvent);
        }
        database(Owner.REPORTING).awaitPosition(List.of(Workload.DEPARTMENTS), end(Workload.DEPARTMENTS));
    }

    /** Until every service has taken everything that is on its topics, and published what follows from it. */
    void settle() throws SQLException {
        for (Owner owner : Owner.values()) {
            List<String> topics = new ArrayList<>(owner.sources(SENDER));
            if (owner == Owner.INDICATOR) {
                topics.add(Owner.BUDGET.published());
            }
            long ends = servers.ends(topics).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            database(owner).awaitPosition(topics, ends);
            database(owner).awaitPublished();
        }
    }

    /**
     * Until nobody works any more: what follows from events in the background, findings and digests, would take the processors
     * from what is measured next, ours or not. So would the server, clearing up in its own time. Between two rounds of digests
     * an owner only seems to have come to rest.
     *
     * @param patience zero for not at all
     * @return whether it came to that
     */
    boolean awaitRest(Duration patience) throws SQLException {
        if (patience.isZero()) {
            return true;
        }
        for (Database database : databases.values()) {
            database.execute("vacuum (analyze, skip_locked)");
        }
        long deadline = System.nanoTime() + patience.toNanos();
        Map<Owner, Long> written = new EnumMap<>(Owner.class);
        for (Owner owner : Owner.takingInbound()) {
            written.put(owner, database(owner).number(WRITTEN.formatted(owner.history())));
        }
        int quiet = 0;
        Cpu before = used();
        while (quiet < QUIET_LOOKS && System.nanoTime() < deadline) {
            Servers.pause(LOOK);
            boolean stated = areStated(written);
            Cpu now = used();
            quiet = stated && now.since(before).sum().compareTo(IDLE) < 0 ? quiet + 1 : 0;
            before = now;
        }
        return quiet == QUIET_LOOKS;
    }

    /** Whether the owners have stated digests of what was written up to then. */
    private boolean areStated(Map<Owner, Long> written) throws SQLException {
        for (Map.Entry<Owner, Long> each : written.entrySet()) {
            if (database(each.getKey()).number(STATED.formatted(each.getValue())) == 0) {
                return false;
            }
        }
        return true;
    }

    private Cpu used() {
        return running.values().stream()
                .map(service -> Cpu.until(servers, service.pid()))
                .reduce((one, other) -> new Cpu(one.service().plus(other.service()), one.postgres(), one.broker()))
                .orElseThrow();
    }

    /** Sends all events of a workload and waits until everything that follows from them is there. */
    void take(Workload workload) throws SQLException {
        Map<Owner, Long> ends = new EnumMap<>(Owner.class);
        for (Owner owner : Owner.takingInbound()) {
            ends.put(owner, end(owner.inbound(workload.sender())) + workload.events());
        }
        try (Feeder feeder = new Feeder(servers.bootstrapServers())) {
            feeder.fill(Owner.BUDGET.inbound(workload.sender()), workload::eachProjectEvent);
            feeder.fill(Owner.INDICATOR.inbound(workload.sender()), workload::eachGoalEvent);
        }
        for (Map.Entry<Owner, Long> each : ends.entrySet()) {
            Owner owner = each.getKey();
            database(owner).awaitPosition(List.of(owner.inbound(workload.sender())), each.getValue());
        }
        settle();
    }

    private long end(String topic) {
        return servers.ends(List.of(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public void close() throws SQLException {
        for (PackagedService service : running.values()) {
            service.close();
        }
        for (Database database : databases.values()) {
            database.close();
        }
    }
}
