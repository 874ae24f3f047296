package org.jixiao.indicator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.jixiao.indicator.judging.Judged.decimal;
import static org.jixiao.indicator.judging.Judged.indicator;
import static org.jixiao.indicator.judging.Judged.national;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.indicator.Seeds;
import org.jixiao.indicator.frame.CodedName;
import org.jixiao.indicator.goal.Indicator;
import org.jixiao.indicator.goal.PrintedIndicator;
import org.jixiao.indicator.judging.AssessmentProfile;
import org.jixiao.indicator.judging.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {

    @ParameterizedTest(name = "{0} weigh {1}")
    @CsvSource(delimiter = '|', textBlock = """
            产出 效益 满意度           | 50.00 30.00 10.00
            产出 产出 产出 效益 满意度 | 16.66 16.66 16.68 30.00 10.00
            产出 效益                  | 50.00 40.00
            产出                       | 90.00
            产出 满意度                | 75.00 15.00
            效益 满意度                | 67.50 22.50
            满意度                     | 90.00
            成本 产出 效益 满意度      | 20.00 40.00 20.00 10.00
            成本 产出 效益             | 20.00 40.00 30.00
            成本 产出                  | 30.00 60.00
            成本 产出 满意度           | 25.73 51.42 12.85
            """)
    void of_the_profile_depend_on_the_categories_that_are_there(String categories, String points) {
        Weights weights = Weights.of(indicators(categories), national()).orElseThrow();

        assertThat(weights.source()).isEqualTo(WeightSource.PROFILE);
        assertThat(weights.points().stream().map(BigDecimal::toPlainString)).containsExactly(points.split(" "));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "60 30, GOAL, 60.00 30.00",
        "70 30, GOAL, 70.00 30.00",
        "60 -, PROFILE, 50.00 40.00",
        "60 35, PROFILE, 50.00 40.00"
    })
    void of_the_goal_count_when_they_are_complete_and_come_to_ninety_or_a_hundred(
            String stated, WeightSource source, String points) {
        List<Indicator> indicators = new ArrayList<>(indicators("产出 效益"));
        String[] words = stated.split(" ");
        indicators.replaceAll(each ->
                each.weighing(words[each.sequence() - 1].equals("-") ? null : decimal(words[each.sequence() - 1])));

        Weights weights = Weights.of(indicators, national()).orElseThrow();

        assertThat(weights.source()).isEqualTo(source);
        assertThat(weights.points().stream().map(BigDecimal::toPlainString)).containsExactly(points.split(" "));
    }

    @Test
    void of_a_category_are_shared_by_all_that_bear_its_name() {
        List<Indicator> indicators = new ArrayList<>(indicators("产出 效益"));
        indicators.add(Indicator.read(
                3, new PrintedIndicator(new CodedName("9", "产出"), new CodedName("91", "数量"), "指标3", "≥1", "≥1")));

        Weights weights = Weights.of(indicators, national()).orElseThrow();

        assertThat(weights.points().stream().map(BigDecimal::toPlainString)).containsExactly("25.00", "40.00", "25.00");
    }

    @Test
    void of_a_profile_come_to_a_hundred_alone_or_with_the_execution() {
        assertThat(Weights.of(indicators("产出"), profile("100")).orElseThrow().isWhole())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile("90.01"))
                .withMessage("STANDARD weighs 90.01 in 口径");
    }

    @Test
    void are_unknown_for_a_category_that_no_profile_has() {
        assertThat(Weights.of(indicators("产出 进度"), national())).isEmpty();
    }

    @Test
    void come_to_ninety_whatever_the_goal_looks_like() {
        Seeds.holds(1_000, random -> {
            List<String> categories = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(60); i++) {
                categories.add(Seeds.oneOf(random, List.of("成本", "产出", "效益", "满意度")));
            }

            Weights weights = Weights.of(indicators(String.join(" ", categories)), national())
                    .orElseThrow();

            assertThat(weights.total()).isEqualByComparingTo("90");
            assertThat(weights.points()).allMatch(each -> each.signum() > 0 && each.scale() == 2);
        });
    }

    private static List<Indicator> indicators(String categories) {
        List<Indicator> indicators = new ArrayList<>();
        for (String category : categories.split(" ")) {
            indicators.add(indicator(indicators.size() + 1, category + "指标", "数量指标", "≥1"));
        }
        return indicators;
    }

    private static AssessmentProfile profile(String output) {
        AssessmentProfile national = national();
        List<Share> shares = List.of(new Share("STANDARD", "产出", decimal(output), null));
        return new AssessmentProfile("口径", national.lamps(), national.scores(), shares, national.grades());
    }
}
