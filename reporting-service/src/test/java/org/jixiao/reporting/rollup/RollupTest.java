package org.jixiao.reporting.rollup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.jixiao.reporting.fixture.Asking.amounts;
import static org.jixiao.reporting.fixture.Asking.each;
import static org.jixiao.reporting.fixture.Asking.json;
import static org.jixiao.reporting.fixture.Asking.rollup;
import static org.jixiao.reporting.fixture.Asking.table;
import static org.jixiao.reporting.fixture.Asking.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.ADepartment.Lying;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AProject.Issued;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Totals of the reference table, and of a tree around it. */
@ServiceTest
class RollupTest {

    @BeforeEach
    void theReferenceTable() throws SQLException {
        ReadModel.empty();
        Topics.publish(Yuexiu.events());
    }

    @Test
    void aDepartmentsTotalIsTheDefault() {
        JsonNode rollup = rollup("department=440104019");

        assertThat(rollup.get("by").asText()).isEqualTo("total");
        assertThat(rollup.get("currency").asText()).isEqualTo("CNY");
        assertThat(rollup.get("moneyUnit").asText()).isEqualTo("元");
        assertThat(rollup.get("basis").asText()).isEqualTo("ISSUED");
        assertThat(rollup.get("missing")).isEmpty();
        assertThat(rollup.get("asOf").asText()).isEqualTo("2025-02-20T01:15:03.412Z");
        assertThat(rollup.get("complete").asBoolean()).isTrue();
        assertThat(rollup.at("/scope/kind").asText()).isEqualTo("DEPARTMENT");
        assertThat(rollup.at("/scope/name").asText()).isEqualTo(Yuexiu.NAME);
        assertThat(amounts(rollup)).containsExactly("7990600.00", "7990600.00", null, null);
        assertThat(counts(rollup)).containsExactly(13, 13, 42);
        assertThat(rollup.get("difference").asText()).isEqualTo("0.00");
    }

    @Test
    void transfersAndOwnMoneyAreToldApart() {
        JsonNode rollup = rollup("department=440104019&by=funding");

        assertThat(texts(rollup.get("rows"), "key")).containsExactly("TRANSFER", "OWN");
        assertThat(texts(rollup.get("rows"), "name")).containsExactly("转移支付", "本级资金");
        assertThat(amounts(rollup.at("/rows/0"))).containsExactly("1320000.00", "1320000.00", null, null);
        assertThat(amounts(rollup.at("/rows/1"))).containsExactly("6670600.00", "6670600.00", null, null);
        assertThat(counts(rollup.at("/rows/0"))).containsExactly(2, 2, 8);
        assertThat(counts(rollup.at("/rows/1"))).containsExactly(11, 11, 34);
    }

    @Test
    void fundSourcesAreThreeAndTheirBlanksStayBlank() {
        JsonNode rollup = rollup("department=440104019&by=fund-source");

        assertThat(texts(rollup.get("rows"), "key"))
                .containsExactly("FISCAL_APPROPRIATION", "SPECIAL_ACCOUNT", "OTHER");
        assertThat(amounts(rollup.at("/rows/0"))).containsExactly("7990600.00", "7990600.00", null, null);
        assertThat(amounts(rollup.at("/rows/1"))).containsExactly(null, null, null, null);
        assertThat(rollup.at("/rows/0/projectCount").isNull()).isTrue();
        assertThat(rollup.get("difference").asText()).isEqualTo("0.00");
    }

    @Test
    void aProvinceIsSplitIntoCitiesACityIntoDistrictsADistrictIntoDepartments() {
        AProject ofTheCity = AProject.of("440100007", 1);
        AProject ofAnotherCity = AProject.of("440300001", 1);
        Topics.publish(
                ADepartment.of("440100007").under("440100", "广州市").event(),
                ofTheCity.event(),
                AGoal.of(ofTheCity, 1).event(),
                ofAnotherCity.event());

        JsonNode province = rollup("region=440000");
        JsonNode city = rollup("region=440100");
        JsonNode district = rollup("region=440104");

        assertThat(province.get("by").asText()).isEqualTo("region");
        assertThat(texts(province.get("rows"), "key")).containsExactly("440100", "440300");
        assertThat(texts(province.get("rows"), "name")).containsExactly("广州市", null);
        assertThat(province.get("complete").asBoolean()).isFalse();
        assertThat(texts(city.get("rows"), "key")).containsExactly("440100", "440104");
        assertThat(texts(city.get("rows"), "name")).containsExactly("广州市本级", "越秀区");
        assertThat(city.get("complete").asBoolean()).isTrue();
        assertThat(amounts(city)).containsExactly("8000600.00", "8000600.00", null, null);
        assertThat(district.get("by").asText()).isEqualTo("department");
        assertThat(texts(district.get("rows"), "key")).containsExactly("440104019");
        assertThat(texts(rollup("region=440000&by=department").get("rows"), "key"))
                .containsExactly("440100007", "440104019", "440300001");
    }

