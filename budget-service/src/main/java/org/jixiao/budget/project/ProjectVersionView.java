package org.jixiao.budget.project;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a project was at one version, and where that came from. */
@Schema(name = "ProjectVersion")
record ProjectVersionView(
        long version,
        Instant recordedAt,

        @Schema(examples = "urn:jixiao:sender:yuexiu-finance")
        String recordedBy,

        @Schema(description = "id of the event or request") String cause,
        ProjectView project) {

    static ProjectVersionView of(LedgerEntry entry) {
        return new ProjectVersionView(
                entry.project().version(),
                entry.recordedAt(),
                entry.recordedBy(),
                entry.cause(),
                ProjectView.of(entry.project()));
    }
}
