package org.jixiao.indicator.monitoring;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.indicator.judging.AssessmentProfile;
import org.jixiao.indicator.judging.Observation;

/**
 * How the indicators of a project stood at the end of a month.
 *
 * @param month 1 to 12
 * @param lamp the worst of the indicators'; null when none has one
 * @param indicators all of the goal, in their order
 */
@Schema(name = "MonitoringRound")
public record MonitoringRound(
        @Schema(examples = "7", minimum = "1", maximum = "12")
        int month,

        @Schema(nullable = true) Lamp lamp,
        List<MonitoredIndicator> indicators) {

    public MonitoringRound {
        indicators = List.copyOf(indicators);
    }

    /**
     * Judges what was said of each indicator.
     *
     * @param said for every indicator of the goal, in their order
     */
    public static MonitoringRound judge(int fiscalYear, int month, List<Observation> said, AssessmentProfile profile) {
        List<MonitoredIndicator> indicators = said.stream()
                .map(each -> MonitoredIndicator.of(each, LampReading.of(each, fiscalYear, month, profile.lamps())))
                .toList();
        Lamp worst =
                Lamp.worst(indicators.stream().map(MonitoredIndicator::lamp).toList());
        return new MonitoringRound(month, worst, indicators);
    }
}