    @Test
    void unitsOfADepartmentAreNamed() {
        AProject ofAnother = AProject.of("440104020", 1).in("440104020002").executed("3.50");
        Topics.publish(
                ADepartment.of("440104020")
                        .withUnits(Map.of("440104020001", "甲", "440104020002", "乙"))
                        .event(),
                AProject.of("440104020", 2).event(),
                ofAnother.event());

        JsonNode rollup = rollup("department=440104020&by=unit");

        assertThat(texts(rollup.get("rows"), "name")).containsExactly("甲", "乙");
        assertThat(texts(rollup.get("rows"), "executed")).containsExactly(null, "3.50");
        assertThat(counts(rollup.at("/rows/1"))).containsExactly(1, 0, 0);
        assertThat(rollup.get("executed").asText()).isEqualTo("3.50");
    }

    @Test
    void aGoalWithoutProjectMakesItIncomplete() {
        Topics.publish(AGoal.of(AProject.of("440104019", 99), 1).event());

        assertThat(rollup("region=440000").get("complete").asBoolean()).isFalse();
        assertThat(counts(rollup("region=440000"))).containsExactly(13, 13, 42);
    }

    @Test
    void aKnownAreaWithoutDataInThatYearIsEmpty() {
        JsonNode rollup = json("/api/v1/rollups?year=2024&region=440104");

        assertThat(amounts(rollup)).containsExactly(null, null, null, null);
        assertThat(rollup.get("asOf").isNull()).isTrue();
        assertThat(rollup.get("rows")).isEmpty();
        assertThat(missing(rollup)).containsExactly("DATA 0");
        assertThat(rollup.get("difference").asText()).isEqualTo("0.00");
    }

    @Test
    void indicatorsAreCountedByCategoryAndType() {
        JsonNode categories = rollup("region=440100&by=category");
        JsonNode types = rollup("department=440104019&by=type");

        assertThat(texts(categories.get("rows"), "key")).containsExactly("1", "2", "3");
        assertThat(texts(categories.get("rows"), "name")).containsExactly("产出指标", "效益指标", "满意度指标");
        assertThat(texts(categories.get("rows"), "indicatorCount")).containsExactly("24", "16", "2");
        assertThat(texts(categories.get("rows"), "projectCount")).containsOnlyNulls();
        assertThat(amounts(categories.at("/rows/0"))).containsOnlyNulls();
        assertThat(amounts(categories).getFirst()).isEqualTo("7990600.00");
        assertThat(categories.get("difference").isNull()).isTrue();
        assertThat(categories.at("/differences/indicatorCount").asInt()).isZero();
        assertThat(texts(types.get("rows"), "key")).containsExactly("11", "12", "13", "21", "22", "31");
        assertThat(texts(types.get("rows"), "indicatorCount")).containsExactly("18", "3", "3", "1", "15", "2");
        assertThat(texts(rollup("unit=440104019001&by=type").get("rows"), "indicatorCount"))
                .containsExactly("18", "3", "3", "1", "15", "2");
    }

    @Test
    void issuedAdjustedAndExecutedMoneyAreKeptApart() {
        AProject cut = AProject.of("440104020", 1)
                .amounting("80.00", "80.00", null, null)
                .issuedAt(Issued.of("100.00", "60.00", null, "40.00"))
                .executed("20.00");
        AProject silent = AProject.of("440104020", 2).amounting("500.00", "500.00", null, null);
        AProject ofAnEarlierRelease = AProject.of("440104020", 3)
                .amounting("0.10", "0.10", null, null)
                .issuedAt(Issued.UNTOLD);
        Topics.publish(ADepartment.of("440104020").event(), cut.event(), silent.event(), ofAnEarlierRelease.event());

        JsonNode issued = rollup("department=440104020&basis=issued&by=fund-source");
        JsonNode adjusted = rollup("department=440104020&basis=adjusted");
        JsonNode executed = rollup("department=440104020&basis=executed&by=fund-source");
        JsonNode declared = rollup("department=440104020&basis=declared");

        assertThat(amounts(issued)).containsExactly("600.00", "560.00", null, "40.00");
        assertThat(missing(issued)).containsExactly("GOALS 3", "ISSUED_AMOUNTS 1");
        assertThat(codes(issued.at("/missing/1/codes"))).containsExactly(ofAnEarlierRelease.code());
        assertThat(amounts(adjusted)).containsExactly("580.10", "580.10", null, null);
        assertThat(adjusted.get("issued").asText()).isEqualTo("600.00");
        assertThat(adjusted.get("executionRate").asText()).isEqualTo("0.2500");
        assertThat(amounts(executed)).containsExactly("20.00", null, null, null);
        assertThat(texts(executed.get("rows"), "key"))
                .containsExactly("FISCAL_APPROPRIATION", "SPECIAL_ACCOUNT", "OTHER", "UNKNOWN");
        assertThat(missing(executed)).contains("EXECUTED_AMOUNTS 2");
        assertThat(amounts(declared)).containsOnlyNulls();
        assertThat(missing(declared)).contains("DECLARED_AMOUNTS 3");
        for (JsonNode each : List.of(issued, adjusted, executed, declared)) {
            assertThat(each.get("difference").asText()).isEqualTo("0.00");
            assertThat(each.get("complete").asBoolean()).isFalse();
        }
    }

