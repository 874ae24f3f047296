package org.jixiao.indicator.assessment;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.indicator.monitoring.MonitoringRound;

/**
 * The monitoring rounds of a project.
 *
 * @param monitoring in the order of their months; the last is the present one
 * @param version of the whole assessment; 0 when nothing was stated yet
 */
@Schema(name = "Monitoring")
record MonitoringView(
        @Schema(examples = "44010425T000000000001") String projectCode,
        @Schema(examples = "2025") int fiscalYear,
        List<MonitoringRound> monitoring,
        @Schema(examples = "3") long version) {

    static MonitoringView of(Assessment assessment) {
        return new MonitoringView(
                assessment.projectCode(), assessment.fiscalYear(), assessment.monitoring(), assessment.version());
    }
}
