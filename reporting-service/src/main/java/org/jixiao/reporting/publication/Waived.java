package org.jixiao.reporting.publication;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An error that was waived. Why is told to those alone in whose scope the department lies. */
@Schema(name = "Waived")
record Waived(
        @Schema(examples = "SOURCES_EQUAL_TOTAL") String rule,

        @Schema(nullable = true, examples = "44010425T000000000001")
        String projectCode,

        @Schema(nullable = true, examples = "amounts.total") String measure,

        @Schema(
                nullable = true,
                description = "令牌的范围不含该部门则为 null / null unless the department lies in the token's scope")
        String reason) {

    Waived withoutReason() {
        return new Waived(rule, projectCode, measure, null);
    }
}
