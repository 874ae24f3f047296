package org.jixiao.reporting.reconciliation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is held against what. */
@Schema(name = "ReconciliationKind")
enum Kind {
    /** The totals of a department and year against its lines. */
    TOTALS,
    /** What is kept of lamps and grades of a department and year against its assessments. */
    ASSESSMENT_TOTALS,
    /** The money of a department and year against budget-service's digest of it. */
    BUDGET,
    /** The goals of a department and year against indicator-service's digest of them. */
    INDICATOR,
    /** The assessments of a department and year against indicator-service's digest of them, where it states any. */
    ASSESSMENTS,
    /** What a department is called, its units and its regions in a year against budget-service's digest of it. */
    DEPARTMENTS,
    /** The partitions of the topics: whether what was there at the round before has been applied. */
    OFFSETS
}
