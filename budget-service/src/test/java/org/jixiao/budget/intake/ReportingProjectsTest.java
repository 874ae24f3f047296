package org.jixiao.budget.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.budget.fixture.Topics;
import org.jixiao.budget.project.FirstIssue;
import org.jixiao.budget.project.LedgerEntry;
import org.jixiao.budget.project.Project;
import org.jixiao.budget.project.ProjectContent;
import org.jixiao.budget.project.ProjectLedger;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class ReportingProjectsTest {

    private static final String WAITING_FOR_A_LOCK =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into project %'";

    @Inject
    ProjectLedger ledger;

    private Topics topics;
    private Report report;

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
        topics = new Topics();
        report = Report.of(ProjectJson.newCode());
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void anAcceptedProjectIsAcknowledgedPublishedAndReadable() {
        topics.send(report);

        assertOutcome(topics.receipt(report), "ACCEPTED", 1);
        JsonNode event = published(1).getFirst();
        assertThat(event.get("causationid").asText()).isEqualTo(report.id());
        assertThat(event.at("/data/amounts/total").asText()).isEqualTo("480000.00");
        read().then()
                .statusCode(200)
                .body("amounts.total", equalTo("480000.00"))
                .body("version", equalTo(1));
    }

    @Test
    void eachRevisionMakesAVersionThatTellsWhoseItIs() {
        Report correction = report.with(json -> json.put("id", report.id() + "-2"))
                .version(2)
                .appropriation("470000.00");
        topics.send(report);
        topics.send(correction);

        assertOutcome(topics.receipt(correction), "ACCEPTED", 2);
        assertThat(published(2))
                .extracting(event -> event.get("aggregateversion").intValue())
                .containsExactly(1, 2);
        Caller.reader()
                .get("/api/v1/projects/" + report.projectCode() + "/history")
                .then()
                .body("items.cause", contains(correction.id(), report.id()))
                .body("items[0].recordedBy", equalTo("urn:jixiao:sender:yuexiu-finance"));
    }

    @Test
    void aProjectThatACallerCreatedIsTakenOn() {
        Caller.writer()
                .header("If-None-Match", "*")
                .body(ProjectJson.ruleOfLaw().toString())
                .put("/api/v1/projects/" + report.projectCode())
                .then()
                .statusCode(201);

        topics.send(report.appropriation("1.00"));

        assertOutcome(topics.receipt(report), "ACCEPTED", 2);
        read().then().body("amounts.total", equalTo("1.00"));
    }

    @Test
    void theSameEventAgainChangesNothing() {
        topics.send(report);
        topics.receipt(report);
        Rows before = Rows.now();

        topics.send(report);

        assertOutcome(topics.receipts(report, 2).getLast(), "DUPLICATE", 1);
        assertThat(Rows.now().versions()).isEqualTo(before.versions());
    }

    @Test
    void anOlderRevisionChangesNothing() {
        Report newer = report.version(5);
        Report older = report.with(json -> json.put("id", report.id() + "-4"))
                .version(4)
                .appropriation("1.00");
        topics.send(newer);
        topics.send(older);

        assertOutcome(topics.receipt(older), "STALE", 5);
        read().then().body("amounts.total", equalTo("480000.00")).body("version", equalTo(1));
    }

    @Test
    void aDryRunIsJudgedAndNotApplied() {
        topics.send(report.with(json -> json.put("dryrun", true)));

        JsonNode receipt = topics.receipt(report);
        assertOutcome(receipt, "ACCEPTED", 1);
        assertThat(receipt.at("/data/dryRun").asBoolean()).isTrue();
        read().then().statusCode(404);
    }

    @Test
    void aProjectStaysInItsYear() {
        topics.send(report);
        Report nextYear = report.with(json -> json.put("id", report.id() + "-2"))
                .version(2)
                .withData(data -> data.put("fiscalYear", 2026));
        topics.send(nextYear);

        JsonNode receipt = topics.receipt(nextYear);
        assertThat(receipt.at("/data/code").asText()).isEqualTo("STATE_CONFLICT");
        assertThat(receipt.at("/data/violations/0/pointer").asText()).isEqualTo("/data/fiscalYear");
        read().then().body("fiscalYear", equalTo(2025));
    }

    @Test
    void aRejectedEventIsAcceptedOnceItsUnitIsRegistered() {
        String unit = ReferenceData.JUSTICE + (100 + Math.floorMod(System.nanoTime(), 800));
        Report early = report.withData(data -> data.put("unitCode", unit));
        topics.send(early);
        JsonNode refused = topics.receipt(early);
        assertThat(refused.at("/data/code").asText()).isEqualTo("UNKNOWN_REFERENCE");
        assertThat(refused.at("/data/retryable").asBoolean()).isTrue();
        Caller.ops()
                .header("If-None-Match", "*")
                .body("{\"name\": \"司法所\"}")
                .put("/api/v1/departments/" + ReferenceData.JUSTICE + "/units/" + unit)
                .then()
                .statusCode(201);

        topics.send(early);

        assertOutcome(topics.receipts(early, 2).getLast(), "ACCEPTED", 1);
    }

    @Test
    void aProjectThatACallerIsCreatingIsWaitedForAndTakenOn() throws SQLException {
        try (Connection caller = Rows.connection()) {
            caller.setAutoCommit(false);
            ledger.save(caller, List.of(createdByCaller()));
            topics.send(report);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(ReportingProjectsTest::someoneWaits);

            caller.commit();
        }

        assertOutcome(topics.receipt(report), "ACCEPTED", 2);
        assertThat(published(2))
                .extracting(event -> event.get("causationid").asText())
                .containsExactly("request", report.id());
    }

    private LedgerEntry createdByCaller() {
        ProjectContent content = ProjectContent.read(report.projectCode(), ProjectJson.ruleOfLaw());
        return new LedgerEntry(
                new Project(content, 1, new FirstIssue(1, content.amounts()), null),
                Instant.parse("2025-02-20T01:15:03Z"),
                "caller",
                "request");
    }

    private static boolean someoneWaits() throws SQLException {
        try (Connection connection = Rows.connection();
                PreparedStatement select = connection.prepareStatement(WAITING_FOR_A_LOCK);
                var row = select.executeQuery()) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private List<JsonNode> published(int count) {
        return topics.published(Topics.PROJECTS, report.projectCode(), count).stream()
                .map(TopicProbe::json)
                .toList();
    }

    private Response read() {
        return Caller.reader().get("/api/v1/projects/" + report.projectCode());
    }

    private static void assertOutcome(JsonNode receipt, String outcome, long version) {
        assertThat(receipt.at("/data/outcome").asText())
                .as(receipt.toPrettyString())
                .isEqualTo(outcome);
        assertThat(receipt.at("/data/version").asLong()).isEqualTo(version);
    }
}
