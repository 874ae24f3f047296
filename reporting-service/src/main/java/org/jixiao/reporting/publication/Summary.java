package org.jixiao.reporting.publication;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A publication without its content.
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
        String publishedBy,
        Instant publishedAt,
        @Schema(nullable = true) String certifiedBy,
        @Schema(nullable = true) Instant certifiedAt,
        @Schema(nullable = true) String supersededBy,
        @Schema(nullable = true) String revertedBy,
        @Schema(nullable = true) Instant revertedAt,
        @Schema(nullable = true) String reversionReason) {}
