package org.jixiao.indicator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.indicator.GoalJson.goal;
import static org.jixiao.indicator.ReportedGoal.event;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.inbox.Subscription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a batch costs, and what it leaves. */
@ServiceTest
class BatchTest {

    /** Envelope, ids and revisions, scope, years shared and closed, lock, indicators, frames, projects; state, old and new indicators, history, three to inbox and outbox. */
    private static final int MOST_STATEMENTS = 19;

    @Inject
    @All
    List<Subscription> subscriptions;

    private Batches batches;

    @BeforeEach
    void register() {
        Caller.register(ReportedGoal.SENDER, "440104");
        batches = new Batches(subscriptions);
    }

    @Test
    void five_hundred_goals_cost_as_many_statements_as_five() {
        List<String> few = codes(5);
        List<String> many = codes(500);
        batches.apply(stating(few, 1));
        batches.apply(stating(many, 1));

        int forMany = batches.countStatements(stating(many, 2));

        assertThat(forMany).isLessThanOrEqualTo(MOST_STATEMENTS).isEqualTo(batches.countStatements(stating(few, 2)));
        assertThat(Rows.number("select version from goal where project_code = ?", many.getLast()))
                .isEqualTo(2);
    }

    @Test
    void several_versions_of_one_goal_are_one_state_and_as_many_versions_and_events() {
        String code = ProjectCodes.fresh();
        List<ConsumerRecord<byte[], byte[]>> records = IntStream.rangeClosed(1, 7)
                .mapToObj(revision -> Batches.record(
                        code, GoalJson.bytes(event(goal(code).put("statement", "第" + revision + "版"), revision))))
                .toList();

        batches.apply(records);

        assertThat(Rows.number("select version from goal where project_code = ? and statement = '第7版'", code))
                .isEqualTo(7);
        assertThat(Rows.number(
                        "select count(*) from goal_history where project_code = ? and goal ->> 'statement' = '第' || version || '版'",
                        code))
                .isEqualTo(7);
        assertThat(Rows.number("select count(*) from indicator where project_code = ?", code))
                .isEqualTo(2);
    }

    @Test
    void goals_that_move_take_their_assessments_along_however_many_they_are() {
        List<String> few = codes(2);
        List<String> many = codes(100);
        for (List<String> codes : List.of(few, many)) {
            batches.apply(stating(codes, 1));
            assessed(codes);
        }

        int forMany = batches.countStatements(moving(many));

        assertThat(forMany).isEqualTo(batches.countStatements(moving(few)));
        assertThat(Rows.number("""
                        select count(*) from assessment join assessment_history using (project_code, version, fiscal_year, department_code)
                         where project_code = any (string_to_array(?, ',')) and version = 2 and department_code = '440104020'
                           and assessment_history.assessment ->> 'departmentCode' = department_code
                           and recorded_by = 'urn:jixiao:sender:yuexiu-finance'
                        """, String.join(",", many))).isEqualTo(100);
    }

    /** As versions that nobody has found anything out by. */
    private static void assessed(List<String> codes) {
        Rows.change("""
                insert into assessment (project_code, fiscal_year, department_code, version, assessment, recorded_at)
                select project_code, fiscal_year, department_code, 1,
                       json_build_object('projectCode', project_code, 'fiscalYear', fiscal_year,
                                         'departmentCode', department_code, 'monitoring', '[]'::json, 'selfEvaluation', null),
                       now()
                  from goal where project_code in ('%s')
                """.formatted(String.join("','", codes)));
    }

    /** By way of a third department. */
    private static List<ConsumerRecord<byte[], byte[]>> moving(List<String> codes) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String code : codes) {
            records.add(Batches.record(code, GoalJson.bytes(event(goal(code).put("departmentCode", "440104021"), 2))));
            records.add(Batches.record(code, GoalJson.bytes(event(goal(code).put("departmentCode", "440104020"), 3))));
        }
        return records;
    }

    private static List<String> codes(int count) {
        return IntStream.range(0, count).mapToObj(i -> ProjectCodes.fresh()).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> stating(List<String> codes, long revision) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        codes.forEach(code -> records.add(Batches.record(code, GoalJson.bytes(event(goal(code), revision)))));
        return records;
    }
}
