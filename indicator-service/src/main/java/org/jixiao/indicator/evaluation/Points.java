package org.jixiao.indicator.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jixiao.indicator.target.Meaning;

/**
 * The points that an actual value earns (财预〔2020〕10号): exact, and rounded once, half up to two decimals. Always between 0 and the
 * weight.
 */
final class Points {

    private Points() {}

    /** For at least, more than, exactly or no operator in proportion to the target; for at most, less the excess in proportion. */
    static BigDecimal of(Meaning.Quantity target, BigDecimal actual, BigDecimal weight) {
        if (target.value().signum() <= 0) {
            return allOrNothing(target.operator().isMetBy(actual, target.value()), weight);
        }
        return target.operator().isCeiling()
                ? upTo(target.value(), actual, weight)
                : from(target.value(), actual, weight);
    }

    /** Below its lower end as at least, above its upper end as at most. */
    static BigDecimal of(Meaning.Range target, BigDecimal actual, BigDecimal weight) {
        if (actual.compareTo(target.low()) < 0) {
            return target.low().signum() > 0 ? from(target.low(), actual, weight) : zero();
        }
        if (actual.compareTo(target.high()) > 0) {
            return target.high().signum() > 0 ? upTo(target.high(), actual, weight) : zero();
        }
        return allOrNothing(true, weight);
    }

    /** The deviation to either side as at most. */
    static BigDecimal of(Meaning.Tolerance target, BigDecimal actual, BigDecimal weight) {
        BigDecimal deviation = actual.abs();
        return target.value().signum() > 0
                ? upTo(target.value(), deviation, weight)
                : allOrNothing(deviation.signum() == 0, weight);
    }

    static BigDecimal allOrNothing(boolean met, BigDecimal weight) {
        return met ? rounded(weight) : zero();
    }

    /** {@code weight × min(1, part ÷ whole)}, a part below 0 read as 0. */
    static BigDecimal from(BigDecimal whole, BigDecimal part, BigDecimal weight) {
        return weight.multiply(part.max(BigDecimal.ZERO).min(whole)).divide(whole, 2, RoundingMode.HALF_UP);
    }

    /** {@code weight × (1 − (actual − target) ÷ target)} above the target, nothing from twice the target on. */
    private static BigDecimal upTo(BigDecimal target, BigDecimal actual, BigDecimal weight) {
        BigDecimal left = target.add(target).subtract(actual);
        return from(target, left, weight);
    }

    private static BigDecimal zero() {
        return rounded(BigDecimal.ZERO);
    }

    private static BigDecimal rounded(BigDecimal points) {
        return points.setScale(2, RoundingMode.HALF_UP);
    }
}
