package org.jixiao.indicator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.indicator.judging.Judged.actual;
import static org.jixiao.indicator.judging.Judged.indicator;
import static org.jixiao.indicator.judging.Judged.national;
import static org.jixiao.indicator.judging.Judged.output;
import static org.jixiao.indicator.judging.Judged.said;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jixiao.indicator.Seeds;
import org.jixiao.indicator.goal.Indicator;
import org.jixiao.indicator.judging.Observation;
import org.jixiao.indicator.judging.Result;
import org.jixiao.indicator.target.Accumulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitoringRoundTest {

    @ParameterizedTest(name = "{0} {1} {2}: {3} in month {4} is {5} {6}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            CUMULATIVE  | 数量指标 | ≥55件      | 20    | 7  | 0.62 | YELLOW
            CUMULATIVE  | 数量指标 | ≥55件      | 19.25 | 7  | 0.60 | YELLOW
            CUMULATIVE  | 数量指标 | ≥55件      | 19.24 | 7  | 0.59 | RED
            CUMULATIVE  | 数量指标 | ≥12次      | 4.8   | 6  | 0.80 | GREEN
            CUMULATIVE  | 数量指标 | ≥12次      | 7.19  | 6  | 1.19 | GREEN
            CUMULATIVE  | 数量指标 | ≥12次      | 7.2   | 6  | 1.20 | BLUE
            CUMULATIVE  | 数量指标 | ≥12次      | -3    | 6  | 0.00 | RED
            CUMULATIVE  | 数量指标 | =12次      | 12    | 12 | 1.00 | GREEN
            LEVEL       | 社会效益 | 100%       | 100   | 7  | 1.00 | GREEN
            LEVEL       | 社会效益 | 100%       | 58    | 7  | 0.58 | RED
            PER_QUARTER | 数量指标 | ≥1         | 2     | 7  | 2.00 | BLUE
            PER_MONTH   | 数量指标 | ≥8小时     | 5     | 7  | 0.62 | YELLOW
            PER_HEAD    | 数量指标 | ≥55件      | 33    | 7  | 0.60 | YELLOW
            CUMULATIVE  | 数量指标 | ≤12万元    | 12    | 6  | -    | GREEN
            CUMULATIVE  | 数量指标 | ≤12万元    | 12.01 | 6  | -    | RED
            LEVEL       | 质量指标 | ≥95        | 95    | 7  | -    | GREEN
            LEVEL       | 质量指标 | ≥95        | 94.9  | 7  | -    | RED
            CUMULATIVE  | 时效指标 | ≥12次      | 6     | 6  | -    | GREEN
            CUMULATIVE  | 时效指标 | ≥12次      | 5.9   | 6  | -    | RED
            LEVEL       | 数量指标 | =0         | 0     | 7  | -    | GREEN
            LEVEL       | 数量指标 | =0         | 1     | 7  | -    | RED
            LEVEL       | 数量指标 | ≤0         | -1    | 7  | -    | GREEN
            LEVEL       | 数量指标 | ≥0         | 5     | 7  | -    | GREEN
            LEVEL       | 数量指标 | >0         | 0     | 7  | -    | RED
            LEVEL       | 数量指标 | 8-10次     | 6     | 7  | 0.75 | YELLOW
            LEVEL       | 数量指标 | 8-10次     | 10    | 7  | 1.25 | GREEN
            LEVEL       | 数量指标 | 8-10次     | 11    | 7  | -    | RED
            CUMULATIVE  | 数量指标 | 8-10次     | 4     | 6  | 1.00 | GREEN
            LEVEL       | 数量指标 | ±3%以内    | -3    | 7  | -    | GREEN
            LEVEL       | 数量指标 | ±3%以内    | 3.1   | 7  | -    | RED
            LEVEL       | 数量指标 | ≥1次       | -     | 7  | -    | -
            """)
    void a_figure_is_held_against_what_is_due(
            Accumulation accumulation, String type, String target, String actual, int month, String ratio, Lamp lamp) {
        Indicator indicator = indicator(1, "产出指标", type, target).accumulating(accumulation);

        MonitoredIndicator judged =
                judge(month, actual(indicator, actual)).indicators().getFirst();

        assertThat(judged.ratio()).isEqualTo(ratio);
        assertThat(judged.lamp()).isEqualTo(lamp);
    }

    @ParameterizedTest(name = "{0}: {1} in month {2} is {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            11月底之前     | NOT_ACHIEVED | 10 | -
            11月底之前     | NOT_ACHIEVED | 11 | RED
            11月底之前     | ACHIEVED     | 3  | GREEN
            2026年3月底前  | NOT_ACHIEVED | 12 | -
            是             | NOT_ACHIEVED | 1  | RED
            是             | ACHIEVED     | 1  | GREEN
            按时           | PARTLY       | 7  | YELLOW
            —              | -            | 7  | -
            —              | ACHIEVED     | 7  | GREEN
            """)
    void other_targets_are_judged_by_their_result(String target, Result result, int month, Lamp lamp) {
        MonitoringRound round = judge(month, said(output(1, target), null, result, null, null));

        assertThat(round.lamp()).isEqualTo(lamp);
        assertThat(round.indicators().getFirst().ratio()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"GREEN YELLOW BLUE, YELLOW", "BLUE -, BLUE", "RED GREEN, RED", "- -, -"})
    void the_worst_lamp_is_that_of_the_project(String lamps, Lamp worst) {
        List<Lamp> each = Arrays.stream(lamps.split(" "))
                .map(lamp -> lamp.equals("-") ? null : Lamp.valueOf(lamp))
                .toList();

        assertThat(Lamp.worst(each)).isEqualTo(worst);
    }

    @Test
    void a_round_keeps_what_it_judged() {
        Indicator indicator = output(1, "≥ 4 次").accumulating(Accumulation.CUMULATIVE);

        MonitoredIndicator judged =
                judge(6, actual(indicator, "2.50")).indicators().getFirst();

        assertThat(judged.annualTarget()).isEqualTo("≥ 4 次");
        assertThat(judged.actual()).isEqualTo("2.50");
        assertThat(judged.accumulation()).isEqualTo(Accumulation.CUMULATIVE);
    }

    @Test
    void more_is_never_worse_and_the_ratio_says_what_the_lamp_says() {
        Seeds.holds(2_000, random -> {
            Indicator indicator = output(1, "≥" + (1 + random.nextInt(500)) + "件")
                    .accumulating(Seeds.oneOf(random, List.of(Accumulation.values())));
            int month = 1 + random.nextInt(12);
            BigDecimal less = BigDecimal.valueOf(random.nextInt(60_000), 2);
            BigDecimal more = less.add(BigDecimal.valueOf(random.nextInt(1_000), 2));

            MonitoredIndicator low = judge(month, actual(indicator, less.toPlainString()))
                    .indicators()
                    .getFirst();
            MonitoredIndicator high = judge(month, actual(indicator, more.toPlainString()))
                    .indicators()
                    .getFirst();

            assertThat(high.lamp()).isGreaterThanOrEqualTo(low.lamp());
            assertThat(byRatio(new BigDecimal(low.ratio()))).isEqualTo(low.lamp());
        });
    }

    private static Lamp byRatio(BigDecimal ratio) {
        return ratio.compareTo(new BigDecimal("0.60")) < 0
                ? Lamp.RED
                : ratio.compareTo(new BigDecimal("0.80")) < 0
                        ? Lamp.YELLOW
                        : ratio.compareTo(new BigDecimal("1.20")) < 0 ? Lamp.GREEN : Lamp.BLUE;
    }

    private static MonitoringRound judge(int month, Observation... said) {
        return MonitoringRound.judge(2025, month, List.of(said), national());
    }
}
