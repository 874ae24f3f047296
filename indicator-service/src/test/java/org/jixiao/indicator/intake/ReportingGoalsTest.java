package org.jixiao.indicator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.jixiao.indicator.GoalJson.goal;
import static org.jixiao.indicator.GoalJson.with;
import static org.jixiao.indicator.ReportedGoal.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.Sender;
import org.jixiao.indicator.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class ReportingGoalsTest {

    private final String code = ProjectCodes.fresh();
    private final String address = "/api/v1/goals/" + code;
    private Sender sender;

    @BeforeEach
    void connect() {
        sender = Sender.registered();
    }

    @AfterEach
    void disconnect() {
        sender.close();
    }

    @Test
    void a_reported_goal_is_recorded_published_and_answered() {
        ObjectNode event = event(goal(code), 7);

        JsonNode receipt = sender.receiptOf(event);

        assertThat(receipt.get("outcome").asText()).isEqualTo("ACCEPTED");
        assertThat(receipt.get("version").asLong()).isEqualTo(1);
        JsonNode published = sender.published(code, 1).getFirst();
        assertThat(published.get("type").asText()).isEqualTo("org.jixiao.indicator.goal.changed.v1");
        assertThat(published.get("source").asText()).isEqualTo("urn:jixiao:service:indicator-service");
        assertThat(published.get("subject").asText()).isEqualTo("project/" + code);
        assertThat(published.get("aggregateversion").asLong()).isEqualTo(1);
        assertThat(published.get("causationid")).isEqualTo(event.get("id"));
        Caller.READER
                .request()
                .get(address + "/history")
                .then()
                .body("items.recordedBy", contains("urn:jixiao:sender:yuexiu-finance"))
                .body("items.cause", contains(event.get("id").asText()));
    }

    @Test
    void what_is_published_is_what_is_read() {
        sender.receiptOf(event(goal(code), 1));

        ObjectNode read =
                (ObjectNode) GoalJson.parse(Caller.READER.request().get(address).asByteArray());

        read.remove("projectKnown");
        read.remove("version");
        assertThat(sender.published(code, 1).getFirst().get("data")).isEqualTo(read);
    }

    @Test
    void doubts_are_warnings_at_their_place() {
        ObjectNode doubtful = with(goal(code), "/indicators/0/annualTarget", "\"≥1\"");

        JsonNode receipt = sender.receiptOf(event(doubtful, 1));

        assertThat(receipt.get("outcome").asText()).isEqualTo("ACCEPTED");
        assertThat(receipt.at("/warnings/0/pointer").asText()).isEqualTo("/data/indicators/0/annualTarget");
        assertThat(receipt.at("/warnings/0/code").asText()).isEqualTo("UNIT_MISSING");
        assertThat(receipt.get("warnings")).hasSize(1);
    }

    @Test
    void the_same_event_again_is_a_duplicate() {
        ObjectNode event = event(goal(code), 1);
        sender.receiptOf(event);

        JsonNode receipt = sender.receiptOf(event);

        assertThat(receipt.get("outcome").asText()).isEqualTo("DUPLICATE");
        assertThat(receipt.get("version").asLong()).isEqualTo(1);
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void an_older_revision_is_stale() {
        sender.receiptOf(event(goal(code), 5));

        JsonNode receipt = sender.receiptOf(event(with(goal(code), "/statement", "\"旧\""), 4));

        assertThat(receipt.get("outcome").asText()).isEqualTo("STALE");
        assertThat(receipt.get("version").asLong()).isEqualTo(5);
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void one_id_with_two_contents_is_a_conflict() {
        ObjectNode event = event(goal(code), 1);
        sender.receiptOf(event);

        JsonNode receipt = sender.receiptOf(with(event, "/data/statement", "\"另一个\""));

        assertThat(receipt.get("outcome").asText()).isEqualTo("REJECTED");
        assertThat(receipt.get("code").asText()).isEqualTo("ID_CONFLICT");
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void a_dry_run_says_what_would_be_and_does_nothing() {
        JsonNode receipt = sender.receiptOf(event(goal(code), 1).put("dryrun", true));

        assertThat(receipt.get("outcome").asText()).isEqualTo("ACCEPTED");
        assertThat(receipt.get("dryRun").asBoolean()).isTrue();
        assertThat(Rows.about(code)).isZero();
    }

    @Test
    void the_year_is_for_good() {
        sender.receiptOf(event(goal(code), 1));

        JsonNode receipt = sender.receiptOf(event(with(goal(code), "/fiscalYear", "2026"), 2));

        assertThat(receipt.get("code").asText()).isEqualTo("STATE_CONFLICT");
        assertThat(receipt.at("/violations/0/pointer").asText()).isEqualTo("/data/fiscalYear");
    }

    @Test
    void a_frame_that_comes_later_lets_the_same_event_in() {
        String code = ProjectCodes.freshIn("440107");
        Caller.register(ReportedGoal.SENDER, "440107");
        ObjectNode goal = goal(code).put("fiscalYear", 2019).put("departmentCode", "440107001");
        ObjectNode event = event(goal, 1);
        sender.receiptOf(event);
        Rows.change("insert into indicator_frame values ('440107', 2019, '2019')");
        Rows.change("""
                insert into indicator_frame_node values
                  ('440107', 2019, '1', null, 1, '产出'), ('440107', 2019, '11', '1', 2, '数量'),
                  ('440107', 2019, '3', null, 1, '满意度'), ('440107', 2019, '31', '3', 2, '服务对象满意度')
                """);

        JsonNode receipt = sender.receiptOf(event);

        assertThat(receipt.get("outcome").asText()).isEqualTo("ACCEPTED");
        assertThat(sender.published(code, 1)
                        .getFirst()
                        .at("/data/indicatorsText")
                        .asText())
                .startsWith("1、1-产出；11-数量；人均年度调解案件数；");
    }

    @Test
    void what_a_person_confirmed_stays_when_the_sender_states_the_goal_again() {
        sender.receiptOf(event(goal(code), 1));
        Caller.WRITER
                .changing(1, with(goal(code), "/indicators/0/accumulation", "\"CUMULATIVE\""))
                .put(address);

        sender.receiptOf(event(with(goal(code), "/statement", "\"再报\""), 2));

        Caller.READER
                .request()
                .get(address)
                .then()
                .body("version", equalTo(3))
                .body("statement", equalTo("再报"))
                .body("indicators[0].accumulation", equalTo("CUMULATIVE"));
    }

    private long versions() {
        return Rows.number("select count(*) from goal_history where project_code = ?", code);
    }
}