    @Test
    void theMoneyInForceIsIssuedUntilAProjectIsAdjustedAndTheTableSaysTheSame() {
        AProject one = AProject.of("440104024", 1).issuedAt(Issued.of("10000.00", "10000.00", null, null));
        AProject other = AProject.of("440104024", 2).issuedAt(Issued.of("10000.00", "10000.00", null, null));
        Topics.publish(ADepartment.of("440104024").event(), one.event(), other.event());
        assertThat(bases()).containsOnly("ISSUED");

        Topics.publish(
                one.amounting("12000.00", "12000.00", null, null).at(At.version(2)),
                other.amounting("8000.00", "8000.00", null, null).at(At.version(2)));

        assertThat(bases()).containsOnly("ADJUSTED");
        assertThat(amounts(rollup("department=440104024"))).first().isEqualTo("20000.00");
        assertThat(rollup("department=440104019").get("basis").asText()).isEqualTo("ISSUED");
        assertThat(rollup("region=440104&basis=issued").get("basis").asText()).isEqualTo("ISSUED");
    }

    /** What the answers with the money of department 440104024 say that it is. */
    private static List<String> bases() {
        return List.of(
                table(2025, "440104024").get("basis").asText(),
                rollup("department=440104024").get("basis").asText(),
                rollup("unit=440104024001").get("basis").asText(),
                rollup("region=440000&by=lamp").get("basis").asText());
    }

    @Test
    void ratesAreNeverAveragedAndNothingReportedIsNotNothingSpent() {
        Topics.publish(
                AProject.of("440104021", 1)
                        .amounting("900.00", "900.00", null, null)
                        .executed("90.00")
                        .event(),
                AProject.of("440104021", 2)
                        .amounting("100.00", "100.00", null, null)
                        .executed("100.00")
                        .event(),
                AProject.of("440104021", 3)
                        .amounting("0.00", "0.00", null, null)
                        .in("440104021002")
                        .executed("0.00")
                        .event(),
                AProject.of("440104021", 4).in("440104021003").event());

        JsonNode rollup = rollup("department=440104021&by=unit");

        assertThat(rollup.get("executionRate").asText()).isEqualTo("0.1900");
        assertThat(texts(rollup.get("rows"), "executed")).containsExactly("190.00", "0.00", null);
        assertThat(texts(rollup.get("rows"), "executionRate")).containsExactly("0.1900", null, null);
    }

    @Test
    void lampsHoldSpendingAgainstTheCalendar() {
        List<String> executed = List.of("299.99", "300.00", "399.99", "400.00", "1200.00");
        List<OwnersEvent> events = new ArrayList<>();
        events.add(ADepartment.of("440104022").event());
        for (String each : executed) {
            events.add(AProject.of("440104022", 1 + executed.indexOf(each))
                    .amounting("1000.00", "1000.00", null, null)
                    .executed(each)
                    .event());
        }
        events.add(AProject.of("440104022", 6).event());
        events.add(AProject.of("440104022", 7)
                .amounting("0.00", "0.00", null, null)
                .executed("1.00")
                .event());
        Topics.publish(events);

        JsonNode june = rollup("department=440104022&by=money-lamp&month=6");
        JsonNode nextYear = json("/api/v1/rollups?year=2100&department=440104022&by=money-lamp");

        assertThat(texts(june.get("rows"), "key")).containsExactly("RED", "YELLOW", "GREEN", "NO_BUDGET", "NO_DATA");
        assertThat(texts(june.get("rows"), "projectCount")).containsExactly("1", "2", "2", "1", "1");
        assertThat(texts(june.get("rows"), "executed")).containsExactly("299.99", "699.99", "1600.00", "1.00", null);
        assertThat(june.get("month").asInt()).isEqualTo(6);
        assertThat(june.get("difference").asText()).isEqualTo("0.00");
        assertThat(nextYear.get("month").asInt()).isZero();
    }

