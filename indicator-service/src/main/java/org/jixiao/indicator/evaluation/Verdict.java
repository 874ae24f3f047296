package org.jixiao.indicator.evaluation;

import java.util.List;
import org.jixiao.platform.problem.Violation;

/** What comes of evaluating a project. */
public sealed interface Verdict {

    /** All that is needed was there. */
    record Evaluated(SelfEvaluation selfEvaluation) implements Verdict {}

    /**
     * Something is missing or cannot be.
     *
     * @param violations at least one; pointers into the caller's document
     */
    record Refused(List<Violation> violations) implements Verdict {}
}
