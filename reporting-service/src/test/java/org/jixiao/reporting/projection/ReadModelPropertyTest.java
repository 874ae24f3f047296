package org.jixiao.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.reporting.fixture.Asking.amounts;
import static org.jixiao.reporting.fixture.Asking.each;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.PileUp;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Replaying;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens, and however it is delivered, the answers are those of the last revisions. */
@ServiceTest
class ReadModelPropertyTest {

    private static final int SEEDS = 20;

    @Inject
    Replaying replaying;

    @Inject
    MeterRegistry meters;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answersAreThoseOfTheLastRevisions(long seed) throws Exception {
        Happenings happenings = new Happenings(seed);

        deliver(happenings);

        assertAnswers(happenings, seed);
        List<String> before = ofThisSeed(happenings);
        deliver(happenings);
        assertThat(ofThisSeed(happenings)).as("delivered again, seed %d", seed).isEqualTo(before);
    }

    @Test
    void itIsTheSameWhenWhatHasPiledUpComesUponWhatIsThere() throws Exception {
        List<Happenings> all = LongStream.rangeClosed(SEEDS + 1, 2 * SEEDS)
                .mapToObj(Happenings::new)
                .toList();
        for (Happenings happenings : all) {
            for (List<List<ConsumerRecord<byte[], byte[]>>> batches :
                    happenings.delivery().values()) {
                for (List<ConsumerRecord<byte[], byte[]>> batch : batches.subList(0, batches.size() / 2)) {
                    replaying.apply(batch);
                }
            }
        }

        PileUp.of(
                meters,
                () -> all.forEach(happenings -> happenings.delivery().values().stream()
                        .flatMap(List::stream)
                        .flatMap(List::stream)
                        .forEach(record -> Topics.send(record.topic(), record.key(), record.value()))));

        for (int i = 0; i < SEEDS; i++) {
            assertAnswers(all.get(i), SEEDS + 1 + i);
        }
    }

    /** Each topic in a thread of its own, as its consumer loop is. */
    private void deliver(Happenings happenings) throws InterruptedException, ExecutionException {
        try (ExecutorService loops = Executors.newCachedThreadPool()) {
            List<Future<?>> running = new ArrayList<>();
            happenings
                    .delivery()
                    .values()
                    .forEach(batches -> running.add(loops.submit(() -> {
                        for (List<ConsumerRecord<byte[], byte[]>> batch : batches) {
                            replaying.apply(batch);
                        }
                        return null;
                    })));
            for (Future<?> loop : running) {
                loop.get();
            }
        }
    }

    private static void assertAnswers(Happenings happenings, long seed) throws SQLException {
        assertTotalsEqualLines(happenings, seed);
        for (int year : Happenings.YEARS) {
            for (String department : happenings.departments()) {
                assertTable(happenings.model(), department, year, seed);
            }
            assertRollups(happenings, year, seed);
        }
    }

    private static void assertTotalsEqualLines(Happenings happenings, long seed) throws SQLException {
        assertThat(ReadModel.keptTotals(happenings.city()))
                .as("kept totals, seed %d", seed)
                .isEqualTo(ReadModel.summedTotals(happenings.city()));
        assertThat(ReadModel.keptKinds(happenings.city()))
                .as("kept kinds of indicators, seed %d", seed)
                .isEqualTo(ReadModel.countedKinds(happenings.city()));
        assertThat(ReadModel.keptAssessments(happenings.city()))
                .as("kept assessments, seed %d", seed)
                .isEqualTo(ReadModel.summedAssessments(happenings.city()));
    }

