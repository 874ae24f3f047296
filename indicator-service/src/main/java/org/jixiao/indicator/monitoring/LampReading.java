package org.jixiao.indicator.monitoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jixiao.indicator.goal.Indicator;
import org.jixiao.indicator.judging.LampLimits;
import org.jixiao.indicator.judging.Observation;
import org.jixiao.indicator.judging.Result;
import org.jixiao.indicator.target.Accumulation;
import org.jixiao.indicator.target.Meaning;
import org.jixiao.indicator.target.Operator;

/**
 * The lamp of one indicator. Nothing is divided to find it; what is due is pro-rated by the month for CUMULATIVE alone, because
 * a rate of 100 % in July is not 171 %, and a ceiling or a target of a quarter, month or head does not grow over the year either.
 *
 * @param ratio actual ÷ due, cut to two decimals so that it never says more than the lamp; null where none is judged by
 * @param lamp null when there is nothing to judge by
 */
record LampReading(BigDecimal ratio, Lamp lamp) {

    private static final LampReading NOTHING = new LampReading(null, null);
    private static final BigDecimal MONTHS = new BigDecimal(12);

    /**
     * Reads an indicator at the end of a month.
     *
     * @param fiscalYear the year of a deadline that prints none
     */
    static LampReading of(Observation said, int fiscalYear, int month, LampLimits limits) {
        return switch (said.indicator().annualTarget().meaning()) {
            case Meaning.Quantity quantity -> said.actual() == null ? NOTHING : quantity(quantity, said, month, limits);
            case Meaning.Range range -> said.actual() == null ? NOTHING : range(range, said, month, limits);
            case Meaning.Tolerance tolerance ->
                said.actual() == null ? NOTHING : metOrNot(said.actual().abs().compareTo(tolerance.value()) <= 0);
            case Meaning.Deadline deadline -> deadline(deadline, said.result(), fiscalYear, month);
            case Meaning.Truth _, Meaning.Prose _, Meaning.Blank _ -> new LampReading(null, inWords(said.result()));
        };
    }

    private static LampReading quantity(Meaning.Quantity target, Observation said, int month, LampLimits limits) {
        Operator operator = target.operator();
        if (operator.isCeiling() || target.value().signum() <= 0) {
            return metOrNot(operator.isMetBy(said.actual(), target.value()));
        }
        Due due = Due.of(said.indicator(), target.value(), month);
        BigDecimal actual = said.actual().max(BigDecimal.ZERO);
        Indicator indicator = said.indicator();
        return limits.isMetOrNot(indicator.category(), indicator.type())
                ? metOrNot(due.isReachedBy(actual, BigDecimal.ONE))
                : new LampReading(due.ratio(actual), lamp(due, actual, limits));
    }

    /** Beyond its upper end a range is missed; up to there its lower end is what is due, and being far above that is no merit. */
    private static LampReading range(Meaning.Range target, Observation said, int month, LampLimits limits) {
        if (said.actual().compareTo(target.high()) > 0 || target.low().signum() <= 0) {
            return metOrNot(
                    said.actual().compareTo(target.high()) <= 0 && said.actual().compareTo(target.low()) >= 0);
        }
        Due due = Due.of(said.indicator(), target.low(), month);
        BigDecimal actual = said.actual().max(BigDecimal.ZERO);
        Indicator indicator = said.indicator();
        if (limits.isMetOrNot(indicator.category(), indicator.type())) {
            return metOrNot(due.isReachedBy(actual, BigDecimal.ONE));
        }
        Lamp lamp = lamp(due, actual, limits);
        return new LampReading(due.ratio(actual), lamp == Lamp.BLUE ? Lamp.GREEN : lamp);
    }

    /** What is not done by its date is red; before that it is not late. */
    private static LampReading deadline(Meaning.Deadline target, Result result, int fiscalYear, int month) {
        int year = target.year() == null ? fiscalYear : target.year();
        boolean due = year < fiscalYear || (year == fiscalYear && target.month() <= month);
        return result == Result.NOT_ACHIEVED && !due ? NOTHING : new LampReading(null, inWords(result));
    }

    private static Lamp lamp(Due due, BigDecimal actual, LampLimits limits) {
        if (!due.isReachedBy(actual, limits.redBelow())) {
            return Lamp.RED;
        }
        if (!due.isReachedBy(actual, limits.yellowBelow())) {
            return Lamp.YELLOW;
        }
        return due.isReachedBy(actual, limits.blueFrom()) ? Lamp.BLUE : Lamp.GREEN;
    }

    private static LampReading metOrNot(boolean met) {
        return new LampReading(null, met ? Lamp.GREEN : Lamp.RED);
    }

    private static Lamp inWords(Result result) {
        return switch (result) {
            case null -> null;
            case ACHIEVED -> Lamp.GREEN;
            case PARTLY -> Lamp.YELLOW;
            case NOT_ACHIEVED -> Lamp.RED;
        };
    }

    /**
     * What is due by the end of a month: target × months ÷ 12.
     *
     * @param target above 0
     * @param months 12 for all that is not pro-rated
     */
    private record Due(BigDecimal target, BigDecimal months) {

        private static Due of(Indicator indicator, BigDecimal target, int month) {
            boolean grows = indicator.accumulation() == Accumulation.CUMULATIVE;
            return new Due(target, grows ? BigDecimal.valueOf(month) : MONTHS);
        }

        private boolean isReachedBy(BigDecimal actual, BigDecimal share) {
            return actual.multiply(MONTHS).compareTo(target.multiply(months).multiply(share)) >= 0;
        }

        private BigDecimal ratio(BigDecimal actual) {
            return actual.multiply(MONTHS).divide(target.multiply(months), 2, RoundingMode.DOWN);
        }
    }
}
