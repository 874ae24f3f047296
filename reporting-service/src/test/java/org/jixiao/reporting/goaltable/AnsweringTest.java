package org.jixiao.reporting.goaltable;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.jixiao.reporting.fixture.Asking.each;
import static org.jixiao.reporting.fixture.Asking.table;
import static org.jixiao.reporting.fixture.Asking.texts;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.answer.Snapshots;
import org.jixiao.reporting.fixture.ADepartment;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a table is answered: its figures, what is said about them, formats, tags, refusals. */
@ServiceTest
class AnsweringTest {

    private static final String DEPARTMENT = "440111001";
    private static final String TABLE = "/api/v1/goal-tables/2025/" + DEPARTMENT;
    private static final AProject PROJECT = AProject.of(DEPARTMENT, 1);

    @Inject
    TableVersions versions;

    @Inject
    Snapshots snapshots;

    @BeforeEach
    void oneProjectWithItsGoal() throws SQLException {
        ReadModel.empty();
        Topics.publish(
                ADepartment.of(DEPARTMENT).event(),
                PROJECT.event(),
                AGoal.of(PROJECT, 2).flagged("UNIT_MISSING").event());
    }

    @Test
    void anUnchangedTableIsNotSentAgain() {
        String tag = given().get(TABLE).then().statusCode(200).extract().header("ETag");

        given().header("If-None-Match", "\"other\", " + tag)
                .get(TABLE)
                .then()
                .statusCode(304)
                .body(equalTo(""));
        assertThat(tag).startsWith("\"").endsWith("\"");
    }

    @Test
    void aTableThatIsKeptShowsEveryChangeAtOnce() throws SQLException {
        given().get(TABLE).then().body("units[0].projects[0].name", not(equalTo("改名")));
        Topics.publish(PROJECT.named("改名").at(At.version(2)));
        given().get(TABLE).then().body("units[0].projects[0].name", equalTo("改名"));

        ReadModel.execute("update project_line set name = '再改' where project_code = '" + PROJECT.code() + "'");

        given().get(TABLE).then().body("units[0].projects[0].name", equalTo("再改"));
        given().header("Accept-Language", "en").get(TABLE).then().body("units[0].projects[0].name", equalTo("再改"));
    }

    @Test
    void foldedTotalsMakeNoTableAnewUnlessTheyAreChangedByHand() throws SQLException {
        assertThat(table(2025, DEPARTMENT).get("findings")).isEmpty();
        String before = version();

        Folds.everything();

        assertThat(ReadModel.texts("select topic from department_total where department_code = '" + DEPARTMENT + "'"))
                .containsExactly("");
        assertThat(version()).isEqualTo(before);
        assertThat(table(2025, DEPARTMENT).get("findings")).isEmpty();
        ReadModel.execute("update department_total set total = total + 1 where department_code = '" + DEPARTMENT + "'");
        assertThat(texts(table(2025, DEPARTMENT).get("findings"), "rule")).containsExactly("PARTS_EQUAL_TOTAL");
    }

