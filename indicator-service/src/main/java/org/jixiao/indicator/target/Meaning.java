package org.jixiao.indicator.target;

import java.math.BigDecimal;

/** What a target was read as: one form for each {@link TargetKind}. Figures keep the scale they were printed with. */
public sealed interface Meaning {

    /**
     * One figure and how to compare with it.
     *
     * @param unit null when none is printed
     */
    record Quantity(Operator operator, BigDecimal value, Unit unit) implements Meaning {}

    /**
     * From low to high, both included.
     *
     * @param unit that of either end; null when none is printed
     */
    record Range(BigDecimal low, BigDecimal high, Unit unit) implements Meaning {}

    /** From {@code -value} to {@code +value}. */
    record Tolerance(BigDecimal value, Unit unit) implements Meaning {}

    /**
     * A date as printed; what is not printed is not guessed.
     *
     * @param year null when not printed
     * @param day null when not printed
     * @param atEnd whether 底 or 末 is printed
     */
    record Deadline(Integer year, int month, Integer day, boolean atEnd) implements Meaning {}

    /** 是 is true, 否 is false. */
    record Truth(boolean value) implements Meaning {}

    /** Words for a person. */
    record Prose() implements Meaning {}

    /** Nothing. */
    record Blank() implements Meaning {}
}
