package org.jixiao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jixiao.bench.Round.Measurement;

/** Measures everything in one run, on the same broker and the same PostgreSQL. */
public final class Bench {

    private static final int WARM_UP = 20_000;
    private static final Path DIRECTORY = Path.of("deploy/bench/target/data");

    private final Options options;
    private final Path checkout;
    private final Round.Progress progress;

    Bench(Options options, Path checkout, Round.Progress progress) {
        this.options = options;
        this.checkout = checkout;
        this.progress = progress;
    }

    /** Prints a table; see {@code deploy/bench/run --help}. */
    public static void main(String[] arguments) throws SQLException, IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options = Options.parse(List.of(arguments), DIRECTORY);
        Report report = new Bench(options, Path.of("").toAbsolutePath(), text -> System.err.println(text)).run(WARM_UP);
        System.out.print(report.table());
        if (options.json() != null) {
            report.write(options.json());
        }
        System.exit(0);
    }

    Report run(int warmUp) throws SQLException, IOException {
        Trees.delete(options.directory());
        Files.createDirectories(options.directory());
        if (options.recordings() != null) {
            Files.createDirectories(options.recordings());
        }
        Report report = new Report(Machine.here(options.directory()));
        progress.say("启动 / starting");
        try (Servers servers = Servers.start(options, checkout);
                Services services = Services.start(servers, warmUp, options.seed())) {
            warmUp(servers, services, warmUp);
            boolean first = true;
            for (int projects : options.projects()) {
                Workload workload = new Workload(Services.SENDER, 'T', projects, options.seed());
                services.register(workload);
                measure(servers, services, workload, report);
                if (first && !options.latency().isZero()) {
                    services.settle();
                    progress.say("send → visible, " + options.latency().toSeconds() + " s");
                    report.add(Latency.measure(servers, workload, options.latency()));
                }
                if (!options.reads().isZero()) {
                    progress.say("table, rollup");
                    Workload table = Workload.table(Services.SENDER, options.seed());
                    services.register(table);
                    services.take(table);
                    services.awaitRest(options.rest());
                    report.add(Reads.measure(servers, services, workload, table, options.reads()));
                }
                first = false;
            }
        }
        return report;
    }

    /** The events have warmed up what takes events; the rest, ours or not, is not measured in its first minute either. */
    private void warmUp(Servers servers, Services services, int projects) throws SQLException, IOException {
        List<String> topics = Owner.REPORTING.sources(Services.SENDER);
        Map<TopicPartition, Long> begin = new HashMap<>(servers.ends(topics));
        long records = begin.values().stream().mapToLong(Long::longValue).sum();
        var unusedRebuild = new Rebuild(servers, services).measure(projects, records);
        if (options.baselines()) {
            begin.replaceAll((partition, end) -> 0L);
            var unusedStreams = new StreamsBaseline(servers, StreamsBaseline.Variant.ALIKE).measure(begin);
        }
    }

    private void measure(Servers servers, Services services, Workload workload, Report report)
            throws SQLException, IOException {
        Map<Owner, List<Measurement>> measured = new EnumMap<>(Owner.class);
        List<Rebuild.Seen> rebuilds = new ArrayList<>();
        int rounds = options.roundsOf(workload.projects());
        for (int number = 1; number <= rounds; number++) {
            progress.say("%,d projects, round %d of %d".formatted(workload.projects(), number, rounds));
            Round round = new Round(servers, services, workload, options.rest(), progress);
            Map<Owner, Measurement> figures = round.run();
            rebuilds.add(round.rebuild());
            if (options.baselines()) {
                round.streams();
                if (number == 1) {
                    round.oneByOne(options.sample());
                }
            }
            figures.forEach((owner, figure) ->
                    measured.computeIfAbsent(owner, key -> new ArrayList<>()).add(figure));
        }
        measured.forEach(
                (owner, figures) -> report.add(owner, workload.projects(), figures, services.peakMemory(owner)));
        report.add(rebuilds);
    }
}
