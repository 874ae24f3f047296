package org.jixiao.reporting.finding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.jixiao.reporting.fixture.Asking.each;
import static org.jixiao.reporting.fixture.Asking.json;
import static org.jixiao.reporting.fixture.Asking.texts;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.ADepartment.Lying;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.projection.Folds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules found in a region: kept, followed up, and asked for. */
@ServiceTest
class FindingsTest {

    private static final String ONE = "440113001";
    private static final String OTHER = "440113002";
    private static final String FAIL_ONCE = """
            create sequence failing;
            create function fail_once() returns trigger language plpgsql as $$ begin
              if nextval('failing') = 1 then raise exception 'once'; end if;
              return new;
            end $$;
            create trigger fail_once before insert on finding_evaluation for each statement execute function fail_once()
            """;
    private static final AProject WITHOUT_GOAL = AProject.of(ONE, 1);
    private static final AProject WRONG = AProject.of(OTHER, 1).amounting("10000.00", "9999.99", null, null);

    @Inject
    CountingFindings counting;

    @BeforeEach
    void twoDepartmentsWithThreeFindings() throws SQLException {
        ReadModel.empty();
        Topics.publish(
                ADepartment.of(ONE).event(),
                ADepartment.of(OTHER).event(),
                WITHOUT_GOAL.event(),
                WRONG.event(),
                AGoal.of(WRONG, 1).event());
    }

    @Test
    void aRegionHasThoseOfItsDepartments() {
        JsonNode page = settled("region=440113");

        assertThat(told(page))
                .containsExactly(
                        ONE + " PROJECT_HAS_GOAL ERROR " + WITHOUT_GOAL.code() + " -1",
                        OTHER + " SOURCES_EQUAL_TOTAL ERROR " + WRONG.code() + " -0.01",
                        OTHER + " GOAL_HAS_EFFECT WARNING " + WRONG.code() + " -1");
        assertThat(page.at("/evaluated/departments").asInt()).isEqualTo(2);
        assertThat(page.at("/evaluated/asOf").asText()).isEqualTo("2025-02-20T01:15:03.412Z");
        assertThat(told(settled("region=440100&severity=WARNING"))).hasSize(1);
        assertThat(told(settled("region=440113&rule=SOURCES_EQUAL_TOTAL"))).hasSize(1);
        assertThat(told(settled("department=" + ONE))).hasSize(1);
        assertThat(told(settled("region=440114"))).isEmpty();
    }

    @Test
    void aRegionsOwnDepartmentsHaveThoseOfNoneBelowIt() {
        AProject ofTheCity = AProject.of("440100007", 1);
        Topics.publish(ADepartment.of("440100007").under("440100", "广州市").event(), ofTheCity.event());

        List<String> own = told(settled("region=440100&own=true"));

        assertThat(own).singleElement().asString().contains(ofTheCity.code());
        assertThat(told(settled("region=440100"))).hasSize(4);
        given().get("/?year=2025&region=440100&own=true")
                .then()
                .body(containsString("/api/v1/findings?year=2025&amp;region=440100&amp;own=true"))
                .body(not(containsString("/api/v1/findings?year=2025&amp;region=440100&amp;rule")));
    }

    @Test
    void aDepartmentCountsWhereItLiesInThatYearWhateverItsDigits() {
        Topics.publish(ADepartment.of(ONE)
                .lying(
                        new Lying(null, "2024-12-31", ADepartment.upwards("440113", "440100", "440000")),
                        new Lying("2025-01-01", null, ADepartment.upwards("440305", "440300", "440000")))
                .at(At.version(2)));

        assertThat(told(settled("region=440113"))).hasSize(2).noneMatch(each -> each.startsWith(ONE));
        assertThat(told(settled("region=440300"))).singleElement().asString().startsWith(ONE);
        assertThat(told(settled("region=440000"))).hasSize(3);
    }

    @Test
    void aChangeIsFollowedUpWhereItIsAndNowhereElse() throws SQLException {
        settled("region=440113");
        List<String> before = evaluations();

        Topics.publish(
                AGoal.of(WITHOUT_GOAL, 2).event(),
                AGoal.of(AProject.of(ONE, 7), 2).event());

        assertThat(told(settled("region=440113&severity=ERROR"))).hasSize(1);
        assertThat(told(settled("region=440113&rule=GOAL_HAS_PROJECT"))).hasSize(1);
        assertThat(evaluations()).hasSize(2).doesNotContain(before.getFirst()).contains(before.getLast());
    }

    @Test
    void anAssessmentIsFollowedUpToo() {
        settled("region=440113");

        Topics.publish(AnAssessment.of(WRONG).monitored(9, "11 RED").event());

        assertThat(told(settled("region=440113&rule=DEVIATION_HAS_CAUSE")))
                .containsExactly(OTHER + " DEVIATION_HAS_CAUSE WARNING " + WRONG.code() + " -1");
    }

