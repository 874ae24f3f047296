package org.jixiao.reporting.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.reporting.fixture.Asking.amounts;
import static org.jixiao.reporting.fixture.Asking.table;
import static org.jixiao.reporting.fixture.Asking.texts;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Replaying;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives, in whatever order and however often, over a real broker. */
@ServiceTest
class ArrivingTest {

    private static final String DEPARTMENT = "440105001";

    @Inject
    Replaying replaying;

    @BeforeEach
    void nothingHasArrived() throws SQLException {
        ReadModel.empty();
    }

    @Test
    void aGoalWaitsForItsProjectAndThenCounts() {
        AProject project = AProject.of(DEPARTMENT, 1);
        Topics.publish(ADepartment.of(DEPARTMENT).event(), AGoal.of(project, 3).event());
        JsonNode waiting = table(2025, DEPARTMENT);

        Topics.publish(project.event());

        JsonNode joined = table(2025, DEPARTMENT);
        assertThat(texts(waiting.get("findings"), "rule")).containsExactly("GOAL_HAS_PROJECT");
        assertThat(texts(waiting.get("findings"), "projectCode")).containsExactly(project.code());
        assertThat(waiting.get("complete").asBoolean()).isFalse();
        assertThat(waiting.get("units")).isEmpty();
        assertThat(joined.get("findings")).isEmpty();
        assertThat(joined.get("complete").asBoolean()).isTrue();
        assertThat(joined.at("/units/0/projects/0/indicators")).hasSize(3);
    }

    @Test
    void aProjectWithoutGoalIsShownAndSaid() {
        AProject project = AProject.of(DEPARTMENT, 1);

        Topics.publish(ADepartment.of(DEPARTMENT).event(), project.event());

        JsonNode table = table(2025, DEPARTMENT);
        JsonNode row = table.at("/units/0/projects/0");
        assertThat(texts(table.get("findings"), "rule")).containsExactly("PROJECT_HAS_GOAL");
        assertThat(table.get("complete").asBoolean()).isFalse();
        assertThat(row.get("goal").isNull()).isTrue();
        assertThat(row.get("indicatorsText").isNull()).isTrue();
        assertThat(row.get("indicators")).isEmpty();
    }

    @Test
    void aWithdrawnGoalIsNoGoal() {
        AProject project = AProject.of(DEPARTMENT, 1);
        Topics.publish(project.event(), AGoal.of(project, 2).event());

        Topics.publish(AGoal.of(project, 2).withdrawn().at(At.version(2)));

        assertThat(texts(table(2025, DEPARTMENT).get("findings"), "rule")).containsExactly("PROJECT_HAS_GOAL");
        assertThat(Asking.rollup("department=" + DEPARTMENT).get("goalCount").asInt())
                .isZero();
    }

    @Test
    void onlyAHigherRevisionHasAnEffect() throws SQLException {
        AProject project = AProject.of(DEPARTMENT, 1);
        Topics.publish(
                project.named("二").at(At.version(2)), AGoal.of(project, 2).at(new At(2, 1)));
        List<String> before = ReadModel.dump();

        Topics.publish(
                project.named("一").amounting("1.00", "1.00", null, null).at(At.version(1)),
                project.named("又").amounting("2.00", "2.00", null, null).at(At.version(2)),
                AGoal.of(project, 9).at(new At(1, 99)));

        assertThat(ReadModel.dump()).isEqualTo(before);
    }

    @Test
    void aProjectThatMovesLeavesNothingBehind() throws SQLException {
        AProject project = AProject.of(DEPARTMENT, 1).executed("12.34");
        Topics.publish(
                project.event(),
                AProject.of(DEPARTMENT, 2).event(),
                AGoal.of(project, 2).event());

        Topics.publish(project.movedTo("440105002", 2026).at(At.version(2)));

        assertThat(amounts(table(2025, DEPARTMENT))).containsExactly("1.00", "1.00", null, null);
        assertThat(amounts(table(2026, "440105002"))).containsExactly("1.00", "1.00", null, null);
        assertThat(ReadModel.keptTotals("440105")).isEqualTo(ReadModel.summedTotals("440105"));
    }

