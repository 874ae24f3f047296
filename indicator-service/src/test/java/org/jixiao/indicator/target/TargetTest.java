package org.jixiao.indicator.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ≥55件              | GE   | 55      | 件
            ≧55件              | GE   | 55      | 件
            >=55件             | GE   | 55      | 件
            ＞＝５５件         | GE   | 55      | 件
            不少于55件         | GE   | 55      | 件
            不低于80%          | GE   | 80      | %
            大于等于80%        | GE   | 80      | %
            至少1场次          | GE   | 1       | 场次
            ≤1.8%              | LE   | 1.8     | %
            <=1.8%             | LE   | 1.8     | %
            不超过3个工作日    | LE   | 3       | 个工作日
            不高于5‰           | LE   | 5       | ‰
            小于等于5天        | LE   | 5       | 天
            不大于5天          | LE   | 5       | 天
            >5人次             | GT   | 5       | 人次
            ＞5人次            | GT   | 5       | 人次
            大于5人次          | GT   | 5       | 人次
            超5人次            | GT   | 5       | 人次
            超过5人次          | GT   | 5       | 人次
            <5例               | LT   | 5       | 例
            小于5例            | LT   | 5       | 例
            少于5例            | LT   | 5       | 例
            低于5分            | LT   | 5       | 分
            =5个               | EQ   | 5       | 个
            ＝5个              | EQ   | 5       | 个
            等于5个            | EQ   | 5       | 个
            100.00%            | NONE | 100.00  | %
            １００％           | NONE | 100     | %
            100百分比          | NONE | 100     | %
            95(%)              | NONE | 95      | %
            95（％）           | NONE | 95      | %
            1,234,567.80元     | NONE | 1234567.80 | 元
            -0.5℃              | NONE | -0.5    | ℃
            500㎡              | NONE | 500     | ㎡
            12个月             | NONE | 12      | 个月
            2280次             | NONE | 2280    | 次
            ≥3年               | GE   | 3       | 年
            5人/年             | NONE | 5       | 人/年
            ≤2.5万元／年       | LE   | 2.5     | 万元/年
            ≥1次/月            | GE   | 1       | 次/月
            3000元/人/月       | NONE | 3000    | 元/人/月
            80%以上            | GE   | 80      | %
            90%及以上          | GE   | 90      | %
            5%以下             | LE   | 5       | %
            30天以内           | LE   | 30      | 天
            5个工作日内        | LE   | 5       | 个工作日
            >80%以上           | GT   | 80      | %
            ≥1次（含线上）     | GE   | 1       | 次
            ≥1次(含（线上）)   | GE   | 1       | 次
            ≥1场（次）         | GE   | 1       | 场
            ≥ 55 件            | GE   | 55      | 件
            """)
    void reads_a_quantity_in_every_spelling(String raw, Operator operator, String value, String unit) {
        Target target = Target.parse(raw);

        assertThat(target.kind()).isEqualTo(TargetKind.QUANTITY);
        assertThat(target.operator()).isEqualTo(operator);
        assertThat(target.value().orElseThrow().toPlainString()).isEqualTo(value);
        assertThat(target.unit()).hasValue(unit);
        assertThat(target.flags()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            =0       | EQ   | 0
            ≥1       | GE   | 1
            ≥95      | GE   | 95
            007      | NONE | 7
            95（约） | NONE | 95
            """)
    void a_figure_without_a_unit_stays_a_quantity_and_is_flagged(String raw, Operator operator, String value) {
        Target target = Target.parse(raw);

        assertThat(target.kind()).isEqualTo(TargetKind.QUANTITY);
        assertThat(target.operator()).isEqualTo(operator);
        assertThat(target.value().orElseThrow()).isEqualByComparingTo(value);
        assertThat(target.unit()).isEmpty();
        assertThat(target.flags()).containsExactly(TargetFlag.UNIT_MISSING);
    }

    @Test
    void about_is_flagged() {
        Target target = Target.parse("100人左右");

        assertThat(target.operator()).isEqualTo(Operator.NONE);
        assertThat(target.flags()).containsExactly(TargetFlag.APPROX);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            8-10次      | 8   | 10   | 次
            8～10次     | 8   | 10   | 次
            8—10次      | 8   | 10   | 次
            8次至10次   | 8   | 10   | 次
            80%-90.5%   | 80  | 90.5 | %
            8%-10       | 8   | 10   | %
            -5--3℃      | -5  | -3   | ℃
            """)
    void reads_a_range(String raw, String low, String high, String unit) {
        Target target = Target.parse(raw);

        assertThat(target.kind()).isEqualTo(TargetKind.RANGE);
        assertThat(target.operator()).isEqualTo(Operator.NONE);
        assertThat(target.value()).isEmpty();
        assertThat(target.low().orElseThrow()).isEqualTo(low);
        assertThat(target.high().orElseThrow()).isEqualTo(high);
        assertThat(target.unit()).hasValue(unit);
        assertThat(target.flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"±3%以内", "±3%", "± 3 ％ 以内"})
    void reads_a_tolerance(String raw) {
        Target target = Target.parse(raw);

        assertThat(target.kind()).isEqualTo(TargetKind.TOLERANCE);
        assertThat(target.operator()).isEqualTo(Operator.NONE);
        assertThat(target.value().orElseThrow()).isEqualTo("3");
        assertThat(target.low().orElseThrow()).isEqualTo("-3");
        assertThat(target.high().orElseThrow()).isEqualTo("3");
        assertThat(target.unit()).hasValue("%");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            11月底之前        | -    | 11 | -  | true
            11月末前          | -    | 11 | -  | true
            2025年12月31日前  | 2025 | 12 | 31 | false
            ２０２５年６月前  | 2025 | 6  | -  | false
            12月31日以前完成  | -    | 12 | 31 | false
            2月29日前         | -    | 2  | 29 | false
            2024年2月29日前   | 2024 | 2  | 29 | false
            """)
    void reads_a_deadline_and_guesses_no_part_of_it(String raw, Integer year, int month, Integer day, boolean atEnd) {
        Target target = Target.parse(raw);

        assertThat(target.kind()).isEqualTo(TargetKind.DEADLINE);
        assertThat(target.deadline()).hasValue(new Meaning.Deadline(year, month, day, atEnd));
        assertThat(target.value()).isEmpty();
        assertThat(target.flags()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"是, true", "否, false", "' 是 ', true"})
    void reads_yes_and_no(String raw, boolean meaning) {
        Target target = Target.parse(raw);

        assertThat(target.kind()).isEqualTo(TargetKind.BOOLEAN);
        assertThat(target.meaning()).isEqualTo(new Meaning.Truth(meaning));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "—", "/", "无", "／", "  ", "　", "\n"})
    void reads_nothing_as_nothing(String raw) {
        Target target = Target.parse(raw);

        assertThat(target.kind()).isEqualTo(TargetKind.EMPTY);
        assertThat(target.raw()).isEqualTo(raw);
        assertThat(target.flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"按时", "人才服务高质量发展作用持续彰显", "一村（社区）一法律顾问", "年底前", "无重大事故", "是的", "𠮷", "不超过上年"})
    void keeps_words_as_words(String raw) {
        Target target = Target.parse(raw);

        assertThat(target.kind()).isEqualTo(TargetKind.TEXT);
        assertThat(target.value()).isEmpty();
        assertThat(target.flags()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unsure")
    void keeps_what_is_not_sure_as_text_and_says_so(String raw) {
        Target target = Target.parse(raw);

        assertThat(target.kind()).isEqualTo(TargetKind.TEXT);
        assertThat(target.operator()).isEqualTo(Operator.NONE);
        assertThat(target.value()).isEmpty();
        assertThat(target.unit()).isEmpty();
        assertThat(target.flags()).containsExactly(TargetFlag.AMBIGUOUS);
        assertThat(target.raw()).isEqualTo(raw);
    }

    @Test
    void the_ends_of_a_range_must_have_one_unit() {
        Target target = Target.parse("8次-10小时");

        assertThat(target.kind()).isEqualTo(TargetKind.TEXT);
        assertThat(target.flags()).containsExactly(TargetFlag.UNIT_CONFLICT, TargetFlag.AMBIGUOUS);
    }

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            法治讲座（含线上）、法治宣传数（场次） | ≥1次     | UNIT_CONFLICT | 场次
            法治讲座（含线上）、法治宣传数（场次） | ≥1       | UNIT_MISSING  | 场次
            法律顾问考核评估合格率（%）            | ≥95      | UNIT_MISSING  | %
            法律顾问考核评估合格率(％)             | ≥95%     | -             | -
            法律顾问考核评估合格率（%）            | ≥95次    | UNIT_CONFLICT | %
            案事件发生率                           | =0       | UNIT_MISSING  | %
            案件调解率                             | ≥55件    | UNIT_CONFLICT | %
            婴儿死亡率                             | ≤5‰      | -             | -
            每月提供法律服务时间（小时）           | ≥8小时   | -             | -
            改造面积（平方米）                     | ≥500㎡   | -             | -
            补助标准（元/人）                      | 3000     | UNIT_MISSING  | 元/人
            补助标准（元/人）                      | 3000元   | UNIT_CONFLICT | 元/人
            培训天数（天）                         | 8-10     | UNIT_MISSING  | 天
            偏差率                                 | ±3件     | UNIT_CONFLICT | %
            合格率（%）                            | 按时     | -             | -
            合格率（%）                            | 11月底前 | -             | -
            讲座次数                               | 2次      | -             | -
            指数                                   | 1.2      | UNIT_MISSING  | -
            """)
    void suggests_the_unit_that_the_name_states(String name, String raw, TargetFlag flag, String suggestion) {
        Target target = Target.parse(raw).named(name);

        assertThat(target.flags()).isEqualTo(flag == null ? Set.of() : Set.of(flag));
        assertThat(target.unitSuggestion()).isEqualTo(suggestion);
        assertThat(target.raw()).isEqualTo(raw);
        assertThat(target.meaning()).isEqualTo(Target.parse(raw).meaning());
    }

    @Test
    void a_flag_is_explained_in_two_languages() {
        assertThat(TargetFlag.values()).allSatisfy(flag -> {
            assertThat(flag.text().zh()).isNotBlank();
            assertThat(flag.text().en()).isNotBlank();
        });
    }

    @Test
    void every_unit_of_the_dictionary_is_read() {
        assertThat(UnitsFile.standing())
                .hasSizeGreaterThan(200)
                .allSatisfy(line -> assertThat(Target.parse("≥1" + line[0]).unit())
                        .as(line[0])
                        .hasValue(line[1]));
    }

    @Test
    void every_unit_of_the_dictionary_can_stand_behind_a_slash() {
        assertThat(UnitsFile.lines())
                .allSatisfy(line -> assertThat(Target.parse("≥1次/" + line[0]).unit())
                        .as(line[0])
                        .hasValue("次/" + line[1]));
    }

    private static Stream<String> unsure() {
        String printable = """
                二100百分比 ≥≥55件 =>55 ≥- 100%。 调解率100% 约100人 55锅 5万 +5% ٣次 100%次 1元/人/月/年 1/2 1/年 8:2 - —— ？ ≥
                1,23元 1234,567元 0,123元 1，234元 1.8.2 .5 5. 1e5 ≤80%以上 =80%以上 80%（ 80%） 80%（a）（b）
                ≥8-10次 10-8次 8-10-12 8-10次左右 8次～ ±3 ±-3% ≤±3%
                2025年 2024-2025年 12月 12月底 2025年12月31日 13月前 2月30日前 2025年2月29日前 0月前 25年12月前 2025-12-31""";
        return Stream.concat(Arrays.stream(printable.split("\\s+")), Stream.of("5 5件", "\u0000", "\uD83D", "\u202E55"));
    }
}
