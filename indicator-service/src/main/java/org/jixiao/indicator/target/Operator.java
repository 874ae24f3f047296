package org.jixiao.indicator.target;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The comparison printed with a target. Which one takes effect where none is printed is for the scoring profile. */
public enum Operator {
    /** At least. */
    GE("≥", ">=", "大于等于", "大于或等于", "不小于", "不低于", "不少于", "至少"),
    /** More than. */
    GT(">", "大于", "高于", "多于", "超过", "超"),
    /** At most. */
    LE("≤", "<=", "小于等于", "小于或等于", "不大于", "不高于", "不多于", "不超过"),
    /** Less than. */
    LT("<", "小于", "低于", "少于"),
    /** Exactly. */
    EQ("=", "等于"),
    /** None printed. */
    NONE;

    private static final List<Spelling> LONGEST_FIRST = Arrays.stream(values())
            .flatMap(operator -> operator.spellings.stream().map(text -> new Spelling(text, operator)))
            .sorted(Comparator.comparingInt((Spelling spelling) -> spelling.text.length())
                    .reversed())
            .toList();

    private final List<String> spellings;

    Operator(String... spellings) {
        this.spellings = List.of(spellings);
    }

    /** How operators are spelled in folded text, the longer before those they begin with. */
    static List<Spelling> spellings() {
        return LONGEST_FIRST;
    }

    boolean isFloor() {
        return this == GE || this == GT;
    }

    /** At most, or less than. */
    public boolean isCeiling() {
        return this == LE || this == LT;
    }

    /**
     * Whether an actual value is what a target asks for: where none is printed and for exactly, at least the target; where the
     * target is 0, at most. More than what was asked for is no miss.
     */
    public boolean isMetBy(BigDecimal actual, BigDecimal target) {
        int above = actual.compareTo(target);
        return switch (this) {
            case GE -> above >= 0;
            case GT -> target.signum() == 0 ? above > 0 : above >= 0;
            case LE, LT -> above <= 0;
            case EQ, NONE -> target.signum() == 0 ? above <= 0 : above >= 0;
        };
    }

    /** This operator in front of a number with one behind it; empty when they pull in different directions. */
    Optional<Operator> with(Operator suffixed) {
        if (suffixed == NONE) {
            return Optional.of(this);
        }
        if (this == NONE) {
            return Optional.of(suffixed);
        }
        boolean agree = (isFloor() && suffixed.isFloor()) || (isCeiling() && suffixed.isCeiling());
        return agree ? Optional.of(this) : Optional.empty();
    }

    record Spelling(String text, Operator operator) {}
}
