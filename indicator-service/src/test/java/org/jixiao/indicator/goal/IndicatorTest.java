package org.jixiao.indicator.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Set;
import org.jixiao.indicator.frame.CodedName;
import org.jixiao.indicator.frame.SeededFrame;
import org.jixiao.indicator.target.Accumulation;
import org.jixiao.indicator.target.TargetFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorTest {

    @Test
    void keeps_both_targets_and_reads_them_under_its_name() {
        Indicator indicator = Indicator.read(3, printed("1", "产出指标", "11", "数量指标", "宣传数（场次）", "≥4", "≥1次"));

        assertThat(indicator.sequence()).isEqualTo(3);
        assertThat(indicator.periodTarget().flags()).containsExactly(TargetFlag.UNIT_MISSING);
        assertThat(indicator.annualTarget().flags()).containsExactly(TargetFlag.UNIT_CONFLICT);
        assertThat(indicator.flags()).containsExactly(IndicatorFlag.UNIT_MISSING, IndicatorFlag.UNIT_CONFLICT);
        assertThat(indicator.accumulation()).isEqualTo(Accumulation.CUMULATIVE);
        assertThat(indicator.weight()).isNull();
    }

    @Test
    void its_two_targets_should_have_one_unit() {
        Indicator indicator = Indicator.read(1, printed("1", "产出指标", "11", "数量指标", "培训", "≥100人次", "≥4场"));

        assertThat(indicator.flags()).containsExactly(IndicatorFlag.UNIT_CONFLICT);
    }

    @ParameterizedTest(name = "{0}-{1} {2}-{3}: {4}")
    @CsvSource(nullValues = "-", textBlock = """
            1, 产出,     11, 数量指标,   -
            1, 产出指标, 11, 质量指标,   TYPE_NAME_DIFFERS
            1, 成本指标, 12, 质量,       CATEGORY_NAME_DIFFERS
            4, 成本指标, 12, 质量指标,   CATEGORY_UNKNOWN TYPE_OUTSIDE_CATEGORY
            1, 产出指标, 19, 进度指标,   TYPE_UNKNOWN
            2, 效益指标, 13, 时效指标,   TYPE_OUTSIDE_CATEGORY
            11, 数量指标, 1, 产出指标,   CATEGORY_UNKNOWN TYPE_UNKNOWN
            """)
    void is_held_against_the_frame_in_force(
            String category, String categoryName, String type, String typeName, String expected) {
        Indicator indicator = Indicator.read(1, printed(category, categoryName, type, typeName, "讲座", "2次", "2次"));

        Indicator reviewed = indicator.reviewedAgainst(SeededFrame.guangzhou2025());

        assertThat(String.join(" ", reviewed.flags().stream().map(Enum::name).toList()))
                .isEqualTo(expected == null ? "" : expected);
        assertThat(reviewed.printed()).isEqualTo(indicator.printed());
    }

    @Test
    void a_person_confirms_its_accumulation_and_gives_it_points() {
        Indicator read = Indicator.read(1, printed("1", "产出指标", "11", "数量指标", "讲座次数", "2次", "2次"));

        Indicator settled = read.accumulating(Accumulation.LEVEL).weighing(new BigDecimal("12.50"));

        assertThat(settled.accumulation()).isEqualTo(Accumulation.LEVEL);
        assertThat(settled.weight()).isEqualTo("12.50");
        assertThat(settled.printed()).isEqualTo(read.printed());
        assertThat(settled.flags()).isEqualTo(Set.of());
    }

    private static PrintedIndicator printed(
            String category,
            String categoryName,
            String type,
            String typeName,
            String name,
            String period,
            String annual) {
        return new PrintedIndicator(
                new CodedName(category, categoryName), new CodedName(type, typeName), name, period, annual);
    }
}