    @Test
    void aChangedTableHasAnotherTag() {
        String tag = given().get(TABLE).header("ETag");

        Topics.publish(PROJECT.named("改名").at(At.version(2)));

        given().header("If-None-Match", tag).get(TABLE).then().statusCode(200).header("ETag", not(equalTo(tag)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                                                        |           | application/json",
                "application/json                                           |           | application/json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 |      | text/html",
                "application/json;q=0.2, text/html;q=0.1                    |           | application/json",
                "image/png, application/json;q=0.1                          |           | application/json",
                "application/*                                              |           | application/json",
                "text/html                                                  | json      | application/json",
                "application/json                                           | html      | text/html",
                "image/png                                                  | json      | application/json"
            })
    void theFormatIsTheParameterOrElseTheBestAcceptedOne(String accept, String format, String type) {
        var request = given().header("Accept", accept);

        (format == null ? request : request.queryParam("format", format))
                .get(TABLE)
                .then()
                .statusCode(200)
                .contentType(startsWith(type))
                .header("Vary", containsString("Accept"));
    }

    @Test
    void htmlIsTheSameTable() {
        given().get(TABLE + "?format=html")
                .then()
                .body(
                        containsString("<!DOCTYPE html>"),
                        containsString(PROJECT.name()),
                        containsString("2、2-效益指标；22-社会效益；指标2；实施周期指标值:≥2件；年度指标值:≥2件。"))
                .header("Content-Security-Policy", containsString("default-src 'none'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/goal-tables/2025/440111001?format=docx | */*             | 400 | INVALID_PARAMETER | ?format",
                "/api/v1/goal-tables/1999/440111001             | */*             | 400 | INVALID_PARAMETER | ?year",
                "/api/v1/goal-tables/2101/440111001             | */*             | 400 | INVALID_PARAMETER | ?year",
                "/api/v1/goal-tables/last/440111001             | */*             | 400 | INVALID_PARAMETER | ?year",
                "/api/v1/goal-tables/2025/44011100              | */*             | 400 | INVALID_PARAMETER | ?departmentCode",
                "/api/v1/goal-tables/2025/'%27%20or%201=1'      | */*             | 400 | INVALID_PARAMETER | ?departmentCode",
                "/api/v1/goal-tables/2025/%00                   | */*             | 400 | INVALID_PARAMETER | ?departmentCode",
                "/api/v1/goal-tables/2025/440111001             | image/png       | 406 | NOT_ACCEPTABLE    |",
                "/api/v1/goal-tables/2025/440111999             | */*             | 404 | NOT_FOUND         |",
                "/api/v1/goal-tables/2024/440111001             | */*             | 404 | NOT_FOUND         |"
            })
    void whatCannotBeAnsweredIsRefusedWithAProblem(
            String path, String accept, int status, String code, String pointer) {
        var answer = given().urlEncodingEnabled(false)
                .header("Accept", accept)
                .get(path.replace("'", ""))
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code), "status", equalTo(status));

        if (pointer != null) {
            answer.body("violations.pointer", contains(pointer));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: ;;;",
                "Accept: json",
                "If-None-Match: bare",
                "If-None-Match: \"",
                "Accept-Language: ;q=x"
            })
    void headersThatCannotBeReadAreNoFaultOfTheService(String header) {
        int colon = header.indexOf(':');

        int status = given().header(header.substring(0, colon), header.substring(colon + 2))
                .get(TABLE)
                .statusCode();

        assertThat(status).isBetween(200, 499);
    }

    @Test
    void writingIsNotPossible() {
        given().body("{}")
                .contentType("application/json")
                .put(TABLE)
                .then()
                .statusCode(405)
                .body("code", equalTo("METHOD_NOT_ALLOWED"));
    }

    @Test
    void flagsOfTheGoalAreHandedOn() {
        assertThat(table(2025, DEPARTMENT).at("/units/0/projects/0/flags").toString())
                .isEqualTo("[\"UNIT_MISSING\"]");
    }

    @Test
    void blankIsNotZeroInSumsEither() {
        AProject zero = AProject.of(DEPARTMENT, 2).amounting("0.00", null, "0.00", null);

        Topics.publish(zero.event());

        JsonNode amounts = table(2025, DEPARTMENT).get("amounts");
        assertThat(amounts.get("total").textValue()).isEqualTo("1.00");
        assertThat(amounts.get("specialAccount").textValue()).isEqualTo("0.00");
        assertThat(amounts.get("other").isNull()).isTrue();
    }

    @Test
    void aProjectWithNothingButBlanksHasABlankTotal() {
        AProject blank = AProject.of(DEPARTMENT, 2).amounting(null, null, null, null);

        Topics.publish(blank.event(), AGoal.of(blank, 1).event());

        JsonNode table = table(2025, DEPARTMENT);
        assertThat(table.at("/units/0/projects/1/amounts/total").isNull()).isTrue();
        assertThat(table.get("complete").asBoolean()).isTrue();
    }

