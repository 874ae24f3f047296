package org.jixiao.reporting.web;

import java.util.List;
import org.jixiao.reporting.rollup.AssessedProject;
import org.jixiao.reporting.rollup.GradeCounts;
import org.jixiao.reporting.rollup.Rollup;
import org.jixiao.reporting.rollup.Scores;

/**
 * What self-evaluations came to.
 *
 * @param projects one by one; empty for a region
 */
record Evaluation(GradeCounts grades, Scores scores, List<AssessedProject> projects) {

    static Evaluation of(Rollup rollup, List<AssessedProject> assessed) {
        return new Evaluation(
                rollup.grades(),
                rollup.scores(),
                assessed.stream().filter(each -> each.grade() != null).toList());
    }

    /** Whether anything was evaluated. */
    public boolean isThere() {
        return grades.given() > 0;
    }
}