    private static void assertTable(Model model, String department, int year, long seed) {
        List<AProject> lines = model.lines(department, year);
        String path = "/api/v1/goal-tables/" + year + "/" + department;
        if (lines.isEmpty() && model.waiting(department, year).isEmpty()) {
            RestAssured.get(path).then().statusCode(404);
            return;
        }
        JsonNode table = Asking.json(path);

        String what = "%s in %d, seed %d".formatted(department, year, seed);
        List<JsonNode> units = each(table.get("units"), Function.identity());
        List<JsonNode> rows = units.stream()
                .flatMap(unit -> each(unit.get("projects"), Function.<JsonNode>identity()).stream())
                .toList();
        assertThat(rows).as(what).extracting(ReadModelPropertyTest::served).isEqualTo(expected(model, lines));
        assertThat(table.at("/department/name").asText()).as(what).isEqualTo(model.departmentName(department));
        assertThat(amounts(table)).as(what).isEqualTo(printed(lines));
        for (JsonNode unit : units) {
            String code = unit.at("/unit/code").asText();
            assertThat(unit.at("/unit/name").textValue())
                    .as(what)
                    .isEqualTo(model.unitNames(department).get(code));
            assertThat(amounts(unit))
                    .as(what)
                    .isEqualTo(printed(lines.stream()
                            .filter(line -> line.unitCode().equals(code))
                            .toList()));
        }
        assertThat(each(
                        table.get("findings"),
                        finding -> finding.get("rule").asText() + " "
                                + finding.get("projectCode").asText()))
                .as(what)
                .isEqualTo(model.findings(department, year));
        assertThat(List.of(table, rollup(year, "department=" + department)))
                .as(what)
                .extracting(each -> each.get("complete").asBoolean())
                .containsOnly(model.isComplete(department, year));
    }

    private static void assertRollups(Happenings happenings, int year, long seed) {
        Model model = happenings.model();
        for (String region :
                List.of(happenings.city() + "00", happenings.city() + "02", happenings.elsewhere() + "00")) {
            Map<String, Function<AProject, String>> keys = Map.of(
                    "department", AProject::departmentCode,
                    "region", project -> model.below(region, project.departmentCode(), year),
                    "total", project -> "TOTAL",
                    "funding", project -> project.documentNumber() == null ? "OWN" : "TRANSFER",
                    "lamp", model::lampOf,
                    "grade", model::gradeOf,
                    "money-lamp&month=7", project -> Model.lamp(project, 7));
            keys.forEach((by, key) -> {
                String what = "%s by %s in %d, seed %d".formatted(region, by, year, seed);
                JsonNode rollup = rollup(year, "region=" + region + "&by=" + by);
                if (rollup != null) {
                    Map<String, List<String>> expected = model.totals(
                            year,
                            project -> model.below(region, project.departmentCode(), year) == null
                                    ? null
                                    : key.apply(project));
                    assertThat(figures(rollup)).as(what).isEqualTo(expected);
                    assertNothingIsLeftOut(rollup, what);
                    assertThat(strays(rollup)).as(what).isEqualTo(model.strays(year, region));
                }
            });
            assertKinds(model, region, year, seed);
        }
    }

    private static long strays(JsonNode rollup) {
        for (JsonNode missing : rollup.get("missing")) {
            if (missing.get("what").asText().equals("ASSESSED_PROJECTS")) {
                return missing.get("count").asLong();
            }
        }
        return 0;
    }

    private static void assertKinds(Model model, String region, int year, long seed) {
        Map<String, Function<AGoal.AnIndicator, String>> keys =
                Map.of("category", AGoal.AnIndicator::categoryCode, "type", AGoal.AnIndicator::typeCode);
        Map<String, Function<AnAssessment.Lit, String>> litKeys =
                Map.of("category", AnAssessment.Lit::category, "type", AnAssessment.Lit::type);
        keys.forEach((by, key) -> {
            JsonNode rollup = rollup(year, "region=" + region + "&by=" + by);
            if (rollup != null) {
                Map<String, Long> counts = new TreeMap<>();
                Map<String, String> lit = new TreeMap<>();
                rollup.get("rows").forEach(row -> {
                    long count = row.get("indicatorCount").asLong();
                    if (count > 0) {
                        counts.put(row.get("key").asText(), count);
                    }
                    String lamps = values(row.get("indicatorLamps"));
                    if (!lamps.equals("0 0 0 0 0")) {
                        lit.put(row.get("key").asText(), lamps);
                    }
                });
                String what = "%s by %s in %d, seed %d".formatted(region, by, year, seed);
                assertThat(counts).as(what).isEqualTo(model.indicators(year, region, key));
                assertThat(lit).as(what).isEqualTo(model.litIndicators(year, region, litKeys.get(by)));
                assertThat(rollup.at("/differences/indicatorCount").asLong())
                        .as(what)
                        .isZero();
            }
        });
    }

