package org.jixiao.reporting.generation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was found when a generation was held against another.
 *
 * @param with the other generation
 * @param rows how many rows and totals were compared
 * @param differing how many of them are not the same
 */
@Schema(name = "ProjectionComparison")
record Compared(int with, Instant comparedAt, long rows, long differing, List<OfTable> tables) {

    /**
     * One table.
     *
     * @param keys of some that differ
     */
    @Schema(name = "ProjectionTableComparison")
    record OfTable(String table, long rows, long differing, List<String> keys) {}

    boolean isOlderThan(Duration age, Instant now) {
        return comparedAt.isBefore(now.minus(age));
    }

    boolean isEqual() {
        return differing == 0;
    }
}
