package org.jixiao.budget.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jixiao.platform.money.Money;

/** A project's money by fund source (财政拨款, 财政专户拨款, 其他资金). A blank cell is null, never zero. */
public record Amounts(Money fiscalAppropriation, Money specialAccount, Money other) {

    /** The largest amount that is kept anywhere. */
    static final Money MOST = new Money(new BigDecimal("9999999999999999.99"));

    /** Reads members in the wire form, which a schema has accepted. */
    static Amounts read(JsonNode json) {
        return new Amounts(money(json, "fiscalAppropriation"), money(json, "specialAccount"), money(json, "other"));
    }

    /** 总计: the sum of the parts that are there; null when all are blank. */
    public Money total() {
        return Money.sum(Arrays.asList(fiscalAppropriation, specialAccount, other));
    }

    boolean tooLarge() {
        return total() != null && total().compareTo(MOST) > 0;
    }

    static Money money(JsonNode json, String member) {
        return json.hasNonNull(member) ? Money.ofYuan(json.get(member).asText()) : null;
    }
}
