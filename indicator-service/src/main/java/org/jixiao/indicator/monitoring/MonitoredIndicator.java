package org.jixiao.indicator.monitoring;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.indicator.frame.CodedName;
import org.jixiao.indicator.judging.Cause;
import org.jixiao.indicator.judging.Observation;
import org.jixiao.indicator.judging.Outlook;
import org.jixiao.indicator.judging.Result;
import org.jixiao.indicator.target.Accumulation;

/**
 * An indicator in a round, named and with the target as it was judged, whatever becomes of the goal. A contract: its members only
 * ever grow.
 *
 * @param annualTarget as printed
 * @param actual as it was given
 * @param ratio actual ÷ due, cut to two decimals; null where it is not judged by a ratio
 */
public record MonitoredIndicator(
        @Schema(examples = "44010425T000000000001-01") String indicatorId,
        @Schema(examples = "1") int sequence,
        CodedName category,
        CodedName type,
        @Schema(examples = "人均年度调解案件数") String name,
        @Schema(examples = "≥55件") String annualTarget,
        Accumulation accumulation,

        @Schema(examples = "20", nullable = true) String actual,
        @Schema(nullable = true) Result result,
        @Schema(examples = "0.62", nullable = true) String ratio,
        @Schema(nullable = true) Lamp lamp,
        @Schema(nullable = true) Outlook outlook,
        @Schema(nullable = true) Cause cause,
        @Schema(nullable = true) String explanation) {

    static MonitoredIndicator of(Observation said, LampReading reading) {
        return new MonitoredIndicator(
                said.indicatorId(),
                said.indicator().sequence(),
                said.indicator().category(),
                said.indicator().type(),
                said.indicator().name(),
                said.indicator().annualTarget().raw(),
                said.indicator().accumulation(),
                said.actualText(),
                said.result(),
                reading.ratio() == null ? null : reading.ratio().toPlainString(),
                reading.lamp(),
                said.outlook(),
                said.cause(),
                said.explanation());
    }
}
