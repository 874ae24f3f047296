package org.jixiao.indicator.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.indicator.judging.Grade;

/**
 * What a project's year comes to.
 *
 * @param score of 100, two decimals
 * @param gradeName the label of the jurisdiction: 优
 * @param profile the profile by which it was judged
 * @param indicators all of the goal, in their order
 */
@Schema(name = "SelfEvaluation")
public record SelfEvaluation(
        @Schema(examples = "96.50") String score,
        Grade grade,
        @Schema(examples = "优") String gradeName,
        @Schema(examples = "全国通行口径（财预〔2020〕10号）") String profile,
        WeightSource weightSource,
        Execution execution,
        List<ScoredIndicator> indicators) {

    public SelfEvaluation {
        indicators = List.copyOf(indicators);
    }

    /** Points with two decimals; null stays null. */
    static String plain(BigDecimal points) {
        return points == null
                ? null
                : points.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
    }
}