    @Test
    void aWithdrawnProjectCountsInNothingAndIsKept() throws SQLException {
        AProject project = AProject.of(DEPARTMENT, 1);
        Topics.publish(project.event(), AGoal.of(project, 2).event());

        Topics.publish(project.withdrawn().at(At.version(2)));

        RestAssured.get("/api/v1/goal-tables/2025/" + DEPARTMENT).then().statusCode(404);
        assertThat(ReadModel.texts("select total from project_line")).containsExactly("10000.00");
        assertThat(ReadModel.keptTotals(DEPARTMENT)).isEmpty();
    }

    @Test
    void namesComeWithTheDepartmentAndTheLatestTellingOfARegionWins() throws SQLException {
        AProject project = AProject.of(DEPARTMENT, 1);
        Topics.publish(project.event(), AGoal.of(project, 1).event());
        JsonNode nameless = table(2025, DEPARTMENT);

        Topics.publish(
                ADepartment.of("440105002").under("440105", "海珠新区").at(At.version(2)),
                ADepartment.of(DEPARTMENT)
                        .named("海珠区教育局")
                        .under("440105", "海珠区")
                        .event());

        JsonNode named = table(2025, DEPARTMENT);
        assertThat(nameless.at("/department/name").isNull()).isTrue();
        assertThat(nameless.get("complete").asBoolean()).isFalse();
        assertThat(named.at("/department/name").asText()).isEqualTo("海珠区教育局");
        assertThat(named.at("/units/0/unit/name").asText()).isEqualTo("单位440105001001");
        assertThat(named.get("complete").asBoolean()).isTrue();
        assertThat(ReadModel.texts("select name from region where code = '440105'"))
                .containsExactly("海珠新区");
    }

    @Test
    void aUnitThatIsNoLongerToldHasGone() throws SQLException {
        Topics.publish(ADepartment.of(DEPARTMENT)
                .withUnits(Map.of(DEPARTMENT + "001", "甲", DEPARTMENT + "002", "乙"))
                .event());

        Topics.publish(ADepartment.of(DEPARTMENT)
                .withUnits(Map.of(DEPARTMENT + "002", "丙"))
                .at(At.version(2)));

        assertThat(ReadModel.texts("select code || name from spending_unit")).containsExactly(DEPARTMENT + "002丙");
    }

    @Test
    void readingEverythingAgainChangesNothing() throws SQLException {
        Topics.publish(Yuexiu.events());
        replay(Topics.everything().values().stream().toList());
        List<String> before = ReadModel.dump();

        replay(Topics.everything().values().stream().toList());

        assertThat(ReadModel.dump()).isEqualTo(before);
    }

    @Test
    void readingEverythingIntoAnEmptyModelInAnyOrderGivesTheSameTable() throws SQLException {
        Topics.publish(Yuexiu.events());
        replay(Topics.everything().values().stream().toList());
        JsonNode before = table(2025, Yuexiu.DEPARTMENT);
        ReadModel.empty();

        List<List<ConsumerRecord<byte[], byte[]>>> single = new ArrayList<>();
        Topics.everything().values().forEach(records -> records.forEach(record -> single.add(List.of(record))));
        Collections.shuffle(single, new Random(1));
        replay(single);

        assertThat(table(2025, Yuexiu.DEPARTMENT)).isEqualTo(before);
        assertThat(ReadModel.keptTotals("")).isEqualTo(ReadModel.summedTotals(""));
    }

    @Test
    void theSameIsSentTwiceWithoutEffect() throws SQLException {
        Topics.publish(Yuexiu.events());
        List<String> before = ReadModel.dump();
        List<OwnersEvent> shuffled = new ArrayList<>(Yuexiu.events());
        Collections.shuffle(shuffled, new Random(2));

        Topics.publish(shuffled);

        assertThat(ReadModel.dump()).isEqualTo(before);
    }

    private void replay(List<List<ConsumerRecord<byte[], byte[]>>> batches) throws SQLException {
        for (List<ConsumerRecord<byte[], byte[]>> batch : batches) {
            replaying.apply(batch);
        }
    }
}
