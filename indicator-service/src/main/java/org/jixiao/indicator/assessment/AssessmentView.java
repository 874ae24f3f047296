package org.jixiao.indicator.assessment;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.indicator.evaluation.SelfEvaluation;
import org.jixiao.indicator.monitoring.MonitoringRound;

/**
 * All that was stated of a project.
 *
 * @param departmentCode that of the goal when anything here was stated last
 * @param monitoring in the order of their months; the last is the present one
 * @param version of all of it together; 0 when nothing was stated yet
 */
@Schema(name = "Assessment")
record AssessmentView(
        @Schema(examples = "44010425T000000000001") String projectCode,
        @Schema(examples = "2025") int fiscalYear,
        @Schema(examples = "440104019") String departmentCode,
        List<MonitoringRound> monitoring,
        @Schema(nullable = true) SelfEvaluation selfEvaluation,
        @Schema(examples = "3") long version) {

    static AssessmentView of(Assessment assessment) {
        return new AssessmentView(
                assessment.projectCode(),
                assessment.fiscalYear(),
                assessment.departmentCode(),
                assessment.monitoring(),
                assessment.selfEvaluation(),
                assessment.version());
    }
}
