package org.jixiao.reporting.publication;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.reporting.difference.FieldDifference;
import org.jixiao.reporting.difference.ProjectDifference;

/**
 * What has become different since a publication.
 *
 * @param before the publication
 * @param after another publication, or the table as it stands
 * @param equal whether nothing differs
 * @param fields of the table as a whole that differ
 * @param waivers with which the publication was certified
 */
@Schema(name = "PublicationDifferences")
record Differences(
        Side before,
        Side after,
        boolean equal,
        List<FieldDifference> fields,
        List<ProjectDifference> projects,
        List<Waived> waivers) {

    /**
     * One of the two tables.
     *
     * @param number null for the table as it stands
     * @param sha256 of its canonical JSON; null when there is no table any more
     * @param asOf when the latest of what it shows was recorded; null when there is no table any more
     */
    @Schema(name = "ComparedTable")
    record Side(
            @Schema(nullable = true, examples = "2025-440104019-1")
            String number,

            @Schema(nullable = true) String sha256,
            @Schema(nullable = true) Instant asOf) {

        static Side of(Kept publication) {
            Summary summary = publication.summary();
            return new Side(summary.number(), summary.sha256(), summary.asOf());
        }
    }
}
