package org.jixiao.reporting.rollup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What self-evaluations came to in points.
 *
 * @param sum of all of them; null when there is none
 * @param count of how many projects
 * @param average sum by count, rounded to two decimals, and never of other averages; null when there is none
 */
@Schema(name = "RollupScores")
public record Scores(
        @Schema(nullable = true, examples = "284.50") String sum,
        long count,
        @Schema(nullable = true, examples = "94.83") String average) {

    private static final int DECIMALS = 2;

    static Scores of(BigDecimal sum, long count) {
        return count == 0
                ? new Scores(null, 0, null)
                : new Scores(
                        sum.setScale(DECIMALS, RoundingMode.UNNECESSARY).toPlainString(),
                        count,
                        sum.divide(BigDecimal.valueOf(count), DECIMALS, RoundingMode.HALF_UP)
                                .toPlainString());
    }
}
