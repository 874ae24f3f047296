package org.jixiao.reporting.rule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.jixiao.reporting.fixture.Asking.each;
import static org.jixiao.reporting.fixture.Asking.table;
import static org.jixiao.reporting.fixture.Asking.texts;

import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules as they are listed, and what those about goals find. */
@ServiceTest
class RulesTest {

    private static final String DEPARTMENT = "440111002";
    private static final AProject PROJECT = AProject.of(DEPARTMENT, 1);
    private static final AGoal GOAL = AGoal.of(PROJECT, 2);

    @BeforeEach
    void oneProject() throws SQLException {
        ReadModel.empty();
        Topics.publish(ADepartment.of(DEPARTMENT).event(), PROJECT.event());
    }

    @Test
    void rulesAreListedInBothLanguages() {
        given().get("/api/v1/rules")
                .then()
                .statusCode(200)
                .body(
                        "rules.code",
                        contains(
                                "SOURCES_EQUAL_TOTAL",
                                "PARTS_EQUAL_TOTAL",
                                "PROJECT_HAS_GOAL",
                                "GOAL_HAS_PROJECT",
                                "GOAL_OF_YEAR",
                                "GOAL_OF_REGION",
                                "GOAL_IN_DEPARTMENT",
                                "GOAL_HAS_OUTPUT",
                                "GOAL_HAS_EFFECT",
                                "WEIGHTS_SUM",
                                "ADJUSTMENT_HAS_GOAL",
                                "DEVIATION_HAS_CAUSE",
                                "ASSESSMENT_HAS_PROJECT"))
                .body("rules[0].severity", equalTo("ERROR"))
                .body("rules[0].title.zh", equalTo("三个来源之和等于总计"))
                .body("rules[0].title.en", equalTo("Sources equal total"))
                .body("rules.find { it.code == 'WEIGHTS_SUM' }.parameters.sums", contains("100", "90"));
    }

