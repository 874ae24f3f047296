package org.jixiao.reporting.generation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.Topics;

/** A city of its own: its projects and goals, events that change them all the time, and somebody who reads all the time. */
final class Traffic {

    private static final String CITY = "441200";
    private static final int PER_DEPARTMENT = 200;
    private static final int INDICATORS = 5;
    private static final int EVENTS_PER_SECOND = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final AtomicInteger VERSIONS = new AtomicInteger(1);

    private final int projects;

    Traffic(int projects) {
        this.projects = projects;
    }

    /** The code of one of the projects. */
    String first() {
        return project(0).code();
    }

    /** Every project at a version that no test has used, with its goal. */
    void publishEverything() {
        At at = At.version(VERSIONS.incrementAndGet() * 1_000_000L);
        for (int department = 0; department * PER_DEPARTMENT < projects; department++) {
            send(ADepartment.of(departmentOf(department * PER_DEPARTMENT)).at(at));
        }
        for (int number = 0; number < projects; number++) {
            send(project(number).at(at));
            send(AGoal.of(project(number), INDICATORS).at(at));
        }
        Topics.awaitApplied(PATIENCE);
    }

    /** Starts events and reads. */
    Flow flow() {
        return new Flow();
    }

    private static void send(OwnersEvent event) {
        Topics.send(event.topic(), event.keyBytes(), event.value());
    }

    private static String departmentOf(int number) {
        return "441202%03d".formatted(1 + number / PER_DEPARTMENT);
    }

    private static AProject project(int number) {
        return AProject.of(departmentOf(number), number);
    }

    /** Runs until it is closed. */
    final class Flow implements AutoCloseable {

        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicInteger events = new AtomicInteger();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean closed;

        private Flow() {
            threads.add(Thread.ofPlatform().start(this::send));
            threads.add(Thread.ofPlatform().start(this::read));
        }

        int reads() {
            return reads.get();
        }

        int events() {
            return events.get();
        }

        List<String> failures() {
            return List.copyOf(failures);
        }

        /** Until there were some more reads and events. */
        void goesOn() {
            int readsBefore = reads.get();
            int eventsBefore = events.get();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> reads.get() > readsBefore + 3 && events.get() > eventsBefore + EVENTS_PER_SECOND / 2);
        }

        @Override
        public void close() throws InterruptedException {
            closed = true;
            for (Thread thread : threads) {
                thread.join();
            }
            Topics.awaitApplied(PATIENCE);
        }

        private void send() {
            long base = VERSIONS.get() * 1_000_000L;
            long due = System.nanoTime();
            while (!closed) {
                int event = events.incrementAndGet();
                AProject project = project((event * 37) % projects).executed(event + ".00");
                Traffic.send(
                        event % 3 == 0
                                ? AGoal.of(project, 1 + event % INDICATORS).at(At.version(base + event))
                                : project.at(At.version(base + event)));
                due += Duration.ofSeconds(1).toNanos() / EVENTS_PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }

        private void read() {
            while (!closed) {
                try {
                    look(Asking.json("/api/v1/rollups?year=2025&region=" + CITY + "&by=department"));
                    look(Asking.table(2025, departmentOf(0)), Math.min(projects, PER_DEPARTMENT));
                } catch (AssertionError | RuntimeException e) {
                    failures.add(e.toString());
                }
                reads.incrementAndGet();
            }
        }

        private void look(JsonNode rollup) {
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal executed = BigDecimal.ZERO;
            int count = 0;
            for (JsonNode row : rollup.get("rows")) {
                sum = sum.add(new BigDecimal(row.at("/amounts/total").asText()));
                executed = executed.add(new BigDecimal(row.get("executed").asText("0")));
                count += row.get("projectCount").asInt();
            }
            if (count != projects
                    || rollup.get("projectCount").asInt() != projects
                    || rollup.get("goalCount").asInt() != projects
                    || sum.compareTo(new BigDecimal(rollup.at("/amounts/total").asText())) != 0
                    || executed.compareTo(new BigDecimal(rollup.get("executed").asText("0"))) != 0
                    || !rollup.get("difference").asText().equals("0.00")) {
                failures.add("rollup " + rollup);
            }
        }

        private void look(JsonNode table, int lines) {
            BigDecimal sum = BigDecimal.ZERO;
            int count = 0;
            for (JsonNode unit : table.get("units")) {
                for (JsonNode project : unit.get("projects")) {
                    sum = sum.add(new BigDecimal(project.at("/amounts/total").asText()));
                    count++;
                }
            }
            if (count != lines
                    || sum.compareTo(new BigDecimal(table.at("/amounts/total").asText())) != 0
                    || table.get("findings").toString().contains("PARTS_EQUAL_TOTAL")) {
                failures.add("table " + count + " " + sum + " " + table.get("findings"));
            }
        }
    }
}
