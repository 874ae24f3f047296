package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.TestClock;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a sender does to the order of its events, the open gaps are the revisions that a simple model misses. */
class GapHistoriesTest {

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private final TestClock clock = new TestClock(Instant.parse("2025-02-20T02:00:00Z"));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void openGapsAreWhatTheModelMisses(long seed) throws Exception {
        Random random = new Random(seed);
        Counter counter = Counter.open(plumbing, clock);
        Model model = new Model();
        List<Event> history = history(random);

        while (!history.isEmpty()) {
            List<Event> batch = history.subList(0, Math.min(history.size(), 1 + random.nextInt(12)));
            List<ConsumerRecord<byte[], byte[]>> records = batch.stream()
                    .map(each -> counter.record(each.report.key(), each.report.bytes()))
                    .toList();
            if (random.nextInt(4) == 0) {
                rolledBack(counter, records);
            }
            counter.hand(records);
            batch.forEach(model::take);
            batch.clear();
            assertThat(open()).as("seed %d", seed).isEqualTo(model.open());
        }
        assertThat(model.sawEverything())
                .as("seed %d is a history worth trying", seed)
                .isTrue();
    }

    private void rolledBack(Counter counter, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        try (var connection = plumbing.database().getConnection()) {
            connection.setAutoCommit(false);
            counter.intake().apply(connection, records);
            connection.rollback();
        }
    }

    /** Open gaps as {@code subject epoch from-to}. */
    private Set<String> open() {
        Set<String> open = new TreeSet<>();
        plumbing.rows("select subject, epoch, from_version, to_version from gap where state = 'OPEN'")
                .forEach(row -> assertThat(open.add("%s %s %s-%s".formatted(row.toArray())))
                        .as("%s is there once", row)
                        .isTrue());
        return open;
    }

    private static List<Event> history(Random random) {
        List<Event> sent = new ArrayList<>();
        for (String code : List.of("P1", "P2", "P3", "P4")) {
            long epoch = 1;
            for (long revision = 1; revision <= 40; revision++) {
                if (random.nextInt(15) == 0) {
                    epoch++;
                    revision = Math.max(1, revision - random.nextInt(4));
                }
                if (random.nextInt(8) > 0) {
                    sent.add(event(code, epoch, revision, random));
                }
            }
        }
        List<Event> history = new ArrayList<>();
        for (Event each : sent) {
            int at = Math.max(0, history.size() - (random.nextInt(3) == 0 ? random.nextInt(20) : 0));
            history.add(at, each);
            if (random.nextInt(10) == 0) {
                history.add(at + random.nextInt(history.size() - at + 1), each);
            }
        }
        return history;
    }

    private static Event event(String code, long epoch, long revision, Random random) {
        boolean dryRun = random.nextInt(20) == 0;
        boolean refused = random.nextInt(12) == 0;
        Report report = Report.ofParcel(code).epoch(epoch).revision(revision);
        report = refused ? report.carrier("pigeons") : report;
        return new Event(dryRun ? report.dryRun() : report, "parcel/" + code, epoch, revision, dryRun, refused);
    }

    private record Event(Report report, String subject, long epoch, long revision, boolean dryRun, boolean refused) {}

    /** One event after the other, every missing revision by itself. */
    private static final class Model {

        private final Map<String, Event> last = new HashMap<>();
        private final Map<String, TreeMap<Long, TreeSet<Long>>> missing = new TreeMap<>();
        private final Set<String> done = new HashSet<>();
        private final Set<String> seen = new HashSet<>();

        void take(Event event) {
            if (event.dryRun || done.contains(event.report.id())) {
                return;
            }
            Event before = last.get(event.subject);
            if (before != null && !after(before, event)) {
                done.add(event.report.id());
                seen.add(missing(event).remove(event.revision) ? "filled" : "only stale");
            } else if (event.refused) {
                seen.add("refused");
            } else {
                done.add(event.report.id());
                last.put(event.subject, event);
                for (long each = before == null ? 1 : before.revision + 1; each < event.revision; each++) {
                    missing(event).add(each);
                    seen.add("skipped");
                }
            }
        }

        boolean sawEverything() {
            return seen.containsAll(List.of("filled", "only stale", "refused", "skipped"));
        }

        Set<String> open() {
            Set<String> runs = new TreeSet<>();
            missing.forEach((subject, epochs) -> epochs.forEach((epoch, revisions) -> {
                for (long first : revisions) {
                    if (!revisions.contains(first - 1)) {
                        long end = first;
                        while (revisions.contains(end + 1)) {
                            end++;
                        }
                        runs.add("%s %d %d-%d".formatted(subject, epoch, first, end));
                    }
                }
            }));
            return runs;
        }

        private TreeSet<Long> missing(Event event) {
            return missing.computeIfAbsent(event.subject, key -> new TreeMap<>())
                    .computeIfAbsent(event.epoch, key -> new TreeSet<>());
        }

        private static boolean after(Event before, Event event) {
            return event.epoch > before.epoch || (event.epoch == before.epoch && event.revision > before.revision);
        }
    }
}
