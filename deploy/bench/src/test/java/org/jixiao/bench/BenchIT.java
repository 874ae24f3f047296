package org.jixiao.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jixiao.bench.Round.Measurement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest form of the bench. It looks at what every path has ended with, never at the time it took. */
class BenchIT {

    private static final int PROJECTS = 150;
    private static Report report;

    @BeforeAll
    static void runTheSmallestBench(@TempDir Path directory) throws Exception {
        Options options = new Options(
                List.of(PROJECTS),
                List.of(2),
                Duration.ofMinutes(2),
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                Duration.ZERO,
                7,
                true,
                null,
                directory,
                null);
        report = new Bench(options, Path.of("../..").toAbsolutePath().normalize(), text -> {}).run(20);
    }

    @Test
    void oneTransactionPerEventEndsWithTheSameRowsAndTotals() {
        for (Owner owner : Owner.values()) {
            Measurement measured = report.measurements(owner).getFirst();
            assertThat(measured.oneByOne().content()).as(owner.service()).isEqualTo(measured.content());
        }
    }

    @Test
    void kafkaStreamsEndsWithTheSameRowsAndTotals() {
        Measurement measured = report.measurements(Owner.REPORTING).getFirst();
        assertThat(measured.streams().content()).isEqualTo(measured.content());
    }

    @Test
    void everyProjectIsALineOfTheReadModelAndEveryEventAVersionOfItsOwner() {
        Workload workload = new Workload(Services.SENDER, 'T', PROJECTS, 7);
        assertThat(report.measurements(Owner.REPORTING).getFirst().content().rows())
                .isGreaterThan(PROJECTS);
        assertThat(report.measurements(Owner.BUDGET).getFirst().content().rows())
                .isEqualTo(PROJECTS + workload.events());
    }

    @Test
    void aRebuildEndsWithTheSameRowsAndTotalsInEveryRound() {
        Report.Rebuilt rebuilt = report.rebuilds().getFirst();
        assertThat(rebuilt.rounds()).isEqualTo(2);
        assertThat(rebuilt.records())
                .isEqualTo(report.measurements(Owner.REPORTING).getLast().events());
    }

    @Test
    void everyEventOfTheSteadyRateBecomesVisible() {
        assertThat(report.latency().millis()).hasSize(200);
    }

    @Test
    void readersGetTheSameTableKeptMadeAnewAndFromTheBaseline() {
        Reads reads = report.reads().getFirst();
        assertThat(reads.tableBytes()).isGreaterThan(250 * 11 * 100);
        assertThat(List.of(reads.kept(), reads.made(), reads.vertx(), reads.rollup(), reads.madeRollup()))
                .allMatch(each -> each > 0);
    }

    @Test
    void theTableHasALineForEachPath() {
        assertThat(report.table()).contains("budget ", "indicator ", "reporting ", "rebuild of 150", "p99", "Vert.x");
    }
}
