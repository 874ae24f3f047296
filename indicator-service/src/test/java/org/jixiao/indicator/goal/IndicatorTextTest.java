package org.jixiao.indicator.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jixiao.indicator.frame.CodedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorTextTest {

    private static final String CASES = "1、1-产出指标；11-数量指标；人均年度调解案件数；实施周期指标值:≥55件；年度指标值:≥50件。";
    private static final String RATE = "2、1-产出指标；12-质量指标；合格率（%）；实施周期指标值:≥95；年度指标值:。";

    @Test
    void reads_a_cell() {
        CellReading reading = IndicatorText.parse(CASES + RATE);

        assertThat(reading)
                .isEqualTo(new CellReading.Items(List.of(
                        new PrintedIndicator(
                                new CodedName("1", "产出指标"), new CodedName("11", "数量指标"), "人均年度调解案件数", "≥55件", "≥50件"),
                        new PrintedIndicator(
                                new CodedName("1", "产出指标"), new CodedName("12", "质量指标"), "合格率（%）", "≥95", ""))));
    }

    @Test
    void prints_the_cell_it_has_read() {
        assertThat(IndicatorText.print(items(CASES + RATE))).isEqualTo(CASES + RATE);
    }

    @Test
    void accepts_both_colons_and_prints_the_half_width_one() {
        assertThat(IndicatorText.print(items(CASES.replace(':', '：')))).isEqualTo(CASES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "　\r\n"})
    void a_blank_cell_has_no_items(String cell) {
        assertThat(items(cell)).isEmpty();
        assertThat(IndicatorText.print(List.of())).isEmpty();
    }

    @Test
    void lines_break_anywhere() {
        for (int at = 1; at < CASES.length(); at++) {
            String broken = CASES.substring(0, at) + " \n\n\f  " + CASES.substring(at);

            assertThat(items(broken + "\r\n" + RATE)).as(broken).isEqualTo(items(CASES + RATE));
        }
    }

    @Test
    void a_space_joins_two_latin_letters_and_nothing_else() {
        String cell = CASES.replace("人均年度调解案件数", "GIS\nplatform上\nA\n3\n区5\nG");

        assertThat(items(cell).getFirst().name()).isEqualTo("GIS platform上A3区5G");
    }

    @Test
    void white_space_around_numbers_fields_and_labels_is_nothing() {
        String spaced = CASES.replace("、", "、 ")
                .replace("；", " ； ")
                .replace("值:", "值 :")
                .replace(" ； 年度", "；年度");

        assertThat(items("  " + spaced + "  " + RATE)).isEqualTo(items(CASES + RATE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "讲座（含线上；含区级）、宣传数（场次）",
                "一、二；三",
                "甲。乙",
                "完成2、3项。4、其他",
                "3、2项",
                "AK 47",
                "年度指标值",
                "、",
                "。",
                "；",
                "1-产出指标；11-数量",
                "实施周期指标值:≥1",
                "a\u0000b\uD800c\u202E"
            })
    void marks_inside_a_name_split_nothing(String name) {
        String cell = CASES.replace("人均年度调解案件数", name);
        if (name.startsWith("实施周期")) {
            assertThat(IndicatorText.parse(cell)).isInstanceOf(CellReading.Refused.class);
        } else {
            assertThat(items(cell).getFirst().name()).isEqualTo(name);
            assertThat(IndicatorText.print(items(cell))).isEqualTo(cell);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"完成；验收", "完成。", "见说明。3、四项", "。", "；", "；年度目标:是", "指标值:5", " ≥55件 ", "12、1"})
    void a_target_may_hold_the_marks_itself(String target) {
        String cell = CASES.replace("≥55件", target).replace("≥50件", target) + RATE;

        PrintedIndicator first = items(cell).getFirst();

        assertThat(first.periodTarget()).isEqualTo(target);
        assertThat(first.annualTarget()).isEqualTo(target);
        assertThat(IndicatorText.print(items(cell))).isEqualTo(cell);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            INDICATOR_NUMBER_UNEXPECTED       | 0  | 没有序号
            INDICATOR_NUMBER_UNEXPECTED       | 0  | 1-产出指标；11-数量指标；名；实施周期指标值:1；年度指标值:1。
            INDICATOR_NUMBER_UNEXPECTED       | 0  | 2、1-产出指标；11-数量指标；名；实施周期指标值:1；年度指标值:1。
            INDICATOR_NUMBER_UNEXPECTED       | 0  | 01、1-产出指标；11-数量指标；名；实施周期指标值:1；年度指标值:1。
            INDICATOR_NUMBER_UNEXPECTED       | 39 | 1、1-产出指标；11-数量指标；名；实施周期指标值:1次；年度指标值:1次。3、1-产出指标；11-数量指标；名；实施周期指标值:1；年度指标值:1。
            INDICATOR_END_MISSING             | 37 | 1、1-产出指标；11-数量指标；名；实施周期指标值:1；年度指标值:1次
            INDICATOR_CATEGORY_MALFORMED      | 2  | 1、1-；11-数量指标；名；实施周期指标值:1；年度指标值:1。
            INDICATOR_TYPE_MALFORMED          | 9  | 1、1-产出指标；1-数量指标；名；实施周期指标值:1；年度指标值:1。
            INDICATOR_TYPE_MALFORMED          | 9  | 1、1-产出指标；实施周期指标值:1；年度指标值:1。
            INDICATOR_TYPE_OUTSIDE_CATEGORY   | 9  | 1、1-产出指标；22-社会效益；名；实施周期指标值:1；年度指标值:1。
            INDICATOR_NAME_MISSING            | 16 | 1、1-产出指标；11-数量指标；实施周期指标值:1；年度指标值:1。
            INDICATOR_NAME_MISSING            | 17 | 1、1-产出指标；11-数量指标；；实施周期指标值:1；年度指标值:1。
            INDICATOR_PERIOD_TARGET_MISSING   | 18 | 1、1-产出指标；11-数量指标；名；年度指标值:1。
            INDICATOR_ANNUAL_TARGET_MISSING   | 28 | 1、1-产出指标；11-数量指标；名；实施周期指标值:1。
            INDICATOR_TARGET_REPEATED         | 28 | 1、1-产出指标；11-数量指标；名；实施周期指标值:1；年度指标值:1；年度指标值:2。
            """)
    void says_where_a_cell_leaves_its_grammar(CellFault.Code code, int position, String cell) {
        CellReading reading = IndicatorText.parse(cell);

        assertThat(reading).isInstanceOfSatisfying(CellReading.Refused.class, refused -> {
            assertThat(refused.faults()).extracting(CellFault::code).contains(code);
            assertThat(refused.faults())
                    .filteredOn(fault -> fault.code() == code)
                    .first()
                    .extracting(CellFault::position)
                    .isEqualTo(position);
        });
    }

    @Test
    void a_lost_number_refuses_the_cell_rather_than_merge_two_items() {
        CellReading reading = IndicatorText.parse(CASES + RATE.substring("2、".length()));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        CellReading.Refused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(CellFault::code)
                                .containsOnly(CellFault.Code.INDICATOR_TARGET_REPEATED));
    }

    @Test
    void positions_count_in_the_text_as_given() {
        String given = "\n  " + CASES + "\n\n2、1-产\n出指标；22-社会效益；名；实施周期指标值:1；年度指标值:1。";

        CellReading reading = IndicatorText.parse(given);

        assertThat(reading).isInstanceOfSatisfying(CellReading.Refused.class, refused -> {
            CellFault fault = refused.faults().getFirst();
            assertThat(given.substring(fault.position())).startsWith("22-");
            assertThat(fault.number()).isEqualTo(2);
            assertThat(fault.text().zh()).startsWith("第 2 项指标（第 " + (fault.position() + 1) + " 个字符处）：");
            assertThat(fault.text().en()).startsWith("Indicator 2 (at character " + (fault.position() + 1) + "): ");
        });
    }

    @Test
    void every_faulty_item_is_reported() {
        CellReading reading = IndicatorText.parse("1、1-产出指标；22-社会效益；名。2、1-产出指标；11-数量指标；名；年度指标值:1");

        assertThat(reading)
                .isInstanceOfSatisfying(
                        CellReading.Refused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(CellFault::code)
                                .containsExactly(
                                        CellFault.Code.INDICATOR_TYPE_OUTSIDE_CATEGORY,
                                        CellFault.Code.INDICATOR_PERIOD_TARGET_MISSING,
                                        CellFault.Code.INDICATOR_END_MISSING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " 名", "名\n称", "名；实施周期指标值:1", "年度指标值:1", "名；年度指标值：1", "名。2、1-产出", "名。7、3-满意度", "名。 2、 1-"})
    void refuses_to_print_a_name_that_would_be_read_as_something_else(String name) {
        PrintedIndicator good = items(CASES).getFirst();
        var bad = new PrintedIndicator(good.category(), good.type(), name, "1", "1");

        assertThat(IndicatorText.isPrintable(bad)).isFalse();
        assertThatThrownBy(() -> IndicatorText.print(List.of(good, bad)))
                .isInstanceOfSatisfying(
                        UnprintableIndicator.class,
                        refused -> assertThat(refused.index()).isEqualTo(1));
    }

    private static List<PrintedIndicator> items(String cell) {
        return switch (IndicatorText.parse(cell)) {
            case CellReading.Items(List<PrintedIndicator> items) -> items;
            case CellReading.Refused(List<CellFault> faults) -> throw new AssertionError(cell + " " + faults);
        };
    }
}
