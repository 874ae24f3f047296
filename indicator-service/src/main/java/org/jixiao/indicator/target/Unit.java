package org.jixiao.indicator.target;

/**
 * A unit of measure.
 *
 * @param symbol as printed, save that every spelling of per cent is {@code %}; {@code 人/年} for one unit per another
 * @param measure the same for units that are one: {@code 平方米} for 平方米 and ㎡
 * @param ratio whether it states a share, as % and ‰ do
 */
public record Unit(String symbol, String measure, boolean ratio) {

    Unit per(Unit other) {
        return new Unit(symbol + "/" + other.symbol, measure + "/" + other.measure, false);
    }

    boolean measuresLike(Unit other) {
        return measure.equals(other.measure);
    }
}
