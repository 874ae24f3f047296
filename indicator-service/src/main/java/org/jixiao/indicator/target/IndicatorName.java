package org.jixiao.indicator.target;

import java.util.Arrays;
import java.util.Optional;

/** An indicator's name, for what it says about its targets. The name itself stays as printed, typing errors included. */
public record IndicatorName(String text) {

    private static final Unit PER_CENT = new Unit("%", "%", true);

    /** Whether it names a share of something, as 调解率 and 合格率（%） do. */
    public boolean isRate() {
        return namesShare() || bracketedUnit().filter(Unit::ratio).isPresent();
    }

    /** The unit it states: in brackets at its end, or per cent when it ends in 率. */
    Optional<Unit> unit() {
        return bracketedUnit().or(() -> namesShare() ? Optional.of(PER_CENT) : Optional.empty());
    }

    /** Whether a printed unit is one that this name allows. A rate in ‰ or 分/次 is no contradiction; （场次） in 次 is. */
    boolean allows(Unit printed) {
        return bracketedUnit()
                .map(printed::measuresLike)
                .orElseGet(() ->
                        !namesShare() || printed.ratio() || printed.symbol().contains("/"));
    }

    boolean namesCount() {
        String bare = withoutBrackets();
        boolean index = bare.endsWith("指数") || bare.endsWith("系数") || bare.endsWith("分数");
        return bracketedUnit().isPresent() || bare.endsWith("数量") || (bare.endsWith("数") && !index);
    }

    boolean saysOneOf(String... words) {
        return Arrays.stream(words).anyMatch(text::contains);
    }

    private boolean namesShare() {
        String bare = withoutBrackets();
        return bare.endsWith("率") || bare.endsWith("占比") || bare.endsWith("比例") || bare.endsWith("比重");
    }

    private Optional<Unit> bracketedUnit() {
        String folded = Fold.of(text).strip();
        int open = openingBracket(folded, folded.length());
        if (open == folded.length()) {
            return Optional.empty();
        }
        var cursor = new Cursor(folded.substring(open + 1, folded.length() - 1));
        return cursor.unit().filter(_ -> cursor.atEnd());
    }

    private String withoutBrackets() {
        String folded = Fold.of(text).strip();
        int end = folded.length();
        int open = openingBracket(folded, end);
        while (open < end) {
            end = open;
            open = openingBracket(folded, end);
        }
        return folded.substring(0, end).strip();
    }

    /** Where the bracket opens that closes right before {@code end}; {@code end} itself when none does. */
    private static int openingBracket(String folded, int end) {
        int depth = 0;
        for (int i = end - 1; i >= 0; i--) {
            depth += folded.charAt(i) == ')' ? 1 : folded.charAt(i) == '(' ? -1 : 0;
            if (depth <= 0) {
                return depth == 0 && i < end - 1 ? i : end;
            }
        }
        return end;
    }
}
