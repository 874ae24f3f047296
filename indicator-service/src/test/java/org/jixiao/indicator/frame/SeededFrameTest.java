package org.jixiao.indicator.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeededFrameTest {

    @Test
    void guangzhou_has_three_categories_with_four_four_and_one_types() {
        IndicatorFrame frame = SeededFrame.guangzhou2025();

        List<String> tree = frame.nodes().stream()
                .map(node -> node.code() + "-" + node.name()
                        + frame.categoryOfType(node.code())
                                .map(category -> " < " + category.name())
                                .orElse(""))
                .toList();

        assertThat(tree)
                .containsExactly(
                        "1-产出指标",
                        "11-数量指标 < 产出指标",
                        "12-质量指标 < 产出指标",
                        "13-时效指标 < 产出指标",
                        "14-成本指标 < 产出指标",
                        "2-效益指标",
                        "21-经济效益 < 效益指标",
                        "22-社会效益 < 效益指标",
                        "23-生态效益 < 效益指标",
                        "24-可持续影响 < 效益指标",
                        "3-满意度指标",
                        "31-服务对象满意度 < 满意度指标");
    }
}
