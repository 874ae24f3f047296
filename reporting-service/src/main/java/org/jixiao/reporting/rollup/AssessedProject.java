package org.jixiao.reporting.rollup;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.reporting.assessment.Grade;
import org.jixiao.reporting.assessment.MonitoringLamp;

/**
 * What the assessment of a project says, as of when it was recorded.
 *
 * @param name of the project
 * @param month of its last monitoring; null when there was none
 * @param lamp the worst of its indicators; null when none of them has one
 * @param indicatorLamps the indicators of that monitoring by lamp
 * @param score of its self-evaluation, in points with two decimals; null when there was none, as are the grade and its name
 */
public record AssessedProject(
        String projectCode,
        String name,
        @Schema(nullable = true, examples = "9") Integer month,
        @Schema(nullable = true) MonitoringLamp lamp,
        LampCounts indicatorLamps,
        @Schema(nullable = true, examples = "96.50") String score,
        @Schema(nullable = true) Grade grade,
        @Schema(nullable = true, examples = "优") String gradeName,
        Instant recordedAt) {}
