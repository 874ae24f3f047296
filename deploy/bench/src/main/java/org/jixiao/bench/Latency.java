package org.jixiao.bench;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jixiao.bench.Departments.Department;
import org.jixiao.bench.Workload.Event;

/**
 * How long it takes from a sender's send until a reader of the table sees it, at a steady rate, half projects and half goals.
 * The clock of an event starts when it was due, also when the sender was late. Seen is what a new transaction on the read
 * model's database sees: what tables and rollups are made of at every request.
 *
 * @param millis of all events, the quickest first
 */
record Latency(int perSecond, List<Long> millis) {

    private static final int RATE = 200;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(2).toNanos();
    private static final String LOOK = """
            select project_code, money_version, goal_version from project_line where project_code = any (?)
            """;

    private record Sent(boolean money, String code, long version, long dueNanos) {}

    long percentile(int percent) {
        return millis.isEmpty() ? 0 : millis.get(Math.min(millis.size() - 1, millis.size() * percent / 100));
    }

    /** Sends further versions of projects that the services know. */
    static Latency measure(Servers servers, Workload workload, Duration duration) throws SQLException {
        ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
        int events = Math.toIntExact(duration.toSeconds() * RATE);
        Thread sender = Thread.ofPlatform()
                .name("sender")
                .start(() -> send(servers.bootstrapServers(), workload, events, sent));
        List<Long> nanos = new ArrayList<>(events);
        try (Database database = new Database(servers.connect(Owner.REPORTING.word()))) {
            List<Sent> waiting = new ArrayList<>();
            long lastSeen = System.nanoTime();
            while (nanos.size() < events) {
                for (Sent next = sent.poll(); next != null; next = sent.poll()) {
                    waiting.add(next);
                }
                int before = nanos.size();
                look(database, waiting, nanos);
                lastSeen = nanos.size() > before ? System.nanoTime() : lastSeen;
                if (System.nanoTime() - lastSeen > PATIENCE_NANOS) {
                    throw new IllegalStateException(waiting.size() + " events are not visible after 30 s");
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
            sender.join();
        } catch (InterruptedException e) {
            throw Servers.interrupted(e);
        }
        Collections.sort(nanos);
        return new Latency(RATE, nanos.stream().map(each -> each / 1_000_000).toList());
    }

    private static void look(Database database, List<Sent> waiting, List<Long> nanos) throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, long[]> versions = new HashMap<>();
        try (PreparedStatement select = database.connection().prepareStatement(LOOK)) {
            Object[] codes = waiting.stream().map(Sent::code).distinct().toArray();
            select.setArray(1, database.connection().createArrayOf("text", codes));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    versions.put(row.getString(1), new long[] {row.getLong(2), row.getLong(3)});
                }
            }
        }
        long now = System.nanoTime();
        waiting.removeIf(each -> {
            long[] seen = versions.get(each.code);
            boolean visible = seen != null && seen[each.money ? 0 : 1] >= each.version;
            if (visible) {
                nanos.add(now - each.dueNanos);
            }
            return visible;
        });
    }

    private static void send(String bootstrapServers, Workload workload, int events, ConcurrentLinkedQueue<Sent> sent) {
        List<Department> departments = workload.departments();
        try (Feeder feeder = new Feeder(bootstrapServers)) {
            long began = System.nanoTime();
            int department = 0;
            for (int i = 0; i < events; i++) {
                int number = i / 2 % workload.projects();
                while (number < departments.get(department).first()
                        || number
                                >= departments.get(department).first()
                                        + departments.get(department).projects()) {
                    department = (department + 1) % departments.size();
                }
                int version = workload.versionsOf(number) + 1 + i / 2 / workload.projects();
                boolean money = i % 2 == 0;
                Event event = money
                        ? workload.projectEvent(departments.get(department), number, version)
                        : workload.goalEvent(departments.get(department), number, version);
                long due = began + i * 1_000_000_000L / RATE;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                sent.add(new Sent(money, event.key(), version, due));
                Owner owner = money ? Owner.BUDGET : Owner.INDICATOR;
                feeder.send(owner.inbound(workload.sender()), event);
            }
            feeder.flush();
        }
    }
}
