package org.jixiao.reporting.reconciliation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the last rounds have found.
 *
 * @param difference over all kinds; must be 0
 * @param checkedAt when the oldest of the rounds was done; null before the first
 */
@Schema(name = "Reconciliation")
record Reconciliation(
        long difference, @Schema(nullable = true) Instant checkedAt, List<OfKind> kinds) {

    /**
     * One kind.
     *
     * @param compared how many departments and years, or partitions
     * @param waiting how many are not the same and cannot be judged yet, because one side is ahead
     * @param difference how many of them are not as they should be
     * @param departments those that differ, at most 100
     */
    @Schema(name = "ReconciliationOfKind")
    record OfKind(
            Kind kind, Instant checkedAt, long compared, long waiting, long difference, List<Department> departments) {}

    /**
     * A department and year that differs.
     *
     * @param since when that was first found
     * @param expected what the lines come to, or the owner says
     * @param actual what the totals say, or the lines come to
     */
    @Schema(name = "ReconciliationDepartment")
    record Department(
            int fiscalYear,
            String departmentCode,
            Instant since,
            @Schema(type = SchemaType.OBJECT) @JsonRawValue String expected,
            @Schema(type = SchemaType.OBJECT) @JsonRawValue String actual) {}
}
