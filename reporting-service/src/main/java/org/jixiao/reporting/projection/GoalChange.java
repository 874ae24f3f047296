package org.jixiao.reporting.projection;

import java.time.OffsetDateTime;

/**
 * The performance goal of a project with its indicators, of indicator.goals.v1.
 *
 * @param key the project's code
 * @param statement the goal in prose, paragraphs parted by line breaks
 * @param indicatorsText the printed cell
 * @param indicators a JSON array, handed on as it is
 * @param indicatorTypes how many there are by category and type: {@code 1.11.3 2.22.1}
 * @param flags a JSON array of strings
 */
public record GoalChange(
        String key,
        Revision revision,
        OffsetDateTime recordedAt,
        int fiscalYear,
        String departmentCode,
        String statement,
        String indicatorsText,
        Utf8 indicators,
        int indicatorCount,
        String indicatorTypes,
        String flags,
        State state)
        implements Change {}
