package org.jixiao.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jixiao.bench.Round.Measurement;

/** The figures of a run, as a table and as JSON. */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Machine machine;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Owner, List<Measurement>> measurements = new EnumMap<>(Owner.class);
    private final List<Rebuilt> rebuilds = new ArrayList<>();
    private final List<Reads> reads = new ArrayList<>();
    private Latency latency;

    Report(Machine machine) {
        this.machine = machine;
    }

    /** The least, the middle and the greatest of what several rounds have brought. */
    record Spread(double min, double median, double max) {

        static <T> Spread of(List<T> rounds, ToDoubleFunction<T> figure) {
            double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
            int last = sorted.length - 1;
            double middle = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
            return new Spread(sorted[0], middle, sorted[last]);
        }
    }

    /**
     * A path at one size. Rates are events per second, ratios those of the same round.
     *
     * @param toOneByOne and {@code toStreams}, {@code toStreamsAtBest}: null when not measured; the last two are Kafka Streams
     *     in its {@linkplain StreamsBaseline.Variant variants}
     * @param peakMemory of the service's process, in MiB
     */
    record Row(
            Owner owner,
            int projects,
            long events,
            int rounds,
            Spread rate,
            Spread copyRate,
            Spread toCopy,
            Spread oneByOneRate,
            Spread toOneByOne,
            Spread streamsRate,
            Spread toStreams,
            Spread toStreamsAtBest,
            double microsPerEvent,
            long peakMemory) {}

    void add(Owner owner, int projects, List<Measurement> rounds, long peakMemory) {
        measurements.computeIfAbsent(owner, key -> new ArrayList<>()).addAll(rounds);
        List<Measurement> oneByOne =
                rounds.stream().filter(each -> each.oneByOne() != null).toList();
        List<Measurement> streams =
                rounds.stream().filter(each -> each.streams() != null).toList();
        Spread rate = Spread.of(rounds, Report::rate);
        rows.add(new Row(
                owner,
                projects,
                rounds.getFirst().events(),
                rounds.size(),
                rate,
                Spread.of(rounds, Report::copyRate),
                Spread.of(rounds, each -> rate(each) / copyRate(each)),
                oneByOne.isEmpty() ? null : Spread.of(oneByOne, Report::oneByOneRate),
                oneByOne.isEmpty() ? null : Spread.of(oneByOne, each -> rate(each) / oneByOneRate(each)),
                streams.isEmpty() ? null : Spread.of(streams, Report::streamsRate),
                streams.isEmpty() ? null : Spread.of(streams, each -> rate(each) / streamsRate(each)),
                streams.isEmpty() ? null : Spread.of(streams, each -> rate(each) / atBestRate(each)),
                1e6 / rate.median,
                peakMemory));
    }

    /**
     * The read model rebuilt from its topics at one size.
     *
     * @param toCopy the time of COPY of the final rows by that of the rebuild
     */
    record Rebuilt(int projects, long records, int rounds, Spread seconds, Spread copySeconds, Spread toCopy) {}

    void add(List<Rebuild.Seen> rounds) {
        rebuilds.add(new Rebuilt(
                rounds.getFirst().projects(),
                rounds.getFirst().records(),
                rounds.size(),
                Spread.of(rounds, each -> Round.seconds(each.took())),
                Spread.of(rounds, each -> Round.seconds(each.copy())),
                Spread.of(rounds, Rebuild.Seen::toCopy)));
    }

    List<Rebuilt> rebuilds() {
        return rebuilds;
    }

    void add(Latency measured) {
        latency = measured;
    }

    void add(Reads measured) {
        reads.add(measured);
    }

    List<Reads> reads() {
        return reads;
    }

    List<Row> rows() {
        return rows;
    }

    /** Everything that was measured of a path, at all sizes. */
    List<Measurement> measurements(Owner owner) {
        return measurements.get(owner);
    }

    Latency latency() {
        return latency;
    }

    /** Ratios are given as median (least–greatest). */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                "%n%d × %s, %,d MiB, %s, JVM %s, fsync %d µs, load %.1f before%n%n",
                machine.cores(),
                machine.processor(),
                machine.memory(),
                machine.system(),
                machine.jvm(),
                machine.syncMicros(),
                machine.loadBefore()));
        table.append(String.format(
                "%-10s %9s %10s %3s | %22s %7s | %18s | %18s | %18s | %18s | %6s%n",
                "path",
                "projects",
                "events",
                "n",
                "events/s",
                "µs/ev.",
                "× COPY",
                "× one tx per event",
                "× Kafka Streams",
                "× … at its best",
                "MiB"));
        for (Row row : rows) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-10s %,9d %,10d %3d | %22s %7.1f | %18s | %18s | %18s | %18s | %6d%n",
                    row.owner.word(),
                    row.projects,
                    row.events,
                    row.rounds,
                    spread(row.rate, "%,.0f"),
                    row.microsPerEvent,
                    spread(row.toCopy, "%.2f"),
                    spread(row.toOneByOne, "%.1f"),
                    spread(row.toStreams, "%.2f"),
                    spread(row.toStreamsAtBest, "%.2f"),
                    row.peakMemory));
        }
        for (Rebuilt each : rebuilds) {
            table.append(String.format(
                    Locale.ROOT,
                    "%nrebuild of %,d projects, %,d records, n = %d: %s s; COPY of the final rows %s s; × COPY %s",
                    each.projects,
                    each.records,
                    each.rounds,
                    spread(each.seconds, "%.2f"),
                    spread(each.copySeconds, "%.2f"),
                    spread(each.toCopy, "%.2f")));
        }
        table.append(System.lineSeparator());
        if (latency != null) {
            table.append(String.format(
                    "%nsend → visible at %d events/s, %,d events: p50 %d ms, p95 %d ms, p99 %d ms, max %d ms%n",
                    latency.perSecond(),
                    latency.millis().size(),
                    latency.percentile(50),
                    latency.percentile(95),
                    latency.percentile(99),
                    latency.millis().getLast()));
        }
        for (Reads each : reads) {
            table.append(String.format(
                    Locale.ROOT,
                    "%n%,d projects; table of 250 × 11, %,d KiB: kept %,.0f/s = %.2f × Vert.x, made anew %,.0f/s = %.2f × Vert.x (%,.0f/s); rollup of the city: kept %,.0f/s, made anew %,.0f/s",
                    each.projects(),
                    each.tableBytes() >> 10,
                    each.kept(),
                    each.kept() / each.vertx(),
                    each.made(),
                    each.made() / each.vertx(),
                    each.vertx(),
                    each.rollup(),
                    each.madeRollup()));
        }
        return table.append(System.lineSeparator()).toString();
    }

    void write(Path file) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.set("machine", JSON.valueToTree(machine));
        json.put("loadAfter", Machine.load());
        json.set("rows", JSON.valueToTree(rows));
        if (latency != null) {
            json.set(
                    "latencyMillis",
                    JSON.valueToTree(Map.of(
                            "perSecond", latency.perSecond(),
                            "events", latency.millis().size(),
                            "p50", latency.percentile(50),
                            "p95", latency.percentile(95),
                            "p99", latency.percentile(99))));
        }
        json.set("rebuilds", JSON.valueToTree(rebuilds));
        json.set("reads", JSON.valueToTree(reads));
        JSON.writeValue(file.toFile(), json);
    }

    private static String spread(Spread spread, String format) {
        return spread == null
                ? "–"
                : String.format(
                        Locale.ROOT,
                        format + " (" + format + "–" + format + ")",
                        spread.median,
                        spread.min,
                        spread.max);
    }

    private static double rate(Measurement measured) {
        return measured.events() / Round.seconds(measured.took());
    }

    private static double copyRate(Measurement measured) {
        return measured.copied() / Round.seconds(measured.copy());
    }

    private static double oneByOneRate(Measurement measured) {
        return measured.oneByOne().events() / Round.seconds(measured.oneByOne().took());
    }

    private static double streamsRate(Measurement measured) {
        return measured.events() / Round.seconds(measured.streams().took());
    }

    private static double atBestRate(Measurement measured) {
        return measured.events() / Round.seconds(measured.atBest().took());
    }
}