    @Test
    void roundedPartsThatDoNotAddUpAreNotedAndTheWholeIsRoundedOnce() {
        AProject half = AProject.of(DEPARTMENT, 2).amounting("50.00", "50.00", null, null);
        AProject other = AProject.of(DEPARTMENT, 3).amounting("50.00", "50.00", null, null);

        Topics.publish(half.event(), other.event());

        JsonNode table = table(2025, DEPARTMENT);
        assertThat(texts(table.at("/units/0/projects"), "amounts")).hasSize(3);
        assertThat(table.at("/units/0/projects/1/amounts/total").asText()).isEqualTo("0.01");
        assertThat(table.at("/amounts/total").asText()).isEqualTo("1.01");
        JsonNode note = table.at("/notes/0");
        assertThat(note.get("at").asText()).isEqualTo(DEPARTMENT + "001");
        assertThat(note.get("column").asText()).isEqualTo("total");
        assertThat(note.get("parts").asText()).isEqualTo("1.02");
        assertThat(note.get("whole").asText()).isEqualTo("1.01");
        assertThat(note.get("difference").asText()).isEqualTo("0.01");
        assertThat(note.get("message").asText()).contains("四舍五入");
        assertThat(table.get("notes")).hasSize(2);
    }

    @Test
    void sourcesThatMissTheTotalAreAnError() {
        Topics.publish(PROJECT.amounting("10000.00", "9999.99", null, null).at(At.version(2)));

        given().header("Accept-Language", "en")
                .get(TABLE)
                .then()
                .body("complete", equalTo(false))
                .body("findings.rule", contains("SOURCES_EQUAL_TOTAL"))
                .body("findings[0].severity", equalTo("ERROR"))
                .body("findings[0].projectCode", equalTo(PROJECT.code()))
                .body("findings[0].expected", equalTo("10000.00"))
                .body("findings[0].actual", equalTo("9999.99"))
                .body("findings[0].difference", equalTo("-0.01"))
                .body("findings[0].message", containsString("do not add up"));
    }

    @Test
    void keptTotalsThatDriftFromTheLinesAreAnError() throws SQLException {
        ReadModel.execute("update department_total set total = total + 1, goal_count = goal_count + 1"
                + " where department_code = '" + DEPARTMENT + "' and topic = 'budget.projects.v1'");

        JsonNode table = table(2025, DEPARTMENT);

        assertThat(texts(table.get("findings"), "rule")).containsExactly("PARTS_EQUAL_TOTAL", "PARTS_EQUAL_TOTAL");
        assertThat(texts(table.get("findings"), "expected")).containsExactly("10001.00", "2");
        assertThat(texts(table.get("findings"), "actual")).containsExactly("10000.00", "1");
        assertThat(texts(table.get("findings"), "difference")).containsExactly("-1.00", "-1");
    }

    @Test
    void keptIssuedAmountsAndKindsOfIndicatorsThatDriftAreErrorsToo() throws SQLException {
        ReadModel.execute("update department_total set issued_total = issued_total - 1,"
                + " indicator_types = indicator_types || '{\"1.12\": 7}'"
                + " where department_code = '" + DEPARTMENT + "' and topic = 'budget.projects.v1'");

        JsonNode table = table(2025, DEPARTMENT);

        assertThat(texts(table.get("findings"), "rule")).containsOnly("PARTS_EQUAL_TOTAL");
        assertThat(texts(table.get("findings"), "message"))
                .containsExactly("各项目之和与保存的合计不一致：批复的总计", "各项目之和与保存的合计不一致：指标数（类别 1.12）");
        assertThat(texts(table.get("findings"), "difference")).containsExactly("1.00", "-7");
    }

    @Test
    void whatWasFoundOutOfAProjectStandsBesideItsRow() {
        assertThat(assessment().isNull()).isTrue();

        Topics.publish(AnAssessment.of(PROJECT)
                .monitored(7, "11 RED")
                .monitored(9, "11 YELLOW FUNDS", "22", "22 YELLOW OTHER PARTLY")
                .evaluated("96.50", "EXCELLENT")
                .event());

        String indicator = PROJECT.code() + "-0";
        assertThat(assessment()).hasToString("""
                {"month":9,"lamp":"YELLOW","score":"96.50","grade":"EXCELLENT","gradeName":"优",\
                "recordedAt":"2025-02-20T01:15:03.412Z","indicators":[\
                {"indicatorId":"%1$s1","sequence":1,"name":"指标1","annualTarget":"≥1件",\
                "lamp":"YELLOW","cause":"FUNDS","actual":"60","result":null,"score":"96.50"},\
                {"indicatorId":"%1$s2","sequence":2,"name":"指标2","annualTarget":"≥2件",\
                "lamp":null,"cause":null,"actual":"20","result":null,"score":null},\
                {"indicatorId":null,"sequence":null,"name":"指标3","annualTarget":"≥3件",\
                "lamp":"YELLOW","cause":"OTHER","actual":null,"result":"PARTLY","score":null}]}""".formatted(indicator));
    }

