package org.jixiao.platform.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An exact amount in 元 with two decimals. A blank amount is {@code null}, never zero.
 *
 * @param yuan 元 at scale 2, at most 16 digits before the point
 */
public record Money(BigDecimal yuan) implements Comparable<Money> {

    /** Zero 元, for sums that start somewhere; not for blanks. */
    public static final Money ZERO = new Money(BigDecimal.ZERO);

    private static final Pattern ON_THE_WIRE = Pattern.compile("-?(0|[1-9][0-9]{0,15})\\.[0-9]{2}");
    private static final int TEN_THOUSAND = 4;

    /** @throws ArithmeticException when the amount has parts of a fen, which are refused and never rounded */
    public Money {
        yuan = yuan.setScale(2, RoundingMode.UNNECESSARY);
    }

    /**
     * Reads the wire form, {@code "210000.00"}.
     *
     * @throws IllegalArgumentException for anything but digits, a point and two decimals
     */
    @JsonCreator
    public static Money ofYuan(String text) {
        if (!ON_THE_WIRE.matcher(text).matches()) {
            throw new IllegalArgumentException("not an amount in 元 with two decimals");
        }
        return new Money(new BigDecimal(text));
    }

    /** The amount of a nullable column or field: null stays null. */
    public static Money ofNullable(BigDecimal yuan) {
        return yuan == null ? null : new Money(yuan);
    }

    /** The sum of what is there: blanks are left out, and nothing but blanks adds to a blank ({@code null}). */
    public static Money sum(Collection<Money> amounts) {
        return amounts.stream().filter(Objects::nonNull).reduce(Money::plus).orElse(null);
    }

    public Money plus(Money other) {
        return new Money(yuan.add(other.yuan));
    }

    public Money minus(Money other) {
        return new Money(yuan.subtract(other.yuan));
    }

    /** The same amount in 万元 with two decimals as tables print it, rounded half up once: {@code "21.00"}. */
    public String inTenThousands() {
        return yuan.movePointLeft(TEN_THOUSAND)
                .setScale(2, RoundingMode.HALF_UP)
                .toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return yuan.compareTo(other.yuan);
    }

    /** The wire form in 元: {@code "210000.00"}. */
    @Override
    @JsonValue
    public String toString() {
        return yuan.toPlainString();
    }
}
