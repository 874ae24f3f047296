package org.jixiao.reporting.funding;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;

/** In what amounts are shown to people; what is kept and computed is always exact 元. */
public enum MoneyUnit {
    TEN_THOUSAND_YUAN(Text.of("万元", "10,000 yuan"), 4),
    YUAN(Text.of("元", "yuan"), 0);

    private final Text label;
    private final int shift;

    MoneyUnit(Text label, int shift) {
        this.label = label;
        this.shift = shift;
    }

    public Text label() {
        return label;
    }

    public boolean isYuan() {
        return this == YUAN;
    }

    /** The exact amount in groups of three digits, with as many decimals as it needs, at least two: {@code "1,234.5678"}. */
    public String exact(Money amount) {
        BigDecimal shifted = amount.yuan().movePointLeft(shift);
        return new DecimalFormat("#,##0.00####", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(shifted);
    }
}
