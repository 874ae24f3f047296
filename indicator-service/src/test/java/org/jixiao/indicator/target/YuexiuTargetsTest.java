package org.jixiao.indicator.target;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jixiao.indicator.YuexiuTable;
import org.jixiao.indicator.goal.PrintedIndicator;
import org.junit.jupiter.api.Test;

/** Every target of the reference table, as the table's own description counts them. */
class YuexiuTargetsTest {

    private static final String EXPECTED = """
            ≥55件    QUANTITY GE   55  件
            ≥1次     QUANTITY GE   1   次
            ≥2次     QUANTITY GE   2   次
            ≥8小时   QUANTITY GE   8   小时
            ≥80%     QUANTITY GE   80  %
            ≥85%     QUANTITY GE   85  %
            ≥90%     QUANTITY GE   90  %
            ≥95%     QUANTITY GE   95  %
            ≥1       QUANTITY GE   1   -
            ≥95      QUANTITY GE   95  -
            ≤1.8%    QUANTITY LE   1.8 %
            =0       QUANTITY EQ   0   -
            100%     QUANTITY NONE 100 %
            90%      QUANTITY NONE 90  %
            2次      QUANTITY NONE 2   次
            是       BOOLEAN  NONE -   -
            按时     TEXT     NONE -   -
            人才服务高质量发展作用持续彰显 TEXT NONE - -
            人才队伍建设取得标志性成果     TEXT NONE - -
            """;

    private final List<PrintedIndicator> indicators = YuexiuTable.indicators();

    @Test
    void each_distinct_target_is_read_as_expected() {
        Set<List<String>> expected = EXPECTED.lines()
                .map(line -> Arrays.asList(line.trim().split(" +")))
                .collect(Collectors.toSet());

        Set<List<String>> read = indicators.stream()
                .map(indicator -> asRow(Target.parse(indicator.annualTarget())))
                .collect(Collectors.toSet());

        assertThat(read).isEqualTo(expected);
    }

    @Test
    void the_period_target_equals_the_annual_one_everywhere() {
        assertThat(indicators)
                .hasSize(42)
                .allSatisfy(indicator -> assertThat(Target.parse(indicator.periodTarget()))
                        .isEqualTo(Target.parse(indicator.annualTarget())));
    }

    @Test
    void operators_count_18_at_least_15_none_6_qualitative_2_equal_1_at_most() {
        Map<String, Long> counts = indicators.stream()
                .map(indicator -> Target.parse(indicator.annualTarget()))
                .collect(groupingBy(
                        target -> target.kind() == TargetKind.QUANTITY
                                ? target.operator().name()
                                : "qualitative",
                        counting()));

        assertThat(counts).isEqualTo(Map.of("GE", 18L, "NONE", 15L, "qualitative", 6L, "EQ", 2L, "LE", 1L));
    }

    @Test
    void units_count_25_per_cent_3_times_2_cases_2_hours_4_without_6_qualitative() {
        Map<String, Long> counts = indicators.stream()
                .map(indicator -> Target.parse(indicator.annualTarget()))
                .collect(groupingBy(
                        target -> target.kind() == TargetKind.QUANTITY
                                ? target.unit().orElse("none")
                                : "qualitative",
                        counting()));

        assertThat(counts).isEqualTo(Map.of("%", 25L, "次", 3L, "件", 2L, "小时", 2L, "none", 4L, "qualitative", 6L));
    }

    @Test
    void the_four_bare_figures_get_their_unit_suggested_from_the_name() {
        List<String> suggestions = indicators.stream()
                .map(indicator -> Target.parse(indicator.annualTarget()).named(indicator.name()))
                .filter(target -> target.flags().contains(TargetFlag.UNIT_MISSING))
                .map(target -> target.raw() + " " + target.unitSuggestion())
                .toList();

        assertThat(suggestions).containsExactly("=0 %", "=0 %", "≥1 场次", "≥95 %");
    }

    @Test
    void one_target_disagrees_with_its_name() {
        List<String> conflicts = indicators.stream()
                .map(indicator -> Target.parse(indicator.annualTarget()).named(indicator.name()))
                .filter(target -> target.flags().contains(TargetFlag.UNIT_CONFLICT))
                .map(target -> target.raw() + " " + target.unitSuggestion())
                .toList();

        assertThat(conflicts).containsExactly("≥1次 场次");
    }

    private static List<String> asRow(Target target) {
        return List.of(
                target.raw(),
                target.kind().name(),
                target.operator().name(),
                target.value().map(Object::toString).orElse("-"),
                target.unit().orElse("-"));
    }
}
