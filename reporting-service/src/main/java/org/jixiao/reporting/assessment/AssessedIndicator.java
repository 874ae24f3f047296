package org.jixiao.reporting.assessment;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What monitoring and self-evaluation say of an indicator, which their owner has named as it was when they were stated.
 *
 * @param indicatorId by which the goal has it: as it is kept that of the time when it was stated, in a table that of the goal beside
 *     it; null when that has no indicator of this name and target, as is its number
 * @param annualTarget as printed
 * @param lamp in the last round; null when it has none there
 * @param cause of a deviation, in the last round; null when none was given
 * @param actual as the self-evaluation says it, before that the last round; null when none of them gives a figure
 * @param result of a target that no figure measures, likewise
 * @param score from 0 to its weight, two decimals; null before the self-evaluation
 */
@Schema(name = "AssessedIndicator")
public record AssessedIndicator(
        @Schema(
                nullable = true,
                examples = "44010425T000000000001-01",
                description =
                        "现在的绩效目标中名称和年度指标值相同的指标；没有则为 null / that of the goal as it stands with the same name and target; null when there is none")
        String indicatorId,

        @Schema(nullable = true, examples = "1") Long sequence,
        @Schema(examples = "人均年度调解案件数") String name,
        @Schema(examples = "≥55件") String annualTarget,
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

    /** The same as the goal has it, with nothing said of it yet. */
    public static AssessedIndicator unsaid(String indicatorId, Long sequence, String name, String annualTarget) {
        return new AssessedIndicator(indicatorId, sequence, name, annualTarget, null, null, null, null, null);
    }

    /** With what is said later, which has the last word on its figure or its result. */
    public AssessedIndicator and(AssessedIndicator later) {
        return new AssessedIndicator(
                indicatorId,
                sequence,
                name,
                annualTarget,
                lamp == null ? later.lamp : lamp,
                cause == null ? later.cause : cause,
                later.actual == null ? actual : later.actual,
                later.result == null ? result : later.result,
                later.score);
    }
}
