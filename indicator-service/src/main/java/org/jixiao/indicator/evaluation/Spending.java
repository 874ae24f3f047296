package org.jixiao.indicator.evaluation;

import java.math.BigDecimal;
import org.jixiao.platform.money.Money;

/**
 * The money of a project in its year.
 *
 * @param isKnown whether budget-service has published the project; else nobody knows whether there is a budget
 * @param budget the adjusted budget (调整后的全年预算数); null when it is blank
 * @param executed money spent (全年执行数); null when nobody has reported it
 * @param explanation why not more was spent; null when not given
 */
public record Spending(boolean isKnown, Money budget, Money executed, String explanation) {

    /** Of a project that was published. */
    public Spending(Money budget, Money executed, String explanation) {
        this(true, budget, executed, explanation);
    }

    /** Of a project that was never published. */
    public static Spending unknown(String explanation) {
        return new Spending(false, null, null, explanation);
    }

    boolean hasBudget() {
        return budget != null && budget.yuan().signum() > 0;
    }

    /** Whether less was spent than this share of the budget. */
    boolean isBelow(BigDecimal share) {
        return executed.yuan().compareTo(budget.yuan().multiply(share)) < 0;
    }

    boolean isExplained() {
        return explanation != null && !explanation.isBlank();
    }
}
