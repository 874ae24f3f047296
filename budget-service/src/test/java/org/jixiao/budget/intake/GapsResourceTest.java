package org.jixiao.budget.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions that a sender has skipped are listed with their age until they come or are given up. */
@ServiceTest
class GapsResourceTest {

    private static final String REASON = "{\"reason\": \"越秀区确认该版本从未存在\"}";

    private Topics topics;
    private Report report;

    @BeforeEach
    void open() {
        ReferenceData.registered();
        topics = new Topics();
        report = Report.of(ProjectJson.newCode());
        topics.send(report.version(4));
        topics.receipt(report);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void aSkippedRevisionIsListedWithItsAge() {
        list(Caller.reader())
                .body("gaps", hasSize(1))
                .body("gaps[0].sender", equalTo("yuexiu-finance"))
                .body("gaps[0].projectCode", equalTo(report.projectCode()))
                .body("gaps[0].sourceEpoch", equalTo(1))
                .body("gaps[0].fromVersion", equalTo(1))
                .body("gaps[0].toVersion", equalTo(3))
                .body("gaps[0].noticedAt", notNullValue())
                .body("gaps[0].ageSeconds", greaterThanOrEqualTo(0))
                .body("gaps[0].state", equalTo("OPEN"))
                .body("gaps[0].closedAt", nullValue())
                .body("nextCursor", nullValue());
    }

    @Test
    void aLateRevisionIsStaleAndLeavesTheList() {
        Report late = report.version(2).with(json -> json.put("id", report.id() + "-2"));

        topics.send(late);

        assertThat(topics.receipt(late).at("/data/outcome").asText()).isEqualTo("STALE");
        list(Caller.reader()).body("gaps.fromVersion", contains(1, 3)).body("gaps.toVersion", contains(1, 3));
    }

    @Test
    void whatIsGivenUpSaysByWhomAndWhy() {
        giveUp(REASON)
                .statusCode(200)
                .body("state", equalTo("GIVEN_UP"))
                .body("givenUpBy", equalTo("test-event.admin"))
                .body("reason", equalTo("越秀区确认该版本从未存在"))
                .body("closedAt", notNullValue());
        giveUp(REASON).statusCode(409).body("code", equalTo("WRONG_STATE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"reason\": \" \"}", "{\"reason\": 1}", "{\"reason\": \"x\", \"by\": \"me\"}"})
    void withoutAReasonNothingIsGivenUp(String body) {
        giveUp(body).statusCode(400);

        list(Caller.reader()).body("gaps[0].state", equalTo("OPEN"));
    }

    @Test
    void onlyAnAdministratorOfEventsGivesUp() {
        Caller.ops()
                .body(REASON)
                .post("/api/v1/gaps/" + gapId() + "/giving-up")
                .then()
                .statusCode(403);
    }

    @Test
    void aGapThatIsNotThereCannotBeGivenUp() {
        admin().body(REASON).post("/api/v1/gaps/999999999/giving-up").then().statusCode(404);
    }

    @Test
    void theNeighbourSeesNothing() {
        list(Caller.as("budget.read", Caller.HAIZHU)).body("gaps", empty());
    }

    @Test
    void whoSpendsWhatIsHandedDownSeesItsGap() {
        report = Report.of(ProjectJson.newCode().replaceFirst(Caller.YUEXIU, "440100"))
                .version(2);

        topics.send(report);

        topics.receipt(report);
        list(Caller.reader()).body("gaps", hasSize(1));
        list(Caller.as("budget.read", Caller.HAIZHU)).body("gaps", empty());
    }

    @Test
    void theNumberAndTheAgeOfOpenGapsAreMeasured() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(metrics())
                        .containsPattern("(?m)^jixiao_inbox_gaps [1-9]")
                        .contains("jixiao_inbox_gaps_oldest_seconds "));
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }

    private ValidatableResponse giveUp(String body) {
        return admin().body(body).post("/api/v1/gaps/" + gapId() + "/giving-up").then();
    }

    private long gapId() {
        return list(Caller.reader()).extract().jsonPath().getLong("gaps[0].gapId");
    }

    private ValidatableResponse list(io.restassured.specification.RequestSpecification caller) {
        return caller.queryParam("projectCode", report.projectCode())
                .get("/api/v1/gaps")
                .then()
                .statusCode(200);
    }

    private static io.restassured.specification.RequestSpecification admin() {
        return Caller.as("event.admin", Caller.YUEXIU);
    }
}
