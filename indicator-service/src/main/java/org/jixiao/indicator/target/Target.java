package org.jixiao.indicator.target;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A target value (指标值) as printed, and what it says.
 *
 * @param raw the approved text, character for character: this is what is printed again
 * @param flags what a person should look at, in the order of {@link TargetFlag}
 * @param unitSuggestion the unit that the indicator's name states where the target's is missing or another; null when
 *     there is nothing to suggest. Never applied by itself
 */
public record Target(String raw, Meaning meaning, Set<TargetFlag> flags, String unitSuggestion) {

    public Target {
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(meaning, "meaning");
        var ordered = EnumSet.noneOf(TargetFlag.class);
        ordered.addAll(flags);
        flags = Collections.unmodifiableSet(ordered);
    }

    /** Reads a target by itself. Never fails, for no text; takes time in proportion to its length. */
    public static Target parse(String raw) {
        var reading = TargetGrammar.read(raw);
        return new Target(raw, reading.meaning(), reading.flags(), null);
    }

    /** This target under an indicator's name, which may state the unit: {@code …合格率（%）}, {@code …宣传数（场次）}. */
    public Target named(String indicatorName) {
        var name = new IndicatorName(indicatorName);
        Optional<Unit> stated = name.unit();
        Optional<Unit> printed = printedUnit();
        boolean measured =
                switch (meaning) {
                    case Meaning.Quantity _, Meaning.Range _, Meaning.Tolerance _ -> true;
                    case Meaning.Deadline _, Meaning.Truth _, Meaning.Prose _, Meaning.Blank _ -> false;
                };
        if (!measured || stated.isEmpty() || printed.filter(name::allows).isPresent()) {
            return this;
        }
        var more = EnumSet.of(printed.isPresent() ? TargetFlag.UNIT_CONFLICT : TargetFlag.UNIT_MISSING);
        more.addAll(flags);
        return new Target(raw, meaning, more, stated.get().symbol());
    }

    public TargetKind kind() {
        return switch (meaning) {
            case Meaning.Quantity _ -> TargetKind.QUANTITY;
            case Meaning.Range _ -> TargetKind.RANGE;
            case Meaning.Tolerance _ -> TargetKind.TOLERANCE;
            case Meaning.Deadline _ -> TargetKind.DEADLINE;
            case Meaning.Truth _ -> TargetKind.BOOLEAN;
            case Meaning.Prose _ -> TargetKind.TEXT;
            case Meaning.Blank _ -> TargetKind.EMPTY;
        };
    }

    /** The printed comparison; NONE for everything but a quantity. */
    public Operator operator() {
        return meaning instanceof Meaning.Quantity quantity ? quantity.operator() : Operator.NONE;
    }

    /** The figure of a quantity or a tolerance. Its plain string has the scale as printed, without thousands commas. */
    public Optional<BigDecimal> value() {
        return switch (meaning) {
            case Meaning.Quantity quantity -> Optional.of(quantity.value());
            case Meaning.Tolerance tolerance -> Optional.of(tolerance.value());
            case Meaning.Range _, Meaning.Deadline _, Meaning.Truth _, Meaning.Prose _, Meaning.Blank _ ->
                Optional.empty();
        };
    }

    /** The lower end of a range or a tolerance. */
    public Optional<BigDecimal> low() {
        return switch (meaning) {
            case Meaning.Range range -> Optional.of(range.low());
            case Meaning.Tolerance tolerance -> Optional.of(tolerance.value().negate());
            case Meaning.Quantity _, Meaning.Deadline _, Meaning.Truth _, Meaning.Prose _, Meaning.Blank _ ->
                Optional.empty();
        };
    }

    /** The upper end of a range or a tolerance. */
    public Optional<BigDecimal> high() {
        return meaning instanceof Meaning.Range range
                ? Optional.of(range.high())
                : meaning instanceof Meaning.Tolerance ? value() : Optional.empty();
    }

    /** The printed unit, {@code %} for every spelling of per cent. */
    public Optional<String> unit() {
        return printedUnit().map(Unit::symbol);
    }

    /** The date, as far as it is printed. */
    public Optional<Meaning.Deadline> deadline() {
        return meaning instanceof Meaning.Deadline deadline ? Optional.of(deadline) : Optional.empty();
    }

    /** Whether both have a unit, and it measures the same. */
    public boolean unitAgreesWith(Target other) {
        return printedUnit()
                .flatMap(unit -> other.printedUnit().filter(unit::measuresLike))
                .isPresent();
    }

    Optional<Unit> printedUnit() {
        return switch (meaning) {
            case Meaning.Quantity quantity -> Optional.ofNullable(quantity.unit());
            case Meaning.Range range -> Optional.ofNullable(range.unit());
            case Meaning.Tolerance tolerance -> Optional.of(tolerance.unit());
            case Meaning.Deadline _, Meaning.Truth _, Meaning.Prose _, Meaning.Blank _ -> Optional.empty();
        };
    }
}
