package org.jixiao.indicator.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.ValidatableResponse;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Sender;
import org.jixiao.indicator.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender's counts of goals and indicators against the books, and what a closed year refuses. */
@ServiceTest
class ClosingGoalsTest {

    private static final String CLOSINGS = "/api/v1/closings";
    private static final AtomicInteger YEARS = new AtomicInteger(2040);

    private final String code = ProjectCodes.fresh();
    private int year;
    private Sender sender;
    private ObjectNode reported;

    @BeforeEach
    void report() {
        sender = Sender.registered();
        year = YEARS.getAndIncrement();
        reported = ReportedGoal.event(goal(code), 1);
        sender.receiptOf(reported);
    }

    @AfterEach
    void disconnect() {
        sender.close();
    }

    @Test
    void counts_that_agree_are_equal() {
        ObjectNode statement = statement(1, 2);
        list(statement, code, 1, 2);

        close(statement.put("period", year + "-06"))
                .body("equal", equalTo(true))
                .body("closesYear", equalTo(false))
                .body("found.goalCount", equalTo(1))
                .body("found.withdrawnCount", equalTo(0))
                .body("projects", empty());
    }

    @Test
    void counts_and_projects_that_differ_are_named() {
        String unstated = ProjectCodes.fresh();
        String withdrawn = ProjectCodes.fresh();
        sender.receiptOf(ReportedGoal.event(goal(unstated), 3));
        sender.receiptOf(ReportedGoal.event(
                goal(withdrawn).put("state", "WITHDRAWN").set("indicators", GoalJson.parse("[]")), 1));
        ObjectNode statement = statement(2, 5);
        list(statement, code, 2, 3);
        list(statement, withdrawn, 1, 0);

        ValidatableResponse answer = close(statement);

        answer.body("equal", equalTo(false))
                .body("closesYear", equalTo(false))
                .body("differences.pointer", contains("/indicatorCount"))
                .body("differences[0].stated", equalTo(5))
                .body("differences[0].found", equalTo(4))
                .body("differences[0].difference", equalTo(-1))
                .body("found.withdrawnCount", equalTo(1))
                .body("projects.projectCode", containsInAnyOrder(code, unstated, withdrawn))
                .body(project(code) + ".reasons", contains("OTHER_REVISION", "OTHER_FIGURES"))
                .body(project(code) + ".differences[0].pointer", equalTo("/indicatorCount"))
                .body(project(unstated) + ".reasons", contains("MISSING_THERE"))
                .body(project(unstated) + ".foundVersion", equalTo(3))
                .body(project(withdrawn) + ".reasons", contains("WITHDRAWN_HERE"));
    }

    @Test
    void what_was_refused_since_is_where_to_look() {
        ObjectNode goal = GoalJson.with(goal(code), "/indicators/0/typeCode", "\"99\"");
        sender.receiptOf(ReportedGoal.event(goal, 2));

        close(statement(1, 3))
                .body("candidates.projectCode", hasItem(code))
                .body("candidates.find { it.projectCode == '" + code + "' }.code", equalTo("UNKNOWN_REFERENCE"));
    }

    @Test
    void a_closed_year_refuses_events_and_callers_until_another_person_opens_it() {
        String closing = close(statement(1, 2))
                .body("closesYear", equalTo(true))
                .extract()
                .path("closingId");
        ObjectNode later = ReportedGoal.event(goal(code), 2);
        assertThat(verdict(sender.receiptOf(later))).isEqualTo("REJECTED CLOSED_YEAR");
        assertThat(verdict(sender.receiptOf(reported))).isEqualTo("DUPLICATE null");
        Caller.WRITER
                .changing(1, goal(code))
                .put("/api/v1/goals/" + code)
                .then()
                .statusCode(422)
                .body("code", equalTo("CLOSED_YEAR"));
        String opening = CLOSINGS + "/" + closing + "/reopening";
        Caller.OPS
                .request()
                .body("{\"reason\": \"漏报\"}")
                .post(opening)
                .then()
                .statusCode(403)
                .body("code", equalTo("SAME_PERSON"));

        new Caller("zhao.admin", Set.of("event.admin"), Set.of("440104"))
                .request()
                .body("{\"reason\": \"漏报\"}")
                .post(opening)
                .then()
                .statusCode(200);

        assertThat(verdict(sender.receiptOf(later))).isEqualTo("ACCEPTED null");
    }

    private ObjectNode goal(String projectCode) {
        return GoalJson.goal(projectCode).put("fiscalYear", year);
    }

    private ObjectNode statement(int goals, int indicators) {
        return ((ObjectNode) GoalJson.parse("{}"))
                .put("sender", ReportedGoal.SENDER)
                .put("fiscalYear", year)
                .put("period", Integer.toString(year))
                .put("goalCount", goals)
                .put("indicatorCount", indicators);
    }

    private static void list(ObjectNode statement, String projectCode, int version, int indicators) {
        statement
                .withArray("projects")
                .addObject()
                .put("projectCode", projectCode)
                .put("version", version)
                .put("indicatorCount", indicators);
    }

    private static ValidatableResponse close(JsonNode statement) {
        return Caller.OPS
                .request()
                .body(GoalJson.bytes(statement))
                .post(CLOSINGS)
                .then()
                .statusCode(201);
    }

    private static String project(String projectCode) {
        return "projects.find { it.projectCode == '" + projectCode + "' }";
    }

    private static String verdict(JsonNode receipt) {
        return receipt.get("outcome").asText() + " " + receipt.get("code").asText();
    }
}
