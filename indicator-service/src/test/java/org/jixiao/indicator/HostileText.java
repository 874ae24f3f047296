package org.jixiao.indicator;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Texts nobody means: pieces of both grammars in any order, NUL, lone surrogates, right-to-left marks, any character. */
public final class HostileText {

    private static final String PRINTABLE = """
            ≥ ≤ > < = ± 不少于 不 超 至 至少 - ~ — 0 1 55 1,234 1.8 . , ００ ％ % (%) 百分比 次 人次 个 月 年 日 底 前 之前 以上 以内
            左右 （ ） ( ) / 、 ； ; 。 : ： 1、1- 2、1- 。2、2- 1-产出指标 11-数量指标 ；实施周期指标值: ；年度指标值: 年度指标值 实施周期指标值：
            שלום 𠮷 ㎡ 是 否 无 按时 二 AK e E5 ∞ NaN ٣
            """;
    private static final List<String> INVISIBLE = List.of(
            " ", "\n", "\r\n", "\t", "\f", "\u3000", "\u00A0", "\u2028", "\u0000", "\uD800", "\uDC00", "\u202E",
            "\uFEFF");
    private static final List<String> PIECES = Stream.concat(Arrays.stream(PRINTABLE.split("\\s+")), INVISIBLE.stream())
            .toList();

    private HostileText() {}

    public static String any(Random random, int longest) {
        int length = random.nextInt(longest + 1);
        var text = new StringBuilder();
        while (text.length() < length) {
            if (random.nextInt(8) == 0) {
                text.append((char) random.nextInt(Character.MAX_VALUE + 1));
            } else {
                text.append(Seeds.oneOf(random, PIECES));
            }
        }
        return text.toString();
    }
}