    /** Null where nothing was ever told of the region. */
    private static JsonNode rollup(int year, String query) {
        Response response = RestAssured.get("/api/v1/rollups?year=" + year + "&" + query);
        return response.statusCode() == 404 ? null : Asking.json(response);
    }

    /** The parts are the whole, and each part is what its own address answers. */
    private static void assertNothingIsLeftOut(JsonNode rollup, String what) {
        assertThat(rollup.get("difference").asText()).as(what).isEqualTo("0.00");
        rollup.get("differences")
                .forEach(each ->
                        assertThat(new BigDecimal(each.asText())).as(what).isZero());
        rollup.get("rows").forEach(row -> {
            if (!row.get("href").isNull()) {
                assertThat(figures(Asking.json(row.get("href").asText())))
                        .as("%s behind %s", what, row.get("href"))
                        .satisfies(below -> assertThat(below.values().stream()
                                        .mapToInt(figures -> Integer.parseInt(figures.get(7)))
                                        .sum())
                                .isEqualTo(row.get("projectCount").asInt()));
            }
        });
    }

    /** By key what each row says, without those that are of nothing. */
    private static Map<String, List<String>> figures(JsonNode rollup) {
        Map<String, List<String>> figures = new TreeMap<>();
        rollup.get("rows").forEach(row -> {
            if (row.get("projectCount").asLong() != 0) {
                List<String> of = new ArrayList<>(amounts(row));
                for (String member : List.of("executed", "issued", "executionRate")) {
                    of.add(row.get(member).textValue());
                }
                for (String member : List.of("projectCount", "goalCount", "indicatorCount")) {
                    of.add(row.get(member).asText());
                }
                of.add(values(row.get("lamps")));
                of.add(values(row.get("grades")));
                of.add(row.at("/scores/sum").textValue());
                of.add(row.at("/scores/count").asText());
                of.add(row.at("/scores/average").textValue());
                figures.put(row.get("key").asText(), of);
            }
        });
        return figures;
    }

    private static String values(JsonNode of) {
        return String.join(" ", each(of, JsonNode::asText));
    }

    private static List<String> served(JsonNode row) {
        List<String> cells = new ArrayList<>(amounts(row));
        cells.add(row.get("projectCode").asText());
        cells.add(row.get("name").asText());
        cells.add(row.get("goal").textValue());
        cells.add(row.get("indicatorsText").textValue());
        cells.add(row.get("indicators").toString());
        return cells;
    }

    private static List<List<String>> expected(Model model, List<AProject> lines) {
        List<List<String>> rows = new ArrayList<>();
        for (AProject line : lines) {
            AGoal goal = model.goal(line);
            List<String> cells = new ArrayList<>(printed(List.of(line)));
            cells.add(line.code());
            cells.add(line.name());
            cells.add(goal == null ? null : goal.statement());
            cells.add(goal == null ? null : goal.printedCell());
            cells.add(goal == null ? "[]" : goal.structured().toString());
            rows.add(cells);
        }
        return rows;
    }

    private static List<String> printed(List<AProject> lines) {
        List<String> printed = new ArrayList<>();
        Model.totals(lines).subList(0, 4).forEach(yuan -> printed.add(Model.tenThousands(yuan)));
        return printed;
    }

    private static List<String> ofThisSeed(Happenings happenings) throws SQLException {
        return ReadModel.dump().stream()
                .filter(row -> row.contains(happenings.city()))
                .toList();
    }
}
