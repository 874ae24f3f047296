package org.jixiao.indicator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.jixiao.indicator.judging.Judged.actual;
import static org.jixiao.indicator.judging.Judged.decimal;
import static org.jixiao.indicator.judging.Judged.goal;
import static org.jixiao.indicator.judging.Judged.indicator;
import static org.jixiao.indicator.judging.Judged.national;
import static org.jixiao.indicator.judging.Judged.output;
import static org.jixiao.indicator.judging.Judged.said;

import java.math.BigDecimal;
import java.util.List;
import org.jixiao.indicator.Seeds;
import org.jixiao.indicator.goal.Goal;
import org.jixiao.indicator.goal.Indicator;
import org.jixiao.indicator.judging.Grade;
import org.jixiao.indicator.judging.Observation;
import org.jixiao.indicator.judging.Result;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatingTest {

    private static final Indicator OUTPUT = output(1, "≥100件");
    private static final Indicator BENEFIT = indicator(2, "效益指标", "社会效益", "显著提升");

    @ParameterizedTest(name = "{1} of {0}: rate {2}, points {3}, {4}")
    @CsvSource(nullValues = "-", textBlock = """
            210000.00, 200000.00, 0.9524, 9.52,  COUNTED
            210000.00, 210000.00, 1.0000, 10.00, COUNTED
            210000.00, 215439.00, 1.0259, 10.00, COUNTED
            210000.00, 0.00,      0.0000, 0.00,  COUNTED
            210000.00, -5.00,     0.0000, 0.00,  COUNTED
            0.00,      0.00,      -,      -,     NOT_APPLICABLE
            -,         -,         -,      -,     NOT_APPLICABLE
            -,         5.00,      -,      -,     NOT_APPLICABLE
            """)
    void execution_earns_its_share_up_to_the_whole(
            String budget, String executed, String rate, String points, Execution.Status status) {
        SelfEvaluation evaluation =
                evaluated(List.of(actual(OUTPUT, "100")), new Spending(money(budget), money(executed), "已说明"));

        assertThat(evaluation.execution().status()).isEqualTo(status);
        assertThat(evaluation.execution().rate()).isEqualTo(rate);
        assertThat(evaluation.execution().score()).isEqualTo(points);
    }

    @Test
    void without_a_budget_the_indicators_stand_for_all_hundred() {
        SelfEvaluation evaluation = evaluated(
                List.of(actual(OUTPUT, "90"), said(BENEFIT, null, Result.PARTLY, "28", null)),
                new Spending(null, null, null));

        assertThat(evaluation.score()).isEqualTo("81.11");
        assertThat(evaluation.grade()).isEqualTo(Grade.GOOD);
        assertThat(evaluation.gradeName()).isEqualTo("良");
    }

    @Test
    void of_a_project_that_is_not_known_nobody_knows_whether_it_has_a_budget() {
        Verdict verdict = decide(List.of(actual(OUTPUT, "100")), Spending.unknown(null));

        assertThat(((Verdict.Refused) verdict).violations())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/execution", "UNKNOWN_REFERENCE"));
    }

    @Test
    void what_leaves_the_execution_out_needs_no_project() {
        SelfEvaluation evaluation =
                evaluated(List.of(actual(OUTPUT.weighing(decimal("100")), "100")), Spending.unknown(null));

        assertThat(evaluation.execution().status()).isEqualTo(Execution.Status.LEFT_OUT);
        assertThat(evaluation.score()).isEqualTo("100.00");
    }

    @Test
    void indicators_that_weigh_a_hundred_leave_the_execution_out() {
        SelfEvaluation evaluation = evaluated(
                List.of(actual(OUTPUT.weighing(decimal("100")), "100")),
                new Spending(money("100.00"), money("1.00"), null));

        assertThat(evaluation.execution().status()).isEqualTo(Execution.Status.LEFT_OUT);
        assertThat(evaluation.execution().rate()).isEqualTo("0.0100");
        assertThat(evaluation.score()).isEqualTo("100.00");
    }

    @ParameterizedTest(name = "{0} with {1} points: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            ACHIEVED,     40,    -
            ACHIEVED,     32,    -
            ACHIEVED,     31.99, POINTS_OUT_OF_BAND
            ACHIEVED,     40.01, POINTS_OUT_OF_BAND
            PARTLY,       31.99, -
            PARTLY,       32,    POINTS_OUT_OF_BAND
            PARTLY,       24,    -
            PARTLY,       23.99, POINTS_OUT_OF_BAND
            NOT_ACHIEVED, 23.99, -
            NOT_ACHIEVED, 24,    POINTS_OUT_OF_BAND
            NOT_ACHIEVED, 0,     -
            ACHIEVED,     -,     POINTS_MISSING
            -,            40,    RESULT_MISSING
            """)
    void a_person_gives_points_within_the_band_of_the_result(Result result, String points, String code) {
        Observation benefit = said(BENEFIT, null, result, points, null);

        Verdict verdict = decide(List.of(actual(OUTPUT, "100"), benefit), spent("100.00"));

        assertThat(codes(verdict)).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void yes_or_no_and_dates_earn_all_or_nothing() {
        Indicator kept = output(1, "是");
        Indicator late = output(2, "11月底之前");

        SelfEvaluation evaluation = evaluated(
                List.of(
                        said(kept, null, Result.ACHIEVED, null, null),
                        said(late, null, Result.NOT_ACHIEVED, null, null)),
                spent("100.00"));

        assertThat(evaluation.indicators()).extracting(ScoredIndicator::score).containsExactly("45.00", "0.00");
    }

    @Test
    void an_indicator_without_a_target_is_judged_by_a_person() {
        SelfEvaluation evaluation =
                evaluated(List.of(said(output(1, "—"), null, Result.ACHIEVED, "80.5", null)), spent("100.00"));

        assertThat(evaluation.indicators().getFirst().score()).isEqualTo("80.50");
    }

    @Test
    void everything_that_is_missing_is_told_at_once() {
        Verdict verdict = decide(
                List.of(actual(OUTPUT, "130"), Observation.none(BENEFIT, "-")),
                new Spending(money("100.00"), money("89.99"), " "));

        assertThat(((Verdict.Refused) verdict).violations())
                .extracting(each -> each.code() + " " + each.pointer())
                .containsExactly(
                        "EXPLANATION_REQUIRED /indicators/0/explanation",
                        "INDICATOR_MISSING /indicators",
                        "EXPLANATION_REQUIRED /execution/explanation");
    }

    @Test
    void ninety_per_cent_need_no_explanation() {
        assertThat(codes(decide(List.of(actual(OUTPUT, "100")), spent("90.00"))))
                .isEmpty();
    }

    @Test
    void money_that_was_never_reported_is_not_nothing() {
        Verdict verdict = decide(List.of(actual(OUTPUT, "100")), new Spending(money("100.00"), null, "未报送"));

        assertThat(codes(verdict)).containsExactly("EXECUTED_MISSING");
    }

    @ParameterizedTest
    @CsvSource({
        "100.00, EXCELLENT",
        "90.00, EXCELLENT",
        "89.99, GOOD",
        "80.00, GOOD",
        "79.99, FAIR",
        "60.00, FAIR",
        "59.99, POOR",
        "0.00, POOR"
    })
    void grades_begin_at_their_limits(String score, Grade grade) {
        assertThat(national().grade(decimal(score)).grade()).isEqualTo(grade);
    }

    @Test
    void the_score_is_the_sum_of_its_parts_and_at_most_a_hundred() {
        Seeds.holds(500, random -> {
            Indicator one = output(1, "≥" + (1 + random.nextInt(90)));
            Indicator other = indicator(2, "满意度指标", "服务对象满意度", "≤" + (1 + random.nextInt(90)));
            String budget = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 2).toPlainString();
            String executed = BigDecimal.valueOf(random.nextInt(1_000_000), 2).toPlainString();

            SelfEvaluation evaluation = evaluated(
                    List.of(
                            said(one, Integer.toString(random.nextInt(200)), null, null, "说明"),
                            said(other, Integer.toString(random.nextInt(200)), null, null, "说明")),
                    new Spending(money(budget), money(executed), "说明"));

            BigDecimal parts = evaluation.indicators().stream()
                    .map(each -> decimal(each.score()))
                    .reduce(decimal(evaluation.execution().score()), BigDecimal::add);
            assertThat(decimal(evaluation.score())).isEqualTo(parts).isBetween(BigDecimal.ZERO, new BigDecimal(100));
        });
    }

    private static SelfEvaluation evaluated(List<Observation> said, Spending spending) {
        Verdict verdict = decide(said, spending);
        assertThat(verdict).as("%s", verdict).isInstanceOf(Verdict.Evaluated.class);
        return ((Verdict.Evaluated) verdict).selfEvaluation();
    }

    private static Verdict decide(List<Observation> said, Spending spending) {
        Goal goal = goal(said.stream().map(Observation::indicator).toList());
        return new Evaluating(national()).decide(goal, said, spending);
    }

    private static List<String> codes(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Evaluated _ -> List.of();
            case Verdict.Refused refused ->
                refused.violations().stream().map(Violation::code).toList();
        };
    }

    private static Spending spent(String executed) {
        return new Spending(money("100.00"), money(executed), null);
    }

    private static Money money(String yuan) {
        return yuan == null ? null : Money.ofYuan(yuan);
    }
}
