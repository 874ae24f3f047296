package org.jixiao.reporting.assessment;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What monitoring and self-evaluation say of an indicator, which their owner has named as it was when they were stated.
 *
 * @param lamp in the last round; null when it has none there
 * @param cause of a deviation, in the last round; null when none was given
 * @param actual as the self-evaluation says it, before that the last round; null when none of them gives a figure
 * @param result of a target that no figure measures, likewise
 * @param score from 0 to its weight, two decimals; null before the self-evaluation
 */
@Schema(name = "AssessedIndicator")
public record AssessedIndicator(
        @Schema(examples = "44010425T000000000001-01") String indicatorId,
        @Schema(examples = "1") long sequence,
        @Schema(nullable = true) MonitoringLamp lamp,

        @Schema(
                nullable = true,
                examples = "PERSONNEL",
                description = "偏差原因：FUNDS 经费，REGULATION 制度，PERSONNEL 人员，EQUIPMENT 硬件，OTHER 其他")
        String cause,

        @Schema(nullable = true, examples = "20") String actual,

        @Schema(
                nullable = true,
                examples = "PARTLY",
                description = "定性、是否和期限类指标的结果：ACHIEVED 达成，PARTLY 部分达成，NOT_ACHIEVED 未达成")
        String result,

        @Schema(nullable = true, examples = "24.00") String score) {

    /** The same, evaluated. */
    public AssessedIndicator evaluated(String finalActual, String finalResult, String points) {
        return new AssessedIndicator(
                indicatorId,
                sequence,
                lamp,
                cause,
                finalActual == null ? actual : finalActual,
                finalResult == null ? result : finalResult,
                points);
    }
}
