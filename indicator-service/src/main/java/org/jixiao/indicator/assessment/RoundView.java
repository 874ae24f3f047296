package org.jixiao.indicator.assessment;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.indicator.monitoring.Lamp;
import org.jixiao.indicator.monitoring.MonitoredIndicator;

/**
 * One monitoring round on the wire. What was read may be sent back changed.
 *
 * @param month 1 to 12
 * @param lamp the worst of the indicators'; null when none has one
 * @param version of the whole assessment
 */
@Schema(name = "ProjectMonitoringRound")
record RoundView(
        @Schema(examples = "44010425T000000000001") String projectCode,
        @Schema(examples = "2025") int fiscalYear,
        @Schema(examples = "7") int month,
        @Schema(nullable = true) Lamp lamp,
        List<MonitoredIndicator> indicators,
        @Schema(examples = "3") long version) {

    static Optional<RoundView> of(Assessment assessment, int month) {
        return assessment
                .round(month)
                .map(round -> new RoundView(
                        assessment.projectCode(),
                        assessment.fiscalYear(),
                        month,
                        round.lamp(),
                        round.indicators(),
                        assessment.version()));
    }
}
