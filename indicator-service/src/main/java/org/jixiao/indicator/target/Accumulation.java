package org.jixiao.indicator.target;

/**
 * How an indicator's actual value adds up over the year, without which it can be neither pro-rated nor compared: four
 * lectures against a target of one per quarter are not 400 %.
 */
public enum Accumulation {
    /** Adds up from January on; the only one that may be pro-rated. */
    CUMULATIVE,
    /** A rate or a state, held rather than added up. */
    LEVEL,
    /** The target is for each quarter. */
    PER_QUARTER,
    /** The target is for each month. */
    PER_MONTH,
    /** The target is for each person. */
    PER_HEAD,
    /** Done by a date or not. */
    DEADLINE;

    /** What an indicator's name and target let one expect; a person confirms it. In doubt LEVEL, which is never pro-rated. */
    public static Accumulation suggest(String indicatorName, Target target) {
        var name = new IndicatorName(indicatorName);
        if (target.deadline().isPresent()) {
            return DEADLINE;
        }
        if (name.isRate()
                || name.saysOneOf("平均")
                || target.printedUnit().filter(Unit::ratio).isPresent()) {
            return LEVEL;
        }
        if (name.saysOneOf("每季", "按季", "季均")) {
            return PER_QUARTER;
        }
        if (name.saysOneOf("每月", "每个月", "按月", "月均")) {
            return PER_MONTH;
        }
        if (name.saysOneOf("人均", "每人", "每名")) {
            return PER_HEAD;
        }
        return switch (target.meaning()) {
            case Meaning.Quantity quantity ->
                quantity.operator().isCeiling() || !counts(name, target) ? LEVEL : CUMULATIVE;
            case Meaning.Range _ -> counts(name, target) ? CUMULATIVE : LEVEL;
            case Meaning.Tolerance _ -> LEVEL;
            case Meaning.Deadline _ -> DEADLINE;
            case Meaning.Truth _, Meaning.Prose _, Meaning.Blank _ ->
                name.saysOneOf("按时", "按期", "时限", "截止", "完成时间") ? DEADLINE : LEVEL;
        };
    }

    private static boolean counts(IndicatorName name, Target target) {
        return target.printedUnit().isPresent() || name.namesCount();
    }
}
