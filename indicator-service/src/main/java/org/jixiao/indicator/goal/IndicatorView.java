package org.jixiao.indicator.goal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.indicator.frame.CodedName;
import org.jixiao.indicator.target.Accumulation;
import org.jixiao.indicator.target.TargetView;

/**
 * An indicator on the wire.
 *
 * @param indicatorId stable: the project code and the sequence
 * @param weight points as a decimal string with two decimals; null until given
 */
@Schema(name = "Indicator")
record IndicatorView(
        @Schema(examples = "44010425T000000000001-01", readOnly = true)
        String indicatorId,

        @Schema(examples = "1") int sequence,
        CodedName category,
        CodedName type,
        @Schema(examples = "人均年度调解案件数") String name,
        TargetView periodTarget,
        TargetView annualTarget,
        @Schema(examples = "22.50", nullable = true) String weight,
        Accumulation accumulation,
        @Schema(readOnly = true) Set<IndicatorFlag> flags) {

    static IndicatorView of(Goal goal, Indicator indicator) {
        return new IndicatorView(
                goal.indicatorId(indicator),
                indicator.sequence(),
                indicator.category(),
                indicator.type(),
                indicator.name(),
                TargetView.of(indicator.periodTarget()),
                TargetView.of(indicator.annualTarget()),
                weight(indicator.weight()),
                indicator.accumulation(),
                indicator.flags());
    }

    static String weight(BigDecimal points) {
        return points == null
                ? null
                : points.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
    }
}
