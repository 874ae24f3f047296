package org.jixiao.indicator.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jixiao.indicator.YuexiuTable;
import org.jixiao.indicator.frame.SeededFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The 13 cells of the reference table, as they come out of its PDF. */
class YuexiuCellsTest {

    @ParameterizedTest
    @MethodSource("projects")
    void is_read_as_the_table_says(YuexiuTable.Project project) {
        assertThat(IndicatorText.parse(project.cell())).isEqualTo(new CellReading.Items(project.indicators()));
    }

    @ParameterizedTest
    @MethodSource("projects")
    void is_printed_as_it_was_white_space_aside(YuexiuTable.Project project) {
        assertThat(IndicatorText.print(project.indicators()))
                .isEqualTo(project.cell().replaceAll("\\s", ""));
    }

    @Test
    void there_are_13_cells_with_42_indicators() {
        assertThat(projects()).hasSize(13);
        assertThat(YuexiuTable.indicators()).hasSize(42);
    }

    @Test
    void an_indicator_prints_as_it_was_read() {
        assertThat(YuexiuTable.indicators())
                .allSatisfy(printed ->
                        assertThat(Indicator.read(1, printed).printed()).isEqualTo(printed));
    }

    @Test
    void the_frame_of_guangzhou_raises_no_doubt() {
        var frame = SeededFrame.guangzhou2025();

        assertThat(YuexiuTable.indicators()).allSatisfy(printed -> {
            Indicator read = Indicator.read(1, printed);
            assertThat(read.reviewedAgainst(frame)).isEqualTo(read);
        });
    }

    @Test
    void the_doubts_are_those_that_reviewers_found() {
        assertThat(flagged(IndicatorFlag.RATE_AS_QUANTITY)).hasSize(10);
        assertThat(flagged(IndicatorFlag.SATISFACTION_ELSEWHERE)).containsExactly("辅助人员满意度");
        assertThat(flagged(IndicatorFlag.EXECUTION_RATE_REPEATED)).containsExactly("资金使用率");
        assertThat(flagged(IndicatorFlag.UNIT_CONFLICT)).containsExactly("每季度举办法治讲座（含线上法治讲座）、法治宣传数（场次）");
        assertThat(flagged(IndicatorFlag.UNIT_MISSING))
                .containsExactly(
                        "当年社区矫正对象严重影响辖区安全稳定案事件发生率",
                        "当年社区矫正对象严重影响辖区安全稳定案事件发生率",
                        "每季度举办法治讲座（含线上法治讲座）、法治宣传数（场次）",
                        "各区司法局对法律顾问考核评估合格率（%）");
        assertThat(flagged(IndicatorFlag.AMBIGUOUS)).isEmpty();
    }

    private static List<String> flagged(IndicatorFlag flag) {
        return YuexiuTable.indicators().stream()
                .filter(printed -> Indicator.read(1, printed).flags().contains(flag))
                .map(PrintedIndicator::name)
                .toList();
    }

    private static Stream<YuexiuTable.Project> projects() {
        return YuexiuTable.projects().stream();
    }
}
