package org.jixiao.reporting.goaltable;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.funding.Amounts;

/** Amounts as the table prints them: 万元 with two decimals, rounded once from exact 元; a blank cell is null. */
@Schema(description = "万元, two decimals; null is a blank cell, never zero")
public record PrintedAmounts(
        @Schema(nullable = true, examples = "799.06") String total,
        @Schema(nullable = true, examples = "799.06") String fiscalAppropriation,
        @Schema(nullable = true) String specialAccount,
        @Schema(nullable = true) String other) {

    static PrintedAmounts of(Amounts amounts) {
        return new PrintedAmounts(
                printed(amounts.total()),
                printed(amounts.fiscalAppropriation()),
                printed(amounts.specialAccount()),
                printed(amounts.other()));
    }

    private static String printed(Money amount) {
        return amount == null ? null : amount.inTenThousands();
    }
}