    @Test
    void whatWasFoundOutStaysWithItsIndicatorWhereverThatStandsByThen() {
        AGoal.AnIndicator first = AGoal.AnIndicator.of("11", 1);
        AGoal.AnIndicator second = AGoal.AnIndicator.of("22", 2);
        Topics.publish(AnAssessment.of(PROJECT)
                .monitored(9, "11 RED FUNDS", "22 GREEN")
                .evaluated(2, "96.50", "EXCELLENT")
                .event());

        Topics.publish(AGoal.of(PROJECT, 2)
                .measuredBy(first.named("新指标"), second, first)
                .at(At.version(2)));

        assertThat(each(assessment().get("indicators"), AnsweringTest::said))
                .containsExactly("-02 指标2 GREEN 60 96.50", "-03 指标1 RED 20 null");
    }

    @Test
    void whatWasFoundOutOfAnIndicatorThatTheGoalHasNoMoreStandsBesideNone() {
        AGoal.AnIndicator second = AGoal.AnIndicator.of("22", 2);
        Topics.publish(AnAssessment.of(PROJECT)
                .monitored(9, "11 RED FUNDS", "22 GREEN")
                .event());

        Topics.publish(
                AGoal.of(PROJECT, 2).measuredBy(second, second.named("指标1")).at(At.version(2)));

        assertThat(each(assessment().get("indicators"), AnsweringTest::said))
                .containsExactly("-01 指标2 GREEN 20 null", "null 指标1 RED 20 null");
    }

    private static String said(JsonNode indicator) {
        return String.join(
                " ",
                indicator.get("indicatorId").asText().replace(PROJECT.code(), ""),
                indicator.get("name").asText(),
                indicator.get("lamp").asText(),
                indicator.get("actual").asText(),
                indicator.get("score").asText());
    }

    @Test
    void anAssessmentThatCountsTheSameMakesAnotherTableAndLeavesItsFilesAsTheyAre() {
        AnAssessment assessment = AnAssessment.of(PROJECT);
        Topics.publish(assessment.monitored(9, "11 YELLOW FUNDS").event());
        String tag = given().get(TABLE).header("ETag");
        String file = given().get(TABLE + "?format=csv").header("ETag");

        Topics.publish(assessment.monitored(9, "11 YELLOW PERSONNEL").at(At.version(2)));

        given().header("If-None-Match", tag)
                .get(TABLE)
                .then()
                .statusCode(200)
                .body("units[0].projects[0].assessment.indicators[0].cause", equalTo("PERSONNEL"));
        given().header("If-None-Match", file).get(TABLE + "?format=csv").then().statusCode(304);
    }

    @Test
    void anAssessmentThatWasTakenBackIsNotShown() {
        Topics.publish(AnAssessment.of(PROJECT).monitored(9, "11 RED").event());

        Topics.publish(AnAssessment.of(PROJECT).at(At.version(2)));

        assertThat(assessment().isNull()).isTrue();
    }

    @Test
    void anAssessmentOfAnotherDepartmentIsNotShown() {
        Topics.publish(AnAssessment.of(PROJECT.movedTo("440111003", 2025))
                .monitored(9, "11 RED")
                .event());

        assertThat(assessment().isNull()).isTrue();
    }

    private static JsonNode assessment() {
        return table(2025, DEPARTMENT).at("/units/0/projects/0").required("assessment");
    }

    @Test
    void asOfIsTheLatestOfWhatIsShown() {
        Topics.publish(AGoal.of(PROJECT, 3).at(At.version(4)));

        assertThat(table(2025, DEPARTMENT).get("asOf").asText())
                .isEqualTo(At.version(4).recordedAt().toString());
    }

    private String version() {
        return snapshots.read(connection -> versions.read(connection, 2025, DEPARTMENT));
    }
}
