package org.jixiao.budget.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jixiao.budget.project.Decision;
import org.jixiao.budget.rule.Breach;
import org.jixiao.budget.rule.Rule;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectSittingTest {

    /** A sender's program sends again what is retryable: that must be able to help. */
    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_REFERENCE, UNKNOWN_REFERENCE, UNKNOWN_REFERENCE",
        "UNKNOWN_REFERENCE, AMOUNT_RANGE, AMOUNT_RANGE",
        "UNKNOWN_REFERENCE, STATE_CONFLICT, STATE_CONFLICT",
        "AMOUNT_RANGE, STATE_CONFLICT, AMOUNT_RANGE"
    })
    void codeIsThatOfTheFirstBreachThatOnlyAnotherEventPutsRight(Rule first, Rule second, Outcome.Code code) {
        List<Breach> breaches = Stream.of(first, second)
                .map(rule -> new Breach(rule, "/" + rule, Text.of("不行", "No")))
                .toList();

        Outcome.Rejected rejected = ProjectSitting.rejected(new Decision.Refused(breaches));

        assertThat(rejected.code()).isEqualTo(code);
        assertThat(rejected.violations()).extracting(Violation::code).containsExactly(first.name(), second.name());
    }
}
