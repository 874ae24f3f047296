package org.jixiao.reporting.finding;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.reporting.rule.Severity;

/**
 * A finding of one department among those of many. Amounts are in 元.
 *
 * @param projectCode null when it is about the table as a whole
 * @param measure which of several figures that the rule compares; null when it compares but one
 * @param message in the caller's language
 */
@Schema(name = "DepartmentFinding")
record Found(
        @Schema(examples = "440104019") String departmentCode,
        @Schema(examples = "SOURCES_EQUAL_TOTAL") String rule,
        Severity severity,
        @Schema(nullable = true) String projectCode,

        @Schema(nullable = true, examples = "amounts.total") String measure,

        @Schema(nullable = true) String expected,
        @Schema(nullable = true) String actual,
        String difference,
        String message) {}
