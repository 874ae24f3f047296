package org.jixiao.indicator.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.frame.IndicatorFrames;
import org.jixiao.indicator.frame.SeededFrame;
import org.jixiao.platform.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose code a goal may name. */
class StatingGoalTest {

    private static final StatingGoal STATING =
            new StatingGoal(new IndicatorFrames(List.of(SeededFrame.guangzhou2025())));

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

    private static StatedGoal goal(String region, String department) {
        String code = region + "25T000000000001";
        return StatedGoal.read(code, GoalJson.goal(code).put("departmentCode", department));
    }
}
