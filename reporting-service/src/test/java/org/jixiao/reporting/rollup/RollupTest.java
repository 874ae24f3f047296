package org.jixiao.reporting.rollup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.jixiao.reporting.fixture.Asking.amounts;
import static org.jixiao.reporting.fixture.Asking.json;
import static org.jixiao.reporting.fixture.Asking.rollup;
import static org.jixiao.reporting.fixture.Asking.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(rollup.get("difference").asText()).isEqualTo("0.00");
    }

    @Test
    void aRowThatIsNotThereShowsInTheDifference() throws SQLException {
        ReadModel.execute("delete from project_line where project_code = '44010425T000000000001'");

        assertThat(rollup("department=440104019&by=unit").get("difference").asText())
                .isEqualTo("210000.00");
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
}
