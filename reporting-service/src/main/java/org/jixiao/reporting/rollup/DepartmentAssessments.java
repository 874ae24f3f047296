package org.jixiao.reporting.rollup;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which projects of a department were monitored or evaluated, one by one.
 *
 * @param asOf when the latest of them was recorded; null when there is none
 * @param projects in the order in which the table prints them; those that were neither are left out
 */
@Schema(name = "DepartmentAssessments")
record DepartmentAssessments(
        int fiscalYear,
        @Schema(examples = "440104019") String departmentCode,
        @Schema(nullable = true) Instant asOf,
        List<AssessedProject> projects) {

    static DepartmentAssessments of(int fiscalYear, String departmentCode, List<AssessedProject> projects) {
        return new DepartmentAssessments(
                fiscalYear,
                departmentCode,
                projects.stream()
                        .map(AssessedProject::recordedAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                projects);
    }
}
