package org.jixiao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Monitoring and self-evaluation through the packaged services")
class AssessmentIT {

    private static final Duration LAG = Duration.ofSeconds(30);
    /** Two rests between rounds. */
    private static final Duration RECONCILED = Duration.ofSeconds(75);

    private static final int JULY = 7;

    private final Clerk clerk = new Clerk();
    private final DepartmentTable table = DepartmentTable.inNewDepartment();
    private final String project = table.projectCode(1);

    @BeforeEach
    void thereIsATable() {
        clerk.registers(table);
        clerk.sends(table.events(), table.eventIds());
        clerk.seesTheTable(table);
        clerk.spendsAll(project);
    }

    @Test
    void are_counted_by_lamp_and_grade_and_a_changed_round_moves_its_count() {
        assertThat(clerk.monitors(project, JULY, "1", "100", "90", "90").get("lamp"))
                .hasToString("\"RED\"");
        assertThat(clerk.evaluates(project, "60", "100", "90", "90").get("score"))
                .hasToString("\"100.00\"");
        JsonNode total = told(
                "total",
                rollup -> rollup.at("/lamps/red").asInt() == 1
                        && rollup.at("/grades/excellent").asInt() == 1);
        assertThat(total.get("lamps")).hasToString("{\"red\":1,\"yellow\":0,\"green\":0,\"blue\":0,\"none\":12}");
        assertThat(total.get("grades")).hasToString("{\"excellent\":1,\"good\":0,\"fair\":0,\"poor\":0,\"none\":12}");
        assertThat(total.get("scores")).hasToString("{\"sum\":\"100.00\",\"count\":1,\"average\":\"100.00\"}");
        assertThat(projectsBy("lamp")).containsEntry("RED", 1).containsEntry("NONE", 12);
        assertThat(projectsBy("grade")).containsEntry("EXCELLENT", 1).containsEntry("NONE", 12);

        clerk.monitors(project, JULY, "60", "100", "90", "90");

        told("total", rollup -> rollup.at("/lamps/green").asInt() == 1);
        assertThat(projectsBy("lamp"))
                .containsEntry("RED", 0)
                .containsEntry("GREEN", 1)
                .containsEntry("NONE", 12);
        JsonNode assessed = clerk.asks("/assessments?year=2025&department=" + table.departmentCode());
        assertThat(assessed.get("projects")).hasSize(1);
        assertThat(assessed.at("/projects/0/projectCode").asText()).isEqualTo(project);
        assertThat(assessed.at("/projects/0/month").asInt()).isEqualTo(JULY);
        assertThat(assessed.at("/projects/0/lamp").asText()).isEqualTo("GREEN");
        assertThat(assessed.at("/projects/0/indicatorLamps/green").asInt()).isEqualTo(4);
        assertThat(assessed.at("/projects/0/gradeName").asText()).isEqualTo("优");
        JsonNode beside = clerk.reads(table).at("/units/0/projects/0/assessment");
        assertThat(beside.get("lamp").asText()).isEqualTo("GREEN");
        assertThat(beside.at("/indicators/0/actual").asText()).isEqualTo("60");
        assertNothingDiffers();
    }

    private JsonNode told(String by, Predicate<JsonNode> seen) {
        return Awaitility.await()
                .atMost(LAG)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> clerk.rollup(table, by), seen);
    }

    private Map<String, Integer> projectsBy(String by) {
        Map<String, Integer> projects = new TreeMap<>();
        JsonNode rollup = clerk.rollup(table, by);
        rollup.get("rows")
                .forEach(row -> projects.put(
                        row.get("key").asText(), row.get("projectCount").asInt()));
        assertThat(rollup.at("/differences/projectCount").asInt()).isZero();
        return projects;
    }

    /** In a round that was done after everything here, and left nothing to wait for. */
    private void assertNothingDiffers() {
        Instant done = Instant.now();
        JsonNode reconciliation = Awaitility.await()
                .atMost(RECONCILED)
                .until(
                        () -> clerk.asks("/reconciliation"),
                        round -> !round.get("checkedAt").isNull()
                                && Instant.parse(round.get("checkedAt").asText())
                                        .isAfter(done)
                                && waiting(round).allMatch(each -> each == 0));
        assertThat(reconciliation.get("difference").asInt())
                .as("%s", reconciliation)
                .isZero();
    }

    private static IntStream waiting(JsonNode round) {
        return round.findValues("waiting").stream().mapToInt(JsonNode::asInt);
    }
}