    /** One is monitored twice, one is evaluated as well, of one all was taken back, and of one the project is withdrawn. */
    private static void twoDepartmentsAreMonitored() {
        AProject slow = AProject.of("440104024", 1);
        AProject done = AProject.of("440104024", 2).in("440104024002").amounting("5.00", "5.00", null, null);
        AProject late = AProject.of("440104025", 1);
        AProject gone = AProject.of("440104025", 2);
        Topics.publish(
                ADepartment.of("440104024").event(),
                ADepartment.of("440104025").event(),
                slow.event(),
                done.event(),
                AProject.of("440104024", 3).event(),
                late.event(),
                gone.withdrawn().event(),
                AGoal.of(slow, 3).event(),
                AnAssessment.of(slow)
                        .monitored(7, "11 RED", "11 RED")
                        .monitored(9, "11 GREEN", "22 YELLOW", "22")
                        .event(),
                AnAssessment.of(done)
                        .monitored(9, "11 BLUE", "31 GREEN")
                        .evaluated("90.00", "EXCELLENT")
                        .event(),
                AnAssessment.of(AProject.of("440104024", 3)).event(),
                AnAssessment.of(late).evaluated("79.99", "FAIR").event(),
                AnAssessment.of(gone)
                        .monitored(9, "11 RED")
                        .evaluated("10.00", "POOR")
                        .event());
    }