    @ParameterizedTest
    @CsvSource({",,,", "0.00,0.00,,", "0.00,,0.00,0.00"})
    void aProjectThatGetsNoMoneyNeedsNoGoal(String total, String fiscal, String special, String other) {
        Topics.publish(PROJECT.amounting(total, fiscal, special, other).at(At.version(2)));

        assertThat(found()).noneMatch(each -> each.startsWith("PROJECT_HAS_GOAL"));
        assertThat(table(2025, DEPARTMENT).get("complete").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.01,0.01,,", ",,,0.01", "0.00,-0.01,0.01,"})
    void anyMoneyWantsAGoal(String total, String fiscal, String special, String other) {
        Topics.publish(PROJECT.amounting(total, fiscal, special, other).at(At.version(2)));

        assertThat(found()).contains("PROJECT_HAS_GOAL ERROR 1 0 -1");
        assertThat(table(2025, DEPARTMENT).get("complete").asBoolean()).isFalse();
    }

    record Case(String name, UnaryOperator<AGoal> goal, int indicators, String... found) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("an output and a benefit", goal -> goal, 2),
                new Case("an output alone", goal -> goal, 1, "GOAL_HAS_EFFECT WARNING 1 0 -1"),
                new Case(
                        "no indicator",
                        goal -> goal,
                        0,
                        "GOAL_HAS_OUTPUT ERROR 1 0 -1",
                        "GOAL_HAS_EFFECT WARNING 1 0 -1"),
                new Case("weights of 100", goal -> goal.weighing("60.00", "40.00"), 2),
                new Case("weights of 90", goal -> goal.weighing("45", "45"), 2),
                new Case(
                        "a weight that is missing",
                        goal -> goal.weighing("60", null),
                        2,
                        "WEIGHTS_SUM WARNING 90 60 -30"),
                new Case(
                        "weights near 100",
                        goal -> goal.weighing("59.99", "40.00"),
                        2,
                        "WEIGHTS_SUM WARNING 100 99.99 -0.01"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGoalIsCheckedByItsIndicators(Case one) {
        AGoal goal = one.goal().apply(AGoal.of(PROJECT, one.indicators()));

        Topics.publish(goal.event());

        assertThat(found()).containsExactly(one.found());
    }

    @ParameterizedTest
    @CsvSource({
        "440111003, 2025, GOAL_IN_DEPARTMENT WARNING 1 0 -1",
        "440112002, 2025, GOAL_OF_REGION ERROR 1 0 -1",
        "440100002, 2025, GOAL_OF_REGION ERROR 1 0 -1",
        "440111002, 2026, GOAL_OF_YEAR ERROR 1 0 -1"
    })
    void aGoalIsOfItsProjectsDepartmentAndYear(String department, int year, String found) {
        AGoal goal = AGoal.of(PROJECT.movedTo(department, year), 2);

        Topics.publish(goal.event());

        assertThat(found()).containsExactly(found);
    }

    @Test
    void adjustedMoneyWantsItsGoalToldAgain() {
        Topics.publish(GOAL.at(At.version(9)));

        Topics.publish(adjusted());

        assertThat(found())
                .containsExactly(
                        "ADJUSTMENT_HAS_GOAL WARNING 2025-02-20T01:34:03.412Z 2025-02-20T01:23:03.412Z PT-11M");
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 20, 21})
    void aGoalToldTogetherWithThatOrLaterAnswersIt(long version) {
        Topics.publish(GOAL.event(), adjusted());

        Topics.publish(GOAL.at(At.version(version)));

        assertThat(found()).isEmpty();
    }

    @Test
    void whatIsBehindInTheLastMonitoringWantsItsCause() {
        AnAssessment assessment = AnAssessment.of(PROJECT).monitored(7, "11 RED");

        Topics.publish(
                GOAL.event(),
                assessment
                        .monitored(9, "11 RED FUNDS", "11 YELLOW", "11 YELLOW", "22 GREEN", "22 BLUE", "22")
                        .event());

        assertThat(found()).containsExactly("DEVIATION_HAS_CAUSE WARNING 3 1 -2");
    }

    @Test
    void anAssessmentWantsItsProjectWhereItSaysThatItLies() {
        AProject elsewhere = AProject.of(DEPARTMENT, 2).movedTo("440111003", 2025);
        AnAssessment here = AnAssessment.of(AProject.of(DEPARTMENT, 2)).monitored(7, "11 GREEN");

        Topics.publish(GOAL.event(), elsewhere.event(), here.event());

        assertThat(found()).containsExactly("ASSESSMENT_HAS_PROJECT WARNING 1 0 -1");
    }

    @Test
    void everyCauseAnswersItsDeviation() {
        AnAssessment assessment = AnAssessment.of(PROJECT).monitored(7, "11 RED");

        Topics.publish(
                GOAL.event(),
                assessment.monitored(9, "11 RED FUNDS", "11 YELLOW OTHER", "22").event());

        assertThat(found()).isEmpty();
    }

    @Test
    void adjustedMoneyWithoutAGoalIsFoundOnce() {
        Topics.publish(adjusted());

        assertThat(found()).containsExactly("PROJECT_HAS_GOAL ERROR 1 0 -1");
    }

    @Test
    void aGoalThatHasNotFollowedItsProjectSaysWhereItIs() {
        Topics.publish(AGoal.of(PROJECT.movedTo("440111009", 2025), 2).event());

        assertThat(texts(table(2025, DEPARTMENT).get("findings"), "message"))
                .containsExactly("绩效目标属于部门 440111009，尚未随项目改属：在此之前，监控和自评不计入");
    }

    @Test
    void aGoalThatFollowsItsProjectAnswersIt() {
        Topics.publish(AGoal.of(PROJECT.movedTo("440111009", 2025), 2).event());

        Topics.publish(GOAL.at(At.version(2)));

        assertThat(found()).isEmpty();
    }

    /** With other amounts than at its issue since its last version. */
    private static OwnersEvent adjusted() {
        At last = At.version(20);
        return PROJECT.amounting("9000.00", "9000.00", null, null)
                .issuedAt(AProject.Issued.of("10000.00", "10000.00", null, null))
                .adjustedAt(last.recordedAt())
                .at(last);
    }

    private static List<String> found() {
        return each(
                table(2025, DEPARTMENT).get("findings"),
                finding -> "%s %s %s %s %s"
                        .formatted(
                                finding.get("rule").asText(),
                                finding.get("severity").asText(),
                                finding.get("expected").asText(),
                                finding.get("actual").asText(),
                                finding.get("difference").asText()));
    }
}
