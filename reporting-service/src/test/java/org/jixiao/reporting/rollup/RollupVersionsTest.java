package org.jixiao.reporting.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Snapshots;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.projection.Folds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an event is about makes a rollup another one, and nothing else does. */
@ServiceTest
class RollupVersionsTest {

    private static final String HERE = "440116001";
    private static final String ELSEWHERE = "440117001";
    private static final AProject PROJECT = AProject.of(HERE, 1);

    @Inject
    RollupVersions versions;

    @Inject
    Snapshots snapshots;

    private Map<String, String> before;

    @BeforeEach
    void twoDistricts() throws SQLException {
        ReadModel.empty();
        Topics.publish(
                ADepartment.of(HERE).event(),
                ADepartment.of(ELSEWHERE).event(),
                PROJECT.event(),
                AGoal.of(PROJECT, 2).event(),
                AProject.of(ELSEWHERE, 1).event());
        before = all();
    }

    @Test
    void nothingHasChanged() {
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void aChangeElsewhereIsOneOfTheCityOnly() {
        changes(AProject.of(ELSEWHERE, 1).executed("5.00").at(At.version(2)), "city");
    }

    @Test
    void aProjectThatIsNoLongerCountedChangesAnyRollupOfIt() {
        changes(PROJECT.withdrawn().at(At.version(2)), "city", "district", "department", "unit", "states");
    }

    @Test
    void aWithdrawnProjectThatChangesIsSeenWhereStatesAre() {
        Topics.publish(PROJECT.withdrawn().at(At.version(2)));
        before = all();

        changes(PROJECT.withdrawn().amounting("1.00", "1.00", null, null).at(At.version(3)), "states", "unit");
    }

    @Test
    void aGoalThatWaitsForItsProjectIsMissing() {
        changes(AGoal.of(AProject.of(HERE, 2), 1).event(), "city", "district", "department", "states");
    }

    @Test
    void anAssessmentOfAProject() {
        changes(
                AnAssessment.of(PROJECT).evaluated("96.50", "EXCELLENT").event(),
                "city",
                "district",
                "department",
                "unit",
                "states");
    }

    @Test
    void foldingTotalsChangesNone() throws SQLException {
        List<OwnersEvent> more = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            more.add(AnAssessment.of(AProject.of(HERE, number))
                    .monitored(6, "11 RED")
                    .event());
        }
        Topics.publish(more);
        before = all();
        String years = version(new Area.Region("440116"), By.YEAR);

        Folds.everything();

        assertThat(ReadModel.texts("select count(*) from department_total where department_code = '" + HERE + "'"))
                .containsExactly("1");
        assertThat(ReadModel.texts("select count(*) from assessment_total where department_code = '" + HERE + "'"))
                .containsExactly("1");
        assertThat(all()).isEqualTo(before);
        assertThat(version(new Area.Region("440116"), By.YEAR)).isEqualTo(years);
    }

    @Test
    void totalsThatWereFoldedBeforeAreChangedByAnEventOrByHandAndNotByFoldingThemOnceMore() throws SQLException {
        Folds.everything();
        changes(PROJECT.executed("5.00").at(At.version(2)), "city", "district", "department", "unit", "states");
        before = all();
        ReadModel.execute(
                "update department_total set total = total + 1 where department_code = '" + HERE + "' and topic = ''");
        assertThat(all().entrySet()).doesNotContainAnyElementsOf(before.entrySet());
        before = all();

        Folds.everything();

        assertThat(all()).isEqualTo(before);
    }

    @Test
    void aDepartmentsOtherName() {
        changes(ADepartment.of(HERE).named("改名").at(At.version(2)), "city", "district", "department", "unit", "states");
    }

    @Test
    void thatItIsBehind() throws SQLException {
        try (Connection unattended = ReadModel.unattended()) {
            ReadModel.execute(
                    "insert into stale_department values ('BUDGET', '" + HERE + "', 2025, now(), 2, now(), true)");

            hasChanged("city", "district", "department", "unit", "states");
        } finally {
            ReadModel.execute("truncate stale_department");
        }
    }

    /** A table that is new is either shown, and then changes versions, or is named here. */
    @Test
    void noTableOfTheReadModelIsForgotten() throws SQLException {
        List<String> tables = ReadModel.texts(
                "select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'");

        assertThat(tables)
                .containsExactlyInAnyOrder(
                        "department",
                        "spending_unit",
                        "department_region",
                        "project_line",
                        "department_total",
                        "assessment",
                        "assessment_total",
                        // not in rollups
                        "finding",
                        "finding_evaluation",
                        // only before a generation is read
                        "portion_total");
    }

    private void changes(OwnersEvent event, String... rollups) {
        Topics.publish(event);

        hasChanged(rollups);
    }

    private void hasChanged(String... rollups) {
        Map<String, String> now = all();
        assertThat(before.keySet().stream().filter(rollup -> !now.get(rollup).equals(before.get(rollup))))
                .containsExactlyInAnyOrder(rollups);
    }

    private Map<String, String> all() {
        return new TreeMap<>(Map.of(
                "city", version(new Area.Region("440100"), By.REGION),
                "district", version(new Area.Region("440116"), By.DEPARTMENT),
                "department", version(new Area.Department(HERE), By.FUNDING),
                "states", version(new Area.Region("440116"), By.STATE),
                "unit", version(new Area.Unit(HERE + "001"), By.TOTAL)));
    }

    private String version(Area area, By by) {
        Question question = Question.of(2025, area, by, Language.CHINESE);
        return snapshots.read(connection -> versions.read(connection, question, Placement.of(connection, 2025, area)));
    }
}
