package org.jixiao.indicator.evaluation;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.indicator.frame.CodedName;
import org.jixiao.indicator.judging.Observation;
import org.jixiao.indicator.judging.Result;
import org.jixiao.indicator.target.Accumulation;

/**
 * An indicator in a self-evaluation, named and with the target as it was judged, whatever becomes of the goal. A contract: its
 * members only ever grow.
 *
 * @param annualTarget as printed
 * @param points what a person gave; null where the score is computed
 * @param weight the points to be had
 * @param score from 0 to the weight
 */
public record ScoredIndicator(
        @Schema(examples = "44010425T000000000001-01") String indicatorId,
        @Schema(examples = "1") int sequence,
        CodedName category,
        CodedName type,
        @Schema(examples = "人均年度调解案件数") String name,
        @Schema(examples = "≥55件") String annualTarget,
        Accumulation accumulation,

        @Schema(examples = "60", nullable = true) String actual,
        @Schema(nullable = true) Result result,
        @Schema(examples = "24.00", nullable = true) String points,
        @Schema(examples = "25.00") String weight,
        @Schema(examples = "25.00") String score,
        List<ScoreFlag> flags,
        @Schema(nullable = true) String explanation) {

    public ScoredIndicator {
        flags = List.copyOf(flags);
    }

    static ScoredIndicator of(Observation said, BigDecimal weight, BigDecimal score, List<ScoreFlag> flags) {
        return new ScoredIndicator(
                said.indicatorId(),
                said.indicator().sequence(),
                said.indicator().category(),
                said.indicator().type(),
                said.indicator().name(),
                said.indicator().annualTarget().raw(),
                said.indicator().accumulation(),
                said.actualText(),
                said.result(),
                SelfEvaluation.plain(said.points()),
                SelfEvaluation.plain(weight),
                SelfEvaluation.plain(score),
                flags,
                said.explanation());
    }
}
