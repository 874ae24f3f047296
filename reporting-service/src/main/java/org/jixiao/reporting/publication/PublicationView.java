package org.jixiao.reporting.publication;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.reporting.goaltable.Finding;

/**
 * A publication, its way and what was known to be wrong with it. The members that a {@link Summary} has mean the same.
 *
 * @param findings of the table as it was published, in Chinese
 * @param waivers of those that are errors
 * @param history every step, the first one first
 */
@Schema(name = "Publication")
record PublicationView(
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
        @Schema(nullable = true) String reversionReason,
        List<Finding.View> findings,
        List<Waiver> waivers,
        List<Step> history) {

    static PublicationView of(Summary of, List<Finding.View> findings, List<Waiver> waivers, List<Step> history) {
        return new PublicationView(
                of.number(),
                of.fiscalYear(),
                of.departmentCode(),
                of.departmentName(),
                of.state(),
                of.sha256(),
                of.asOf(),
                of.publishedBy(),
                of.publishedAt(),
                of.certifiedBy(),
                of.certifiedAt(),
                of.supersededBy(),
                of.revertedBy(),
                of.revertedAt(),
                of.reversionReason(),
                findings,
                waivers,
                history);
    }
}
