package org.jixiao.indicator.assessment;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.indicator.evaluation.Execution;
import org.jixiao.indicator.evaluation.ScoredIndicator;
import org.jixiao.indicator.evaluation.WeightSource;
import org.jixiao.indicator.judging.Grade;

/**
 * A self-evaluation on the wire. What was read may be sent back changed.
 *
 * @param score of 100, two decimals
 * @param gradeName the label of the jurisdiction
 * @param version of the whole assessment
 */
@Schema(name = "ProjectSelfEvaluation")
record SelfEvaluationView(
        @Schema(examples = "44010425T000000000001") String projectCode,
        @Schema(examples = "2025") int fiscalYear,
        @Schema(examples = "96.50") String score,
        Grade grade,
        @Schema(examples = "优") String gradeName,
        String profile,
        WeightSource weightSource,
        Execution execution,
        List<ScoredIndicator> indicators,
        @Schema(examples = "3") long version) {

    static Optional<SelfEvaluationView> of(Assessment assessment) {
        return Optional.ofNullable(assessment.selfEvaluation())
                .map(evaluation -> new SelfEvaluationView(
                        assessment.projectCode(),
                        assessment.fiscalYear(),
                        evaluation.score(),
                        evaluation.grade(),
                        evaluation.gradeName(),
                        evaluation.profile(),
                        evaluation.weightSource(),
                        evaluation.execution(),
                        evaluation.indicators(),
                        assessment.version()));
    }
}