    @Test
    void figuresThatOneRuleComparesAreToldApart() throws SQLException {
        ReadModel.execute("update department_total set total = total + 1, goal_count = goal_count + 1"
                + " where department_code = '" + OTHER + "' and topic = 'budget.projects.v1'");

        Topics.publish(WRONG.named("改名").at(At.version(2)));

        JsonNode found = settled("region=440113&rule=PARTS_EQUAL_TOTAL").get("findings");
        assertThat(texts(found, "measure")).containsExactly("amounts.total", "goalCount");
    }

    @Test
    void aTableThatIsGoneHasNone() throws SQLException {
        settled("region=440113");
        AProject waiting = AProject.of(ONE, 8);
        Topics.publish(AGoal.of(waiting, 2).event());
        settled("region=440113");

        Topics.publish(
                AGoal.of(waiting, 2).withdrawn().at(At.version(2)),
                WITHOUT_GOAL.withdrawn().at(At.version(2)));

        assertThat(told(settled("department=" + ONE))).isEmpty();
    }

    /** Within one transaction, so that it is not evaluated meanwhile. */
    @Test
    void aDepartmentThatHasYetToBeEvaluatedIsCounted() throws SQLException {
        settled("region=440113");
        try (Connection connection = Topics.connection();
                Statement forget = connection.createStatement()) {
            connection.setAutoCommit(false);
            forget.execute("delete from finding_evaluation where department_code = '" + ONE + "'");

            FindingCounts counts = counting.of(connection, 2025, List.of(ONE, OTHER), 1);

            assertThat(counts.pending()).isEqualTo(1);
            assertThat(counts.departments()).hasSize(2);
        }
    }

    @Test
    void foldingLeadsToNoEvaluation() throws SQLException {
        settled("region=440113");
        List<String> before = evaluations();

        Folds.everything();

        assertThat(ReadModel.texts("select count(*) from department_total where department_code = '" + OTHER + "'"))
                .containsExactly("1");
        assertThat(json("/api/v1/findings?year=2025&region=440113")
                        .at("/evaluated/complete")
                        .asBoolean())
                .isTrue();
        assertThat(evaluations()).isEqualTo(before);
    }

    @Test
    void aChangeByHandIsFollowedUpWithoutAnyEvent() throws SQLException {
        Folds.everything();
        settled("region=440113");

        ReadModel.execute("update department_total set total = total + 1 where department_code = '" + ONE + "'");

        assertThat(told(settled("region=440113&rule=PARTS_EQUAL_TOTAL"))).hasSize(1);
    }

    @Test
    void whatFailedIsDoneAgain() throws SQLException {
        settled("region=440113");
        ReadModel.execute(FAIL_ONCE);
        try {
            Topics.publish(AGoal.of(WITHOUT_GOAL, 2).event());

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> told(json("/api/v1/findings?year=2025&region=440113&severity=ERROR"))
                                    .size()
                            == 1);
            assertThat(ReadModel.texts("select last_value > 1 from failing")).containsExactly("t");
        } finally {
            ReadModel.execute("drop function fail_once cascade; drop sequence failing");
        }
    }

    @Test
    void theListIsPaged() {
        settled("region=440113");
        JsonNode first = json("/api/v1/findings?year=2025&region=440113&limit=2");

        JsonNode second = json("/api/v1/findings?year=2025&region=440113&limit=2&cursor="
                + first.get("nextCursor").asText());

        assertThat(first.get("findings")).hasSize(2);
        assertThat(second.get("findings")).hasSize(1);
        assertThat(second.get("nextCursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region=440113&severity=LOUD",
                "region=440113&rule=NONE_SUCH",
                "region=440113&department=440113001",
                "region=440113&limit=1000000",
                "region=440113&cursor=MQ",
                "region=440113&own=maybe",
                "department=440113001&own=true",
                ""
            })
    void aWrongParameterIsNamed(String query) {
        given().get("/api/v1/findings?year=2025&" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_PARAMETER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"region=999999", "department=440113998"})
    void anAreaThatNobodyKnowsHasBeenEvaluatedNowhere(String query) {
        given().get("/api/v1/findings?year=2025&" + query)
                .then()
                .statusCode(200)
                .body("findings", empty(), "evaluated.departments", equalTo(0), "evaluated.asOf", nullValue());
    }

    /** The page when nothing waits to be evaluated any more. */
    private static JsonNode settled(String query) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> json("/api/v1/findings?year=2025&" + query),
                        page -> page.at("/evaluated/complete").asBoolean());
    }

    private static List<String> told(JsonNode page) {
        return each(
                page.get("findings"),
                finding -> "%s %s %s %s %s"
                        .formatted(
                                finding.get("departmentCode").asText(),
                                finding.get("rule").asText(),
                                finding.get("severity").asText(),
                                finding.get("projectCode").asText(),
                                finding.get("difference").asText()));
    }

    private static List<String> evaluations() throws SQLException {
        return ReadModel.texts("select department_code || ' ' || evaluated_at from finding_evaluation"
                + " where department_code like '440113%' order by 1");
    }
}
