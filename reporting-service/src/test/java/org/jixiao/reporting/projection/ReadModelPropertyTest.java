package org.jixiao.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.reporting.fixture.Asking.amounts;
import static org.jixiao.reporting.fixture.Asking.each;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Replaying;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens, and however it is delivered, the answers are those of the last revisions. */
@ServiceTest
class ReadModelPropertyTest {

    private static final int SEEDS = 20;

    @Inject
    Replaying replaying;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answersAreThoseOfTheLastRevisions(long seed) throws Exception {
        Happenings happenings = new Happenings(seed);

        deliver(happenings);

        assertTotalsEqualLines(happenings, seed);
        for (int year : Happenings.YEARS) {
            for (String department : happenings.departments()) {
                assertTable(happenings.model(), department, year, seed);
            }
            assertRollups(happenings, year, seed);
        }
        List<String> before = ofThisSeed(happenings);
        deliver(happenings);
        assertThat(ofThisSeed(happenings)).as("delivered again, seed %d", seed).isEqualTo(before);
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

    private static void assertTotalsEqualLines(Happenings happenings, long seed) throws SQLException {
        assertThat(ReadModel.keptTotals(happenings.city()))
                .as("kept totals, seed %d", seed)
                .isEqualTo(ReadModel.summedTotals(happenings.city()));
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
        assertThat(table.get("complete").asBoolean())
                .as(what)
                .isEqualTo(model.findings(department, year).stream()
                        .allMatch(finding -> finding.startsWith("GOAL_HAS_EFFECT ")));
    }

    private static void assertRollups(Happenings happenings, int year, long seed) {
        Model model = happenings.model();
        Map<String, Function<AProject, String>> keys = new HashMap<>();
        keys.put("department", AProject::departmentCode);
        keys.put("region", project -> project.departmentCode().substring(0, 6));
        keys.put("total", project -> "TOTAL");
        keys.forEach((by, key) -> {
            JsonNode rollup =
                    Asking.json("/api/v1/rollups?year=" + year + "&region=" + happenings.city() + "00&by=" + by);
            Map<String, List<String>> rows = new HashMap<>();
            rollup.get("rows").forEach(row -> rows.put(row.get("key").asText(), totals(row)));
            Map<String, List<String>> expected = model.totals(year, key);
            if (by.equals("total") && expected.isEmpty()) {
                expected = Map.of("TOTAL", Model.totals(List.of()));
            }
            assertThat(rows).as("rollup by %s in %d, seed %d", by, year, seed).isEqualTo(expected);
            assertThat(rollup.get("difference").asText()).isEqualTo("0.00");
        });
    }

    private static List<String> totals(JsonNode row) {
        List<String> totals = new ArrayList<>(amounts(row));
        totals.add(row.get("executed").textValue());
        return totals;
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
