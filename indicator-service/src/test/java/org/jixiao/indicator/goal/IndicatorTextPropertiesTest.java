package org.jixiao.indicator.goal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.indicator.Seeds.oneOf;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jixiao.indicator.HostileText;
import org.jixiao.indicator.Seeds;
import org.jixiao.indicator.YuexiuTable;
import org.jixiao.indicator.frame.CodedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorTextPropertiesTest {

    private static final List<String> NAMES = List.of(
            "人均年度调解案件数",
            "讲座（含线上）、宣传数（场次）",
            "按时答辩率、出庭率",
            "合格率（%）",
            "甲；乙。丙",
            "2025年、3-4月。5项",
            "AK (v2)",
            "、",
            "。。",
            "；；");
    private static final List<String> TARGETS =
            List.of("≥55件", "100%", "=0", "", "完成；验收。", "1、二-三。", "。", "；", "是", "8-10次", " ", "2、", "指标值:3");
    private static final List<PrintedIndicator> REAL = YuexiuTable.indicators();

    @Test
    void what_is_printed_is_read_as_the_same_items() {
        Seeds.holds(3_000, random -> {
            List<PrintedIndicator> items = IntStream.range(0, random.nextInt(12))
                    .mapToObj(_ -> ordinary(random))
                    .toList();

            CellReading reading = IndicatorText.parse(IndicatorText.print(items));

            assertThat(reading).isEqualTo(new CellReading.Items(items));
        });
    }

    @Test
    void hostile_items_are_read_as_the_same_or_refused_never_changed() {
        Seeds.holds(20_000, random -> {
            List<PrintedIndicator> items =
                    List.of(ordinary(random), hostile(random), ordinary(random), hostile(random));
            try {
                String cell = IndicatorText.print(items);
                assertThat(IndicatorText.parse(cell)).as(cell).isEqualTo(new CellReading.Items(items));
            } catch (UnprintableIndicator refused) {
                assertThat(IndicatorText.isPrintable(items.get(refused.index())))
                        .isFalse();
            }
        });
    }

    @Test
    void what_is_read_is_printed_as_the_same_text_white_space_and_colons_aside() {
        Seeds.holds(5_000, random -> {
            String cell = broken(random, IndicatorText.print(List.of(ordinary(random), ordinary(random))));
            if (random.nextBoolean()) {
                cell = cell.replace("值:", "值：");
            }
            if (IndicatorText.parse(cell) instanceof CellReading.Items(List<PrintedIndicator> items)) {
                assertThat(essence(IndicatorText.print(items))).isEqualTo(essence(cell));
            } else {
                throw new AssertionError("refused: " + cell);
            }
        });
    }

    @Test
    void a_damaged_cell_is_refused_or_read_as_what_it_still_says() {
        Seeds.holds(20_000, random -> {
            String cell = IndicatorText.print(List.of(oneOf(random, REAL), oneOf(random, REAL), oneOf(random, REAL)));
            int from = random.nextInt(cell.length());
            int to = Math.min(cell.length(), from + random.nextInt(6));
            String damaged = cell.substring(0, from) + HostileText.any(random, 4) + cell.substring(to);
            if (IndicatorText.parse(damaged) instanceof CellReading.Items(List<PrintedIndicator> items)) {
                assertThat(essence(IndicatorText.print(items))).as(damaged).isEqualTo(essence(damaged));
            }
        });
    }

    @Test
    void any_text_is_read_or_refused_alike_again() {
        Seeds.holds(20_000, random -> {
            String cell = HostileText.any(random, 200);

            CellReading reading = IndicatorText.parse(cell);

            assertThat(IndicatorText.parse(cell)).isEqualTo(reading);
            if (reading instanceof CellReading.Refused(List<CellFault> faults)) {
                assertThat(faults).isNotEmpty().allSatisfy(fault -> {
                    assertThat(fault.position()).isBetween(0, cell.length());
                    assertThat(fault.text().zh()).isNotBlank();
                });
            }
        });
    }

    @ParameterizedTest
    @Timeout(value = 5, unit = SECONDS)
    @ValueSource(
            strings = {
                "。",
                "；",
                "1",
                "。1、1-",
                " ",
                "\n",
                "a\n",
                "；年度指标值:",
                "年度指标值",
                "；实施周期指标值:1；年度指标值:1。",
                "； ",
                "。 1 、",
                "1、1-x；11-y；"
            })
    void a_hundred_thousand_characters_are_read_in_time(String piece) {
        String cell = "1、1-产出指标；11-数量指标；" + piece.repeat(100_000 / piece.length());

        CellReading reading = IndicatorText.parse(cell);

        assertThat(reading).isNotNull();
    }

    @Test
    @Timeout(value = 5, unit = SECONDS)
    void thousands_of_items_sound_or_faulty_are_read_in_time() {
        var sound = new StringBuilder();
        var faulty = new StringBuilder();
        for (int number = 1; number <= 20_000; number++) {
            sound.append(number).append("、1-产出指标；11-数量指标；名；实施周期指标值:1；年度指标值:1。");
            faulty.append(number).append("、1-产出指标；22-社会效益。");
        }

        assertThat(IndicatorText.parse(sound.toString()))
                .isInstanceOfSatisfying(
                        CellReading.Items.class,
                        read -> assertThat(read.items()).hasSize(20_000));
        assertThat(IndicatorText.parse(faulty.toString()))
                .isInstanceOfSatisfying(
                        CellReading.Refused.class,
                        refused -> assertThat(refused.faults()).hasSize(20_000));
    }

    private static PrintedIndicator ordinary(Random random) {
        PrintedIndicator real = oneOf(random, REAL);
        return new PrintedIndicator(
                real.category(), real.type(), oneOf(random, NAMES), oneOf(random, TARGETS), oneOf(random, TARGETS));
    }

    private static PrintedIndicator hostile(Random random) {
        return new PrintedIndicator(
                new CodedName(oneOf(random, List.of("1", "2", "12", "")), part(random, "产出指标")),
                new CodedName(oneOf(random, List.of("11", "11", "22", "111")), part(random, "数量指标")),
                part(random, "讲座"),
                part(random, "≥1次"),
                part(random, "是"));
    }

    private static String part(Random random, String ordinary) {
        return random.nextInt(3) > 0 ? ordinary : ordinary + HostileText.any(random, 12);
    }

    /** Line breaks with indentation anywhere but beside a blank or between two Latin letters. */
    private static String broken(Random random, String cell) {
        var broken = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            broken.append(cell.charAt(i))
                    .append(random.nextInt(12) == 0 ? oneOf(random, List.of("\n", "\r\n  ", "\n\n\f")) : "");
        }
        return broken.toString();
    }

    private static String essence(String text) {
        return text.codePoints()
                .filter(character -> !Character.isWhitespace(character) && !Character.isSpaceChar(character))
                .mapToObj(character -> character == '：' ? ":" : Character.toString(character))
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
