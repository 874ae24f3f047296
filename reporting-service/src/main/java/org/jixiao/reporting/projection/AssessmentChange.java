package org.jixiao.reporting.projection;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jixiao.reporting.assessment.Grade;
import org.jixiao.reporting.assessment.MonitoringLamp;

/**
 * The monitoring and the self-evaluation of a project, of indicator.assessments.v1: of all rounds the last.
 *
 * @param key the project's code
 * @param month of the last round; null when there was none
 * @param lamp null as well when none of its indicators has one
 * @param indicatorLamps how many indicators of that round by category, type and lamp: {@code 1.11.RED.2 2.22.NONE.1}
 * @param indicators what that round and the self-evaluation say of each of theirs: a JSON array of
 *     {@link org.jixiao.reporting.assessment.AssessedIndicator}
 * @param score of the self-evaluation, with two decimals; null when there was none, as are its grade and the name of that
 */
public record AssessmentChange(
        String key,
        Revision revision,
        OffsetDateTime recordedAt,
        int fiscalYear,
        String departmentCode,
        Integer month,
        MonitoringLamp lamp,
        String indicatorLamps,
        String indicators,
        BigDecimal score,
        Grade grade,
        String gradeName)
        implements Change {}
