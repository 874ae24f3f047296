package org.jixiao.indicator.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorFramesTest {

    private final IndicatorFrames frames = new IndicatorFrames(List.of(
            frame("000000", 2015),
            frame("440000", 2021),
            frame("440100", 2023),
            frame("440100", 2025),
            frame("440104", 2026)));

    @ParameterizedTest(name = "{0} in {1}: {2} from {3}")
    @CsvSource({
        "440104, 2027, 440104, 2026",
        "440104, 2026, 440104, 2026",
        "440104, 2025, 440100, 2025",
        "440104, 2024, 440100, 2023",
        "440104, 2022, 440000, 2021",
        "440104, 2020, 000000, 2015",
        "440105, 2026, 440100, 2025",
        "440100, 2026, 440100, 2025",
        "440000, 2026, 440000, 2021",
        "310107, 2026, 000000, 2015",
        "000000, 2026, 000000, 2015"
    })
    void the_nearest_jurisdiction_wins_then_its_latest_year(
            String region, int year, String jurisdiction, int fromYear) {
        IndicatorFrame frame = frames.inForce(region, year).orElseThrow();

        assertThat(frame.jurisdiction()).isEqualTo(jurisdiction);
        assertThat(frame.fromYear()).isEqualTo(fromYear);
    }

    @Test
    void before_the_first_frame_none_is_in_force() {
        assertThat(frames.inForce("440104", 2014)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4401", "44010A", "４４０１０４", "440104019"})
    void a_region_code_has_six_digits(String region) {
        assertThatThrownBy(() -> frames.inForce(region, 2025)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_type_belongs_to_the_category_that_its_frame_says() {
        var shanghai = new IndicatorFrame(
                "310000",
                2024,
                "成本在一级",
                List.of(new FrameNode("4", "成本指标", null, 1), new FrameNode("14", "经济成本", "4", 2)));

        assertThat(shanghai.categoryOfType("14")).map(FrameNode::name).hasValue("成本指标");
        assertThat(shanghai.categoryOfType("11")).isEmpty();
    }

    @Test
    void a_frame_is_a_tree() {
        var orphan = new FrameNode("11", "数量指标", "1", 2);
        var root = new FrameNode("1", "产出指标", null, 1);
        var twin = new FrameNode("1", "产出", null, 1);

        assertThatThrownBy(() -> new IndicatorFrame("440100", 2025, "", List.of(orphan)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IndicatorFrame("440100", 2025, "", List.of(root, twin)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameNode("1", "产出指标", "0", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"数量指标, 数量, true", "数量指标, 数量指标, true", "社会效益, 社会效益指标, true", "社会效益, 经济效益, false", "指标, '', true"})
    void names_are_compared_without_their_last_word(String name, String printed, boolean same) {
        assertThat(new FrameNode("11", name, "1", 2).isNamed(printed)).isEqualTo(same);
    }

    private static IndicatorFrame frame(String jurisdiction, int fromYear) {
        return new IndicatorFrame(jurisdiction, fromYear, "指标体系", List.of(new FrameNode("1", "产出指标", null, 1)));
    }
}