    @Test
    void lampsAndGradesAreCountedWhereTheProjectsAreAndScoresAreNeverAveragedTwice() {
        twoDepartmentsAreMonitored();

        JsonNode rollup = rollup("region=440104&by=department");

        assertThat(texts(rollup.get("rows"), "key")).containsExactly("440104019", "440104024", "440104025");
        assertThat(rollup.at("/rows/1/lamps").toString())
                .isEqualTo("{\"red\":0,\"yellow\":1,\"green\":1,\"blue\":0,\"none\":1}");
        assertThat(rollup.at("/rows/2/lamps/none").asInt()).isEqualTo(1);
        assertThat(rollup.at("/rows/2/grades").toString())
                .isEqualTo("{\"excellent\":0,\"good\":0,\"fair\":1,\"poor\":0,\"none\":0}");
        assertThat(rollup.at("/scores").toString()).isEqualTo("{\"sum\":\"169.99\",\"count\":2,\"average\":\"85.00\"}");
        assertThat(rollup.at("/grades/none").asInt()).isEqualTo(15);
        assertThat(rollup.at("/differences/lampCount").asInt()).isZero();
        assertThat(rollup.at("/differences/gradeCount").asInt()).isZero();
        assertThat(missing(rollup)).doesNotContain("ASSESSED_PROJECTS 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"region=440000", "department=440104019", "unit=440104019001"})
    void theirTimeCountsInThatOfTheWhole(String area) {
        At later = At.version(3);

        Topics.publish(AnAssessment.of(Yuexiu.projects().getFirst())
                .evaluated("96.50", "EXCELLENT")
                .at(later));

        assertThat(rollup(area).get("asOf").asText())
                .isEqualTo(later.recordedAt().toString());
    }

    @Test
    void projectsAreSplitByLampAndByGradeAndIndicatorsOfAKindByLamp() {
        twoDepartmentsAreMonitored();

        JsonNode lamps = rollup("region=440104&by=lamp");
        JsonNode grades = rollup("department=440104024&by=grade");
        JsonNode categories = rollup("region=440104&by=category");

        assertThat(texts(lamps.get("rows"), "key")).containsExactly("RED", "YELLOW", "GREEN", "BLUE", "NONE");
        assertThat(texts(lamps.get("rows"), "projectCount")).containsExactly("0", "1", "1", "0", "15");
        assertThat(texts(lamps.get("rows"), "adjusted")).containsExactly(null, "10000.00", "5.00", null, "8010600.00");
        assertThat(lamps.get("difference").asText()).isEqualTo("0.00");
        assertThat(lamps.get("month").isNull()).isTrue();
        assertThat(texts(grades.get("rows"), "key")).containsExactly("EXCELLENT", "GOOD", "FAIR", "POOR", "NONE");
        assertThat(texts(grades.get("rows"), "projectCount")).containsExactly("1", "0", "0", "0", "2");
        assertThat(categories.at("/indicatorLamps").toString())
                .isEqualTo("{\"red\":0,\"yellow\":1,\"green\":2,\"blue\":1,\"none\":1}");
        assertThat(each(categories.get("rows"), row -> row.get("key").asText() + " " + row.at("/indicatorLamps/green")))
                .containsExactly("1 1", "2 0", "3 1");
        assertThat(rollup("unit=440104024002").at("/lamps/green").asInt()).isEqualTo(1);
        assertThat(rollup("unit=440104024002&by=type")
                        .at("/indicatorLamps/blue")
                        .asInt())
                .isEqualTo(1);
        assertThat(rollup("department=440104024&by=unit")
                        .at("/rows/1/lamps/green")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aDepartmentsAssessmentsAreToldProjectByProject() {
        twoDepartmentsAreMonitored();

        JsonNode told = json("/api/v1/assessments?year=2025&department=440104024");

        assertThat(texts(told.get("projects"), "name")).containsExactly("项目1", "项目2");
        assertThat(texts(told.get("projects"), "lamp")).containsExactly("YELLOW", "GREEN");
        assertThat(texts(told.get("projects"), "score")).containsExactly(null, "90.00");
        assertThat(texts(told.get("projects"), "gradeName")).containsExactly(null, "优");
        assertThat(json("/api/v1/assessments?year=2025&department=440104019").get("projects"))
                .isEmpty();
        given().get("/api/v1/assessments?year=2025&department=440104999").then().statusCode(404);
        for (String query : List.of(
                "year=2025", "department=440104024", "year=1999&department=440104024", "year=2025&department=44")) {
            given().get("/api/v1/assessments?" + query)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("INVALID_PARAMETER"));
        }
    }

    @Test
    void anAssessmentThatComesBeforeItsProjectWaitsForIt() {
        AProject project = AProject.of("440104024", 1);
        Topics.publish(
                ADepartment.of("440104024").event(),
                AProject.of("440104024", 2).event(),
                AnAssessment.of(project).monitored(8, "11 RED").event());

        JsonNode before = rollup("department=440104024");
        Topics.publish(project.event());

        assertThat(missing(before)).contains("ASSESSED_PROJECTS 1");
        assertThat(codes(before.at("/missing/1/codes"))).containsExactly(project.code());
        assertThat(before.at("/lamps").toString())
                .isEqualTo("{\"red\":0,\"yellow\":0,\"green\":0,\"blue\":0,\"none\":1}");
        assertThat(rollup("department=440104024").at("/lamps").toString())
                .isEqualTo("{\"red\":1,\"yellow\":0,\"green\":0,\"blue\":0,\"none\":1}");
    }

    @Test
    void aProjectThatIsWithdrawnOrMovesTakesItsLampWithIt() {
        twoDepartmentsAreMonitored();
        AProject slow = AProject.of("440104024", 1);
        AProject done = AProject.of("440104024", 2);

        JsonNode before = rollup("region=440104");
        Topics.publish(slow.withdrawn().at(At.version(2)));
        JsonNode withdrawn = rollup("region=440104");
        Topics.publish(done.movedTo("440104025", 2025).at(At.version(2)));
        JsonNode moved = rollup("region=440104");

        assertThat(before.at("/lamps/yellow").asInt()).isEqualTo(1);
        assertThat(withdrawn.at("/lamps/yellow").asInt()).isZero();
        assertThat(withdrawn.at("/lamps/green").asInt()).isEqualTo(1);
        assertThat(missing(withdrawn)).doesNotContain("ASSESSED_PROJECTS 1");
        assertThat(moved.at("/lamps/green").asInt()).isZero();
        assertThat(missing(moved)).contains("ASSESSED_PROJECTS 1");
    }

    /** No total of the department that waits tells of what happens there. */
    @Test
    void whatBecomesOfAProjectThatLiesElsewhereIsNoMatterToTheOneThatWaitsForIt() {
        twoDepartmentsAreMonitored();
        AProject moved = AProject.of("440104024", 2).movedTo("440104025", 2025);
        Topics.publish(moved.at(At.version(2)));

        Topics.publish(moved.withdrawn().at(At.version(3)));

        assertThat(missing(rollup("department=440104024"))).contains("ASSESSED_PROJECTS 1");
    }

    /** Nothing is added to any total. */
    @Test
    void aProjectThatComesWithdrawnIsNoLongerWaitedFor() {
        twoDepartmentsAreMonitored();
        AProject late = AProject.of("440104024", 4);
        Topics.publish(AnAssessment.of(late).evaluated("10.00", "POOR").event());
        JsonNode before = rollup("department=440104024");

        Topics.publish(late.withdrawn().event());

        assertThat(missing(before)).contains("ASSESSED_PROJECTS 1");
        assertThat(missing(rollup("department=440104024"))).doesNotContain("ASSESSED_PROJECTS 1");
    }

    @Test
    void aWithdrawnProjectThatMovesAwayIsWaitedForWhereItsAssessmentIs() {
        twoDepartmentsAreMonitored();
        AProject gone = AProject.of("440104025", 2).withdrawn();
        JsonNode before = rollup("department=440104025");

        Topics.publish(gone.movedTo("440104024", 2025).at(At.version(2)));

        assertThat(missing(before)).doesNotContain("ASSESSED_PROJECTS 1");
        assertThat(missing(rollup("department=440104025"))).contains("ASSESSED_PROJECTS 1");
    }

    @Test
    void withdrawnProjectsStandBesideTheTotal() {
        Topics.publish(AProject.of("440104019", 90).withdrawn().event());

        JsonNode rollup = rollup("region=440104&by=state");

        assertThat(texts(rollup.get("rows"), "key")).containsExactly("ISSUED", "WITHDRAWN");
        assertThat(texts(rollup.get("rows"), "projectCount")).containsExactly("13", "1");
        assertThat(texts(rollup.get("rows"), "inTotal")).containsExactly("true", "false");
        assertThat(rollup.get("projectCount").asInt()).isEqualTo(13);
        assertThat(rollup.get("difference").asText()).isEqualTo("0.00");
    }

    @Test
    void yearsStandSideBySideEachByItsOwnTree() {
        AProject earlier = AProject.of("440104019", 91).movedTo("440104019", 2024);
        Topics.publish(
                Yuexiu.department()
                        .lying(
                                new Lying(null, "2024-12-31", ADepartment.upwards("440105", "440100", "440000")),
                                new Lying("2025-01-01", null, ADepartment.upwards("440104", "440100", "440000")))
                        .at(At.version(2)),
                earlier.event());

        JsonNode department = rollup("department=440104019&by=year");

        assertThat(texts(department.get("rows"), "key")).containsExactly("2024", "2025");
        assertThat(texts(department.get("rows"), "adjusted")).containsExactly("10000.00", "7990600.00");
        assertThat(texts(department.get("rows"), "inTotal")).containsExactly("false", "true");
        assertThat(texts(rollup("region=440104&by=year").get("rows"), "key")).containsExactly("2025");
        assertThat(texts(json("/api/v1/rollups?year=2024&region=440105&by=year").get("rows"), "key"))
                .containsExactly("2024");
    }

    @Test
    void aYearGoesByTheRegionsOfItsFirstOfJanuary() {
        AProject nextYear = AProject.of("440104019", 92).movedTo("440104019", 2026);
        Topics.publish(
                Yuexiu.department()
                        .lying(
                                new Lying(null, "2025-03-31", ADepartment.upwards("440104", "440100", "440000")),
                                new Lying("2025-05-01", null, ADepartment.upwards("440305", "440300", "440000")))
                        .at(At.version(2)),
                nextYear.event());

        JsonNode now = rollup("region=440000");
        JsonNode then = json("/api/v1/rollups?year=2026&region=440000");

        assertThat(now.get("membershipAsOf").asText()).isEqualTo("2025-01-01");
        assertThat(texts(now.get("rows"), "key")).containsExactly("440100");
        assertThat(texts(then.get("rows"), "key")).containsExactly("440300");
        assertThat(amounts(rollup("region=440104"))).first().isEqualTo("7990600.00");
        assertThat(amounts(json("/api/v1/rollups?year=2026&region=440104")))
                .first()
                .isNull();
        assertThat(json("/api/v1/rollups?year=2026&department=440104019")
                        .at("/links/parent")
                        .asText())
                .isEqualTo("/api/v1/rollups?year=2026&region=440305");
    }

    @Test
    void theTreeIsAsDeepAsTheOwnerSaysWhateverTheDigits() {
        String department = "440111019";
        Topics.publish(
                ADepartment.of(department)
                        .lying(new Lying(
                                null, null, ADepartment.upwards("440111", "440171", "440170", "440100", "440000")))
                        .event(),
                AProject.of(department, 1).event());

        for (List<String> step :
                List.of(List.of("440100", "440170"), List.of("440170", "440171"), List.of("440171", "440111"))) {
            JsonNode rollup = rollup("region=" + step.getFirst());
            assertThat(texts(rollup.get("rows"), "key")).contains(step.getLast());
            assertThat(rollup.at("/differences/projectCount").asInt()).isZero();
            assertThat(rollup("region=" + step.getLast()).at("/links/parent").asText())
                    .isEqualTo("/api/v1/rollups?year=2025&region=" + step.getFirst());
        }
        assertThat(amounts(rollup("region=440171"))).first().isEqualTo("10000.00");
    }

    @Test
    void addressesLeadFromTheProvinceToTheTableAndBack() {
        Topics.publish(
                ADepartment.of("440100007").under("440100", "广州市").event(),
                AProject.of("440100007", 1).event());

        List<String> way = new ArrayList<>();
        String at = "/api/v1/rollups?year=2025&region=440000&basis=issued";
        while (!at.contains("goal-tables")) {
            JsonNode rollup = json(at);
            way.add(rollup.at("/scope/kind").asText());
            JsonNode rows = rollup.get("rows");
            boolean isWhole = rollup.get("by").asText().equals("total");
            at = (isWhole
                            ? rollup.at("/links/children")
                            : rows.get(rows.size() - 1).get("href"))
                    .asText();
        }

        assertThat(way).containsExactly("REGION", "REGION", "REGION", "DEPARTMENT", "DEPARTMENT", "UNIT");
        assertThat(at).isEqualTo("/api/v1/goal-tables/2025/440104019");
        JsonNode own = json(rollup("region=440100").at("/rows/0/href").asText());
        assertThat(own.at("/scope/kind").asText()).isEqualTo("OWN");
        assertThat(own.at("/scope/name").asText()).isEqualTo("广州市本级");
        assertThat(texts(own.get("rows"), "key")).containsExactly("440100007");
        assertThat(own.at("/links/parent").asText()).isEqualTo("/api/v1/rollups?year=2025&region=440100");
        assertThat(rollup("unit=440104019001").at("/links/parent").asText())
                .isEqualTo("/api/v1/rollups?year=2025&department=440104019");
        assertThat(rollup("region=440000").at("/links/parent").isNull()).isTrue();
    }

    @Test
    void rowsComeInPagesAndTotalsOfTheWhole() {
        List<OwnersEvent> events = new ArrayList<>();
        for (int number = 101; number <= 107; number++) {
            events.add(AProject.of("440104" + number, 1).event());
        }
        Topics.publish(events);

        List<String> keys = new ArrayList<>();
        String next = "/api/v1/rollups?year=2025&region=440104&by=department&limit=3";
        while (next != null) {
            JsonNode page = json(next);
            assertThat(amounts(page)).first().isEqualTo("8060600.00");
            assertThat(page.get("difference").asText()).isEqualTo("0.00");
            assertThat(page.get("rows").size()).isLessThanOrEqualTo(3);
            keys.addAll(texts(page.get("rows"), "key"));
            next = page.at("/links/next").textValue();
        }

        assertThat(keys)
                .containsExactly(
                        "440104019",
                        "440104101",
                        "440104102",
                        "440104103",
                        "440104104",
                        "440104105",
                        "440104106",
                        "440104107");
    }

    @Test
    void whatIsMissingIsCountedAndNamed() {
        AProject withoutGoal = AProject.of("440104023", 1);
        AProject notThere = AProject.of("440104019", 93);
        Topics.publish(withoutGoal.event(), AGoal.of(notThere, 1).event());

        JsonNode rollup = rollup("region=440000");

        assertThat(missing(rollup)).containsExactly("GOALS 1", "PROJECTS 1", "DEPARTMENT_NAMES 1");
        assertThat(codes(rollup.at("/missing/0/codes"))).containsExactly(withoutGoal.code());
        assertThat(codes(rollup.at("/missing/1/codes"))).containsExactly(notThere.code());
        assertThat(codes(rollup.at("/missing/2/codes"))).containsExactly("440104023");
        assertThat(rollup.at("/missing/0/text").asText()).isEqualTo("项目没有绩效目标");
        assertThat(rollup.get("complete").asBoolean()).isFalse();
    }

    @Test
    void aDepartmentIsCompleteAsItsTableIsWhateverTheRulesFindWrong() {
        AProject project = AProject.of("440104019", 98);
        Topics.publish(project.event(), AGoal.of(project, 0).event());

        JsonNode table = table(2025, "440104019");

        assertThat(texts(table.get("findings"), "severity")).contains("ERROR");
        assertThat(table.get("complete").asBoolean()).isTrue();
        assertThat(rollup("department=440104019").get("complete").asBoolean()).isTrue();
    }

    @Test
    void aProjectThatGetsNoMoneyLacksNoGoal() {
        Topics.publish(
                AProject.of("440104019", 94).amounting(null, null, null, null).event(),
                AProject.of("440104019", 95)
                        .amounting("0.00", "0.00", null, null)
                        .event());

        JsonNode rollup = rollup("region=440104");

        assertThat(counts(rollup)).containsExactly(15, 13, 42);
        assertThat(rollup.get("complete").asBoolean()).isTrue();
    }

    @Test
    void goalsThatAUnitLacksAreCountedThere() {
        AProject lacking = AProject.of("440104019", 96).in("440104019002");
        Topics.publish(lacking.event(), AProject.of("440104019", 97).event());

        JsonNode unit = rollup("unit=440104019002");

        assertThat(missing(unit)).containsExactly("GOALS 1");
        assertThat(codes(unit.at("/missing/0/codes"))).containsExactly(lacking.code());
        assertThat(missing(rollup("department=440104019"))).containsExactly("GOALS 2");
    }

    @Test
    void aRowThatIsNotThereShowsInTheDifference() throws SQLException {
        ReadModel.execute("delete from project_line where project_code = '44010425T000000000001'");

        JsonNode rollup = rollup("department=440104019&by=unit");

        assertThat(rollup.get("difference").asText()).isEqualTo("210000.00");
        assertThat(each(rollup.get("differences"), JsonNode::asText))
                .containsExactly(
                        "210000.00",
                        "210000.00",
                        "0.00",
                        "0.00",
                        "210000.00",
                        "210000.00",
                        "0.00",
                        "1",
                        "1",
                        "4",
                        "0",
                        "0",
                        "0.00");
    }

    @Test
    void pointsThatNoRowHasShowInTheDifference() throws SQLException {
        Topics.publish(AnAssessment.of(Yuexiu.projects().getFirst())
                .evaluated("96.50", "EXCELLENT")
                .event());
        ReadModel.execute("update assessment_total set score = score + 1, excellent_count = excellent_count + 1"
                + " where department_code = '440104019'");

        JsonNode differences = rollup("department=440104019&by=unit").get("differences");

        assertThat(differences.get("gradeCount").asInt()).isEqualTo(1);
        assertThat(differences.get("scoreSum").asText()).isEqualTo("1.00");
    }

    @Test
    void anUnchangedRollupIsNotSentAgain() {
        String tag = given().get("/api/v1/rollups?year=2025&region=440104").header("ETag");

        given().header("If-None-Match", tag)
                .get("/api/v1/rollups?year=2025&region=440104")
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region=440104                                | 400 | ?year",
                "year=&region=440104                          | 400 | ?year",
                "year=2025.0&region=440104                    | 400 | ?year",
                "year=２０２５&region=440104                    | 400 | ?year",
                "year=2025                                    | 400 | ?region",
                "year=2025&region=440104&department=440104019 | 400 | ?region",
                "year=2025&region=4401                        | 400 | ?region",
                "year=2025&region=44010a                      | 400 | ?region",
                "year=2025&department=440104                  | 400 | ?department",
                "year=2025&department=                        | 400 | ?region",
                "year=2025&region=440104&by=project           | 400 | ?by",
                "year=2025&region=440104&by=FUNDING           | 400 | ?by",
                "year=2025&region=440104&by=unit              | 400 | ?by",
                "year=2025&region=440104&basis=planned        | 400 | ?basis",
                "year=2025&region=440104&format=docx          | 400 | ?format",
                "year=2025&region=440104&limit=1000000        | 400 | ?limit",
                "year=2025&region=440104&limit=0              | 400 | ?limit",
                "year=2025&region=440104&limit=many           | 400 | ?limit",
                "year=2025&region=440104&cursor=x             | 400 | ?cursor",
                "year=2025&region=440104&cursor=AA            | 400 | ?cursor",
                "year=2025&region=440104&month=13             | 400 | ?month",
                "year=2025&region=440104&own=yes              | 400 | ?own",
                "year=2025&department=440104019&own=true      | 400 | ?own",
                "year=2025&unit=440104019                     | 400 | ?unit",
                "year=2025&unit=440104019001&region=440104    | 400 | ?region",
                "year=2025&region=440104&own=true&by=unit     | 400 | ?by",
                "year=2025&unit=440104019999                  | 404 |",
                "year=2025&region=440105&own=true             | 404 |",
                "year=2025&region=999999                      | 404 |",
                "year=2025&region=000000                      | 404 |",
                "year=2025&department=440104998               | 404 |"
            })
    void whatCannotBeAnsweredIsRefusedWithAProblem(String query, int status, String pointer) {
        var answer = given().get("/api/v1/rollups?" + query)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));

        if (pointer != null) {
            answer.body("code", equalTo("INVALID_PARAMETER")).body("violations.pointer", contains(pointer));
        }
    }

    private static List<Integer> counts(JsonNode of) {
        return List.of(
                of.get("projectCount").asInt(),
                of.get("goalCount").asInt(),
                of.get("indicatorCount").asInt());
    }

    private static List<String> missing(JsonNode rollup) {
        return each(
                rollup.get("missing"),
                each -> each.get("what").asText() + " " + each.get("count").asLong());
    }

    private static List<String> codes(JsonNode array) {
        return each(array, JsonNode::asText);
    }
}
