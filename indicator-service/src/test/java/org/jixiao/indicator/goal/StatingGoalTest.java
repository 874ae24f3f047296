package org.jixiao.indicator.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.frame.IndicatorFrames;
import org.jixiao.indicator.frame.SeededFrame;
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

    private static StatedGoal goal(String region, String department) {
        String code = region + "25T000000000001";
        return StatedGoal.read(code, GoalJson.goal(code).put("departmentCode", department));
    }
}
