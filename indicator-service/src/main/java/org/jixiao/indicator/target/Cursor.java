package org.jixiao.indicator.target;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** A place in a folded text that moves forward over the tokens of the grammar. White space between tokens is nothing. */
final class Cursor {

    /** Longer figures are no targets, and would cost more than linear time to read. */
    private static final int MOST_DIGITS = 60;

    private static final int MOST_DIVISORS = 2;

    private final String text;
    private int at;

    Cursor(String folded) {
        this.text = folded;
    }

    static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    boolean atEnd() {
        skipBlanks();
        return at == text.length();
    }

    boolean eat(String token) {
        skipBlanks();
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    boolean eatOneOf(String... tokens) {
        return Arrays.stream(tokens).anyMatch(this::eat);
    }

    Operator operator() {
        return Operator.spellings().stream()
                .filter(spelling -> eat(spelling.text()))
                .findFirst()
                .map(Operator.Spelling::operator)
                .orElse(Operator.NONE);
    }

    Suffix suffix() {
        for (Suffix suffix : Suffix.values()) {
            if (suffix.spellings.stream().anyMatch(this::eat)) {
                return suffix;
            }
        }
        return Suffix.NONE;
    }

    /** {@code ["-"] digits [thousands commas] ["." digits]}, its scale as printed. */
    Optional<BigDecimal> number() {
        skipBlanks();
        int start = at;
        int end = endOfFraction(endOfGroups(charAt(start) == '-' ? start + 1 : start));
        if (end < 0 || end - start > MOST_DIGITS) {
            return Optional.empty();
        }
        at = end;
        return Optional.of(new BigDecimal(text.substring(start, end).replace(",", "")));
    }

    /** A unit of the dictionary, or one divided by another, twice at most: {@code 元/人/月}. */
    Optional<Unit> unit() {
        Optional<Unit> unit = unit(false);
        for (int divisors = 0; unit.isPresent() && divisors < MOST_DIVISORS; divisors++) {
            int slash = at;
            Optional<Unit> divisor = eat("/") ? unit(true) : Optional.empty();
            if (divisor.isEmpty()) {
                at = slash;
                break;
            }
            unit = Optional.of(unit.get().per(divisor.get()));
        }
        return unit;
    }

    /** A bracket that closes where it opened one; what it says does not change the value. */
    void skipGloss() {
        skipBlanks();
        int depth = 0;
        for (int i = at; i < text.length() && (i == at ? charAt(i) == '(' : depth > 0); i++) {
            depth += charAt(i) == '(' ? 1 : charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                at = i + 1;
                return;
            }
        }
    }

    /** A part of a date: so many digits and the character that says what they count. */
    OptionalInt datePart(int fewest, int most, String mark) {
        skipBlanks();
        int end = endOfDigits(at, most);
        if (end - at < fewest || !text.startsWith(mark, end)) {
            return OptionalInt.empty();
        }
        int part = Integer.parseInt(text, at, end, 10);
        at = end + mark.length();
        return OptionalInt.of(part);
    }

    private Optional<Unit> unit(boolean divisor) {
        skipBlanks();
        Optional<Units.Entry> entry =
                Units.DICTIONARY.longestAt(text, at, candidate -> divisor || !candidate.denominator());
        at += entry.map(found -> found.printed().length()).orElse(0);
        return entry.map(Units.Entry::unit);
    }

    private int endOfGroups(int start) {
        int end = endOfDigits(start, MOST_DIGITS);
        boolean mayGroup = end - start <= 3 && charAt(start) != '0';
        while (mayGroup && charAt(end) == ',' && endOfDigits(end + 1, 4) == end + 4) {
            end += 4;
        }
        return end == start ? -1 : end;
    }

    private int endOfFraction(int start) {
        if (start < 0 || charAt(start) != '.') {
            return start;
        }
        int end = endOfDigits(start + 1, MOST_DIGITS);
        return end == start + 1 ? -1 : end;
    }

    private int endOfDigits(int start, int most) {
        int end = start;
        while (end - start < most && charAt(end) >= '0' && charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }
}
