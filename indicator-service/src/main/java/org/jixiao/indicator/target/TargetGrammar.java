package org.jixiao.indicator.target;

import java.math.BigDecimal;
import java.time.Month;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The grammar of a target value.
 *
 * <pre>
 * target    = empty | boolean | tolerance | deadline | range | quantity | text
 * quantity  = [operator] number [unit] [suffix] ["（" gloss "）"]
 * tolerance = "±" number unit ["以内"]
 * range     = number [unit] ("-" | "~" | "—" | "至") number [unit]
 * deadline  = [yyyy"年"] mm"月" [dd"日"] ["底" | "末"] ("之前" | "以前" | "前") ["完成"]
 * number    = ["-"] digits with optional thousands commas ["." digits]
 * </pre>
 *
 * Each production goes over the text once and either accounts for every character or declines, so that reading takes
 * linear time and no figure is ever cut out of a text that says more.
 */
final class TargetGrammar {

    private static final BigDecimal FIRST_YEAR = new BigDecimal(1900);
    private static final BigDecimal LAST_YEAR = new BigDecimal(2099);
    private static final String SIGNS = "±≥≤<>=~%‰+";

    private final String folded;

    private TargetGrammar(String folded) {
        this.folded = folded;
    }

    static Reading read(String raw) {
        var grammar = new TargetGrammar(Fold.of(raw));
        return Stream.<Supplier<Optional<Reading>>>of(
                        grammar::word, grammar::tolerance, grammar::deadline, grammar::range, grammar::quantity)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(grammar::prose);
    }

    private Optional<Reading> word() {
        return switch (bare()) {
            case "", "—", "/", "无" -> Optional.of(Reading.of(new Meaning.Blank()));
            case "是" -> Optional.of(Reading.of(new Meaning.Truth(true)));
            case "否" -> Optional.of(Reading.of(new Meaning.Truth(false)));
            default -> Optional.empty();
        };
    }

    private Optional<Reading> tolerance() {
        var cursor = new Cursor(folded);
        if (!cursor.eat("±")) {
            return Optional.empty();
        }
        Optional<BigDecimal> value = cursor.number().filter(number -> number.signum() >= 0);
        Optional<Unit> unit = cursor.unit();
        cursor.eat("以内");
        return value.isPresent() && unit.isPresent() && cursor.atEnd()
                ? Optional.of(Reading.of(new Meaning.Tolerance(value.get(), unit.get())))
                : Optional.empty();
    }

    private Optional<Reading> deadline() {
        var cursor = new Cursor(folded);
        OptionalInt year = cursor.datePart(4, 4, "年");
        OptionalInt month = cursor.datePart(1, 2, "月");
        OptionalInt day = cursor.datePart(1, 2, "日");
        boolean atEnd = cursor.eatOneOf("底", "末");
        boolean before = cursor.eatOneOf("之前", "以前", "前");
        cursor.eat("完成");
        return before && cursor.atEnd() && isOnCalendar(year, month, day)
                ? Optional.of(Reading.of(new Meaning.Deadline(nullable(year), month.getAsInt(), nullable(day), atEnd)))
                : Optional.empty();
    }

    private Optional<Reading> range() {
        var cursor = new Cursor(folded);
        Optional<BigDecimal> low = cursor.number();
        Optional<Unit> lowUnit = cursor.unit();
        if (low.isEmpty() || !cursor.eatOneOf("-", "~", "—", "至")) {
            return Optional.empty();
        }
        Optional<BigDecimal> high = cursor.number();
        Optional<Unit> highUnit = cursor.unit();
        Unit unit = highUnit.or(() -> lowUnit).orElse(null);
        if (high.isEmpty()
                || !cursor.atEnd()
                || low.get().compareTo(high.get()) > 0
                || isCalendarYear(high.get(), unit)) {
            return Optional.empty();
        }
        if (unit != null && !lowUnit.orElse(unit).measuresLike(unit)) {
            return Optional.of(
                    new Reading(new Meaning.Prose(), EnumSet.of(TargetFlag.UNIT_CONFLICT, TargetFlag.AMBIGUOUS)));
        }
        return Optional.of(Reading.measured(new Meaning.Range(low.get(), high.get(), unit), unit, Suffix.NONE));
    }

    private Optional<Reading> quantity() {
        var cursor = new Cursor(folded);
        Operator inFront = cursor.operator();
        Optional<BigDecimal> value = cursor.number();
        Unit unit = cursor.unit().orElse(null);
        Suffix suffix = cursor.suffix();
        cursor.skipGloss();
        Optional<Operator> operator = inFront.with(suffix.operator);
        return value.isPresent() && operator.isPresent() && cursor.atEnd() && !isCalendarYear(value.get(), unit)
                ? Optional.of(Reading.measured(new Meaning.Quantity(operator.get(), value.get(), unit), unit, suffix))
                : Optional.empty();
    }

    private Reading prose() {
        boolean figures = folded.codePoints()
                .anyMatch(character -> Character.isDigit(character) || SIGNS.indexOf(character) >= 0);
        boolean words = folded.codePoints().anyMatch(Character::isLetter);
        return new Reading(
                new Meaning.Prose(),
                figures || !words ? EnumSet.of(TargetFlag.AMBIGUOUS) : EnumSet.noneOf(TargetFlag.class));
    }

    private String bare() {
        int start = 0;
        int end = folded.length();
        while (start < end && Cursor.isBlank(folded.charAt(start))) {
            start++;
        }
        while (end > start && Cursor.isBlank(folded.charAt(end - 1))) {
            end--;
        }
        return folded.substring(start, end);
    }

    /** 2025年 is a date, not two thousand years. */
    private static boolean isCalendarYear(BigDecimal value, Unit unit) {
        return unit != null
                && unit.symbol().equals("年")
                && value.scale() == 0
                && value.compareTo(FIRST_YEAR) >= 0
                && value.compareTo(LAST_YEAR) <= 0;
    }

    private static boolean isOnCalendar(OptionalInt year, OptionalInt month, OptionalInt day) {
        if (month.isEmpty() || month.getAsInt() < 1 || month.getAsInt() > 12) {
            return false;
        }
        int longest = year.isPresent()
                ? YearMonth.of(year.getAsInt(), month.getAsInt()).lengthOfMonth()
                : Month.of(month.getAsInt()).maxLength();
        return day.isEmpty() || (day.getAsInt() >= 1 && day.getAsInt() <= longest);
    }

    private static Integer nullable(OptionalInt part) {
        return part.isPresent() ? (Integer) part.getAsInt() : null;
    }

    /** A meaning and the flags that follow from the text alone. */
    record Reading(Meaning meaning, Set<TargetFlag> flags) {

        private static Reading of(Meaning meaning) {
            return new Reading(meaning, EnumSet.noneOf(TargetFlag.class));
        }

        private static Reading measured(Meaning meaning, Unit unit, Suffix suffix) {
            Set<TargetFlag> flags = EnumSet.noneOf(TargetFlag.class);
            if (unit == null) {
                flags.add(TargetFlag.UNIT_MISSING);
            }
            if (suffix == Suffix.ABOUT) {
                flags.add(TargetFlag.APPROX);
            }
            return new Reading(meaning, flags);
        }
    }
}
