package org.jixiao.indicator.target;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.indicator.Seeds.maybe;
import static org.jixiao.indicator.Seeds.oneOf;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jixiao.indicator.HostileText;
import org.jixiao.indicator.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPropertiesTest {

    private static final Map<Operator, List<String>> OPERATORS = Map.of(
            Operator.GE, List.of("≥", "≧", ">=", "＞＝", "不少于", "不低于", "大于等于", "至少"),
            Operator.LE, List.of("≤", "<=", "＜＝", "不超过", "不高于", "小于等于"),
            Operator.GT, List.of(">", "＞", "大于", "超"),
            Operator.LT, List.of("<", "＜", "小于", "少于", "低于"),
            Operator.EQ, List.of("=", "＝", "等于"),
            Operator.NONE, List.of(""));
    private static final List<String> GLOSSES = List.of("（含线上）", "(含（区级）部分)", "（）", "（占总数50%；含。）");

    @Test
    void a_composed_quantity_is_read_as_composed() {
        Seeds.holds(5_000, random -> {
            Operator operator = oneOf(random, List.of(Operator.values()));
            String number = number(random);
            String[] unit = unit(random);
            boolean about = random.nextInt(4) == 0;
            String raw = oneOf(random, OPERATORS.get(operator))
                    + blank(random)
                    + printed(random, number)
                    + blank(random)
                    + unit[0]
                    + (about ? "左右" : "")
                    + maybe(random, oneOf(random, GLOSSES));

            Target target = Target.parse(raw);

            Set<TargetFlag> flags = EnumSet.noneOf(TargetFlag.class);
            if (unit[1] == null) {
                flags.add(TargetFlag.UNIT_MISSING);
            }
            if (about) {
                flags.add(TargetFlag.APPROX);
            }
            assertThat(target.kind()).as(raw).isEqualTo(TargetKind.QUANTITY);
            assertThat(target.operator()).as(raw).isEqualTo(operator);
            assertThat(target.value()).as(raw).hasValue(new BigDecimal(number));
            assertThat(target.unit().orElse(null)).as(raw).isEqualTo(unit[1]);
            assertThat(target.flags()).as(raw).isEqualTo(flags);
            assertThat(target.raw()).isEqualTo(raw);
        });
    }

    @Test
    void a_suffix_is_an_operator_when_none_stands_in_front() {
        Seeds.holds(1_000, random -> {
            String number = number(random);
            String suffix = oneOf(random, List.of("以上", "以下", "以内"));
            String raw = printed(random, number) + unit(random)[0] + suffix;

            Target target = Target.parse(raw);

            assertThat(target.operator()).as(raw).isEqualTo(suffix.equals("以上") ? Operator.GE : Operator.LE);
            assertThat(target.value()).as(raw).hasValue(new BigDecimal(number));
        });
    }

    @Test
    void a_composed_range_is_read_as_composed() {
        Seeds.holds(2_000, random -> {
            BigDecimal one = new BigDecimal(number(random));
            BigDecimal other = new BigDecimal(number(random));
            String[] unit = unit(random);
            String raw = one.min(other).toPlainString()
                    + maybe(random, unit[0])
                    + oneOf(random, List.of("-", "~", "至", "～", "－"))
                    + one.max(other).toPlainString()
                    + unit[0];

            Target target = Target.parse(raw);

            assertThat(target.kind()).as(raw).isEqualTo(TargetKind.RANGE);
            assertThat(target.low()).as(raw).hasValue(one.min(other));
            assertThat(target.high()).as(raw).hasValue(one.max(other));
            assertThat(target.unit().orElse(null)).as(raw).isEqualTo(unit[1]);
        });
    }

    @Test
    void a_composed_deadline_is_read_as_composed() {
        Seeds.holds(1_000, random -> {
            Integer year = random.nextBoolean() ? 2000 + random.nextInt(100) : null;
            int month = 1 + random.nextInt(12);
            Integer day = random.nextBoolean() ? 1 + random.nextInt(28) : null;
            String end = oneOf(random, List.of("", "底", "末"));
            String raw = (year == null ? "" : year + "年") + month + "月" + (day == null ? "" : day + "日") + end
                    + oneOf(random, List.of("前", "之前"));

            Target target = Target.parse(raw);

            assertThat(target.deadline()).as(raw).hasValue(new Meaning.Deadline(year, month, day, !end.isEmpty()));
        });
    }

    @Test
    void any_text_is_read_kept_and_read_alike_again() {
        Seeds.holds(50_000, random -> {
            String raw = HostileText.any(random, 40);

            Target target = Target.parse(raw).named(HostileText.any(random, 20));

            assertThat(target.raw()).isEqualTo(raw);
            assertThat(Target.parse(raw)).isEqualTo(Target.parse(raw));
            assertThat(Accumulation.suggest(raw, target)).isNotNull();
            assertThat(target.value().isPresent())
                    .isEqualTo(EnumSet.of(TargetKind.QUANTITY, TargetKind.TOLERANCE)
                            .contains(target.kind()));
        });
    }

    @Test
    void any_long_text_is_read() {
        Seeds.holds(200, random -> {
            String raw = HostileText.any(random, 4_000);

            Target target = Target.parse(raw);

            assertThat(target.raw()).isEqualTo(raw);
        });
    }

    @ParameterizedTest
    @Timeout(value = 5, unit = SECONDS)
    @ValueSource(
            strings = {"1", "9,999", "≥", "（", "）", "（）", " ", "次/", "-", "1-", "不", "1.", "月", "人次", "\uD800", "至少"})
    void a_hundred_thousand_characters_are_read_in_time(String piece) {
        String raw = "≥1" + piece.repeat(100_000 / piece.length());

        Target target = Target.parse(raw).named(raw);

        assertThat(target.raw()).isEqualTo(raw);
    }

    @Test
    void a_figure_longer_than_any_target_is_not_read() {
        String raw = "9".repeat(61);

        Target target = Target.parse(raw);

        assertThat(target.kind()).isEqualTo(TargetKind.TEXT);
        assertThat(target.flags()).containsExactly(TargetFlag.AMBIGUOUS);
    }

    /** Canonical digits without a leading zero, with a scale of 0 to 3; no calendar year. */
    private static String number(Random random) {
        String whole = Integer.toString(random.nextInt(oneOf(random, List.of(10, 101, 1_900))));
        int scale = random.nextInt(4);
        String fraction = IntStream.range(0, scale)
                .mapToObj(_ -> Integer.toString(random.nextInt(10)))
                .reduce("", String::concat);
        boolean negative = random.nextInt(10) == 0;
        return (negative ? "-" : "") + whole + (scale == 0 ? "" : "." + fraction);
    }

    /** The same number as somebody may print it: thousands commas, full-width digits. */
    private static String printed(Random random, String number) {
        String grouped = random.nextBoolean() ? number.replaceFirst("^(-?\\d)(\\d{3})(?=\\.|$)", "$1,$2") : number;
        if (random.nextInt(3) > 0) {
            return grouped;
        }
        return grouped.chars()
                .map(character -> character >= '0' && character <= '9' ? character - '0' + '０' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A unit as printed and as answered; empty and null for none. */
    private static String[] unit(Random random) {
        if (random.nextInt(6) == 0) {
            return new String[] {"", null};
        }
        String[] one = oneOf(random, UnitsFile.standing());
        if (random.nextInt(4) > 0) {
            return new String[] {one[0], one[1]};
        }
        String[] other = oneOf(random, UnitsFile.lines());
        return new String[] {one[0] + oneOf(random, List.of("/", "／")) + other[0], one[1] + "/" + other[1]};
    }

    private static String blank(Random random) {
        return oneOf(random, List.of("", "", "", " ", "\n", "　"));
    }
}
