package org.jixiao.reporting.funding;

import java.util.function.Function;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;

/** The three sources of a project's money, in the order of the printed columns; 总计 is their sum. */
public enum FundSource {
    FISCAL_APPROPRIATION("fiscalAppropriation", Text.of("财政拨款", "Fiscal appropriation"), Amounts::fiscalAppropriation),
    SPECIAL_ACCOUNT("specialAccount", Text.of("财政专户拨款", "Special account"), Amounts::specialAccount),
    OTHER("other", Text.of("其他资金", "Other funds"), Amounts::other);

    private final String column;
    private final Text label;
    private final Function<Amounts, Money> part;

    FundSource(String column, Text label, Function<Amounts, Money> part) {
        this.column = column;
        this.label = label;
        this.part = part;
    }

    /** By what name answers have it among their amounts. */
    public String column() {
        return column;
    }

    public Text label() {
        return label;
    }

    /** This source's part of some amounts, in 元; null where it is blank. */
    public Money of(Amounts amounts) {
        return part.apply(amounts);
    }

    /** Amounts that come from this source alone. */
    public Amounts alone(Amounts amounts) {
        Money part = of(amounts);
        return switch (this) {
            case FISCAL_APPROPRIATION -> new Amounts(part, part, null, null);
            case SPECIAL_ACCOUNT -> new Amounts(part, null, part, null);
            case OTHER -> new Amounts(part, null, null, part);
        };
    }
}
