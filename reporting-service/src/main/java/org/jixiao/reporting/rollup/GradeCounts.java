package org.jixiao.reporting.rollup;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many projects were given which grade by their self-evaluation.
 *
 * @param none those that were not evaluated
 */
@Schema(name = "RollupGrades")
public record GradeCounts(long excellent, long good, long fair, long poor, long none) {

    /** How many have a grade. */
    public long given() {
        return excellent + good + fair + poor;
    }
}
