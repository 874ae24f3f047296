package org.jixiao.reporting.finding;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far the findings of a page follow the figures.
 *
 * @param complete whether every department was evaluated as it stands now
 * @param pending how many departments have changed since, or were never evaluated
 * @param departments how many were evaluated
 * @param asOf when the latest of what was evaluated was recorded; null before the first evaluation
 * @param evaluatedAt when the last of them was evaluated; null before the first evaluation
 */
@Schema(name = "Evaluated")
record Evaluated(
        boolean complete,
        int pending,
        int departments,
        @Schema(nullable = true) Instant asOf,
        @Schema(nullable = true) Instant evaluatedAt) {}
