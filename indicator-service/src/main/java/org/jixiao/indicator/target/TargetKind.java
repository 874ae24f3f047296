package org.jixiao.indicator.target;

/** What a target is, seen from how it can be judged. */
public enum TargetKind {
    /** One figure: {@code ≥55件}. */
    QUANTITY,
    /** Two figures, both included: {@code 8-10次}. */
    RANGE,
    /** A figure to both sides of zero: {@code ±3%以内}. */
    TOLERANCE,
    /** A date that something is done before: {@code 11月底之前}. */
    DEADLINE,
    /** 是 or 否. */
    BOOLEAN,
    /** Words, or figures that only a person should read. */
    TEXT,
    /** Nothing, or a mark that says so. */
    EMPTY
}
