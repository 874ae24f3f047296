package org.jixiao.indicator.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.money.Money;

/**
 * The execution of the budget (预算执行率) in a self-evaluation.
 *
 * @param budget the adjusted budget of the year in 元
 * @param rate executed ÷ budget with four decimals, may be above 1; null without a budget
 * @param weight null unless it counts
 * @param score null unless it counts
 */
@Schema(name = "Execution")
public record Execution(
        Status status,

        @Schema(implementation = String.class, examples = "210000.00", nullable = true)
        Money budget,

        @Schema(implementation = String.class, examples = "200000.00", nullable = true)
        Money executed,

        @Schema(examples = "0.9524", nullable = true) String rate,
        @Schema(examples = "10.00", nullable = true) String weight,
        @Schema(examples = "9.52", nullable = true) String score,
        @Schema(nullable = true) String explanation) {

    /** Whether it counts. */
    @Schema(name = "ExecutionStatus")
    public enum Status {
        /** With its weight. */
        COUNTED,
        /** The indicators weigh 100 without it. */
        LEFT_OUT,
        /** There is no budget to execute. */
        NOT_APPLICABLE
    }

    /** @param weight null unless it counts */
    static Execution of(Status status, Spending spending, BigDecimal weight) {
        boolean rated = spending.hasBudget() && spending.executed() != null;
        BigDecimal score = weight == null
                ? null
                : Points.from(spending.budget().yuan(), spending.executed().yuan(), weight);
        return new Execution(
                status,
                spending.budget(),
                spending.executed(),
                rated ? rate(spending) : null,
                SelfEvaluation.plain(weight),
                SelfEvaluation.plain(score),
                spending.explanation());
    }

    private static String rate(Spending spending) {
        return spending.executed()
                .yuan()
                .divide(spending.budget().yuan(), 4, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
