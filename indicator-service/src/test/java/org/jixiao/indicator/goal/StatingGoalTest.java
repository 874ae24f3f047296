package org.jixiao.indicator.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.jixiao.indicator.GoalJson.indicator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.frame.IndicatorFrames;
import org.jixiao.indicator.frame.SeededFrame;
import org.jixiao.indicator.target.Accumulation;
import org.jixiao.platform.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose code a goal may name, and whose project. */
class StatingGoalTest {

    private static final IndicatorFrames FRAMES = new IndicatorFrames(List.of(SeededFrame.guangzhou2025()));
    private static final StatingGoal STATING = new StatingGoal(FRAMES, Map.of());

    @ParameterizedTest
    @CsvSource({
        "440104, 440104019",
        "440100, 440104019",
        "440000, 440104019",
        "100000, 440104019",
        "440100, 440100019",
        "440000, 440100019"
    })
    void a_new_goal_names_a_code_of_its_region_or_of_one_above(String region, String department) {
        Decision decision = STATING.decide(null, goal(region, department));

        assertThat(decision).isInstanceOf(Decision.Recorded.class);
    }

    @ParameterizedTest
    @CsvSource({"440104, 440105019", "440104, 440100019", "440300, 440104019", "430000, 440104019", "000000, 440104019"
    })
    void a_new_goal_takes_no_code_of_another_region(String region, String department) {
        Decision decision = STATING.decide(null, goal(region, department));

        assertThat(decision).isInstanceOfSatisfying(Decision.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Decision.Reason.MALFORMED);
            assertThat(refused.violations())
                    .extracting(Violation::pointer, Violation::code)
                    .containsExactly(tuple("/departmentCode", "CODE_MISMATCH"));
        });
    }

    @Test
    void a_goal_that_is_there_keeps_its_code() {
        StatedGoal stated = goal("440105", "440104019");
        Goal current = new Goal(stated.projectCode(), 2025, "440104019", "", List.of(), "", GoalState.WITHDRAWN, 1);

        Decision decision = STATING.decide(current, stated);

        assertThat(decision).isInstanceOf(Decision.Recorded.class);
    }

    @ParameterizedTest(name = "a project of {0}, a goal of {1}")
    @CsvSource({
        "440104019, 440104019, true",
        "440104019, 440104020, true",
        "440104019, 440105019, false",
        "440104019, 440100019, false",
        "440100019, 440100020, true",
        "440100019, 440104019, false"
    })
    void a_new_goal_is_of_the_region_of_its_project(String project, String department, boolean accepted) {
        StatedGoal stated = goal("440100", department);

        Decision decision = new StatingGoal(FRAMES, Map.of(stated.projectCode(), project)).decide(null, stated);

        if (accepted) {
            assertThat(decision).isInstanceOf(Decision.Recorded.class);
        } else {
            assertThat(decision).isInstanceOfSatisfying(Decision.Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Decision.Reason.STATE_CONFLICT);
                assertThat(refused.violations())
                        .extracting(Violation::pointer, Violation::code)
                        .containsExactly(tuple("/departmentCode", "STATE_CONFLICT"));
            });
        }
    }

    @Test
    void a_goal_that_came_before_its_project_can_still_be_withdrawn() {
        StatedGoal stated = goal("440100", "440105019");
        Goal current = new Goal(stated.projectCode(), 2025, "440105019", "", List.of(), "", GoalState.ISSUED, 1);

        Decision decision = new StatingGoal(FRAMES, Map.of(stated.projectCode(), "440104019")).decide(current, stated);

        assertThat(decision).isInstanceOf(Decision.Recorded.class);
    }

    @Test
    void a_confirmed_accumulation_stays_with_its_indicator_when_another_is_put_before_it() {
        Goal current = recorded(null, cases("PER_MONTH"), rate(null));

        Goal next = recorded(current, indicator(1, "1", "11", "法律援助人次", "≥300人次"), cases(null), rate(null));

        assertThat(next.indicators())
                .extracting(Indicator::accumulation)
                .containsExactly(Accumulation.CUMULATIVE, Accumulation.PER_MONTH, Accumulation.LEVEL);
    }

    @Test
    void a_suggestion_that_comes_back_under_another_name_is_no_confirmation() {
        Goal current = recorded(null, cases(null), rate("PER_MONTH"));

        Goal next = recorded(
                current,
                indicator(1, "1", "11", "调解成功率", "≥90%").put("accumulation", "CUMULATIVE"),
                indicator(2, "3", "31", "群众满意度", "≥95%").put("accumulation", "PER_MONTH"));

        assertThat(next.indicators())
                .extracting(Indicator::accumulation)
                .containsExactly(Accumulation.LEVEL, Accumulation.PER_MONTH);
    }

    @Test
    void what_a_person_states_of_a_new_indicator_holds_whatever_stood_in_its_place() {
        Goal current = recorded(null, cases(null), rate(null));

        Goal next = recorded(
                current,
                indicator(1, "1", "11", "普法覆盖率", "≥90%").put("accumulation", "CUMULATIVE"),
                cases("PER_MONTH"),
                rate(null));

        assertThat(next.indicators())
                .extracting(Indicator::accumulation)
                .containsExactly(Accumulation.CUMULATIVE, Accumulation.PER_MONTH, Accumulation.LEVEL);
    }

    private static ObjectNode cases(String accumulation) {
        return indicator(0, "1", "11", "调解案件数", "≥55件").put("accumulation", accumulation);
    }

    private static ObjectNode rate(String accumulation) {
        return indicator(0, "3", "31", "服务对象满意度", "≥90%").put("accumulation", accumulation);
    }

    private static Goal recorded(Goal current, ObjectNode... indicators) {
        String code = "44010425T000000000001";
        ObjectNode goal = GoalJson.goal(code);
        ArrayNode all = goal.putArray("indicators");
        for (ObjectNode each : indicators) {
            all.add(each.put("sequence", all.size() + 1));
        }
        Decision decision = STATING.decide(current, StatedGoal.read(code, goal));
        assertThat(decision).isInstanceOf(Decision.Recorded.class);
        return ((Decision.Recorded) decision).goal();
    }

    private static StatedGoal goal(String region, String department) {
        String code = region + "25T000000000001";
        return StatedGoal.read(code, GoalJson.goal(code).put("departmentCode", department));
    }
}
