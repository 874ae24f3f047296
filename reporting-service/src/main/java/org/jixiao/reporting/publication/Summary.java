package org.jixiao.reporting.publication;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A publication without its content. Who took its steps is told to those alone in whose scope its department lies.
 *
 * @param departmentName as it was then; null when it was not known
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 * @param asOf when the latest of what the table shows was recorded
 * @param supersededBy the number of the newer publication; null unless SUPERSEDED
 */
@Schema(name = "PublicationSummary")
record Summary(
        @Schema(examples = "2025-440104019-1") String number,
        int fiscalYear,
        String departmentCode,
        @Schema(nullable = true) String departmentName,
        State state,
        String sha256,
        Instant asOf,

        @Schema(nullable = true, description = Summary.PERSON)
        String publishedBy,

        Instant publishedAt,

        @Schema(nullable = true, description = Summary.PERSON)
        String certifiedBy,

        @Schema(nullable = true, description = "由公开人以外的人审定 / by another person than published it")
        Instant certifiedAt,

        @Schema(nullable = true) String supersededBy,

        @Schema(nullable = true, description = Summary.PERSON)
        String revertedBy,

        @Schema(nullable = true) Instant revertedAt,
        @Schema(nullable = true) String reversionReason) {

    static final String PERSON =
            "登录名；令牌的范围不含该部门则为 null / a login name; null unless the department lies in the token's scope";

    Summary withoutPersons() {
        return new Summary(
                number,
                fiscalYear,
                departmentCode,
                departmentName,
                state,
                sha256,
                asOf,
                null,
                publishedAt,
                null,
                certifiedAt,
                supersededBy,
                null,
                revertedAt,
                reversionReason);
    }
}
