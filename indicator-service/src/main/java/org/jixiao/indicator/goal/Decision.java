package org.jixiao.indicator.goal;

import java.util.List;
import org.jixiao.platform.problem.Violation;

/** What comes of stating a goal. */
public sealed interface Decision {

    /**
     * The goal in its next version.
     *
     * @param doubts what is accepted as it stands and a person should look at; pointers as for {@link Refused}
     */
    record Recorded(Goal goal, List<Violation> doubts) implements Decision {}

    /**
     * Nothing changes.
     *
     * @param violations at least one; pointers begin at the goal: {@code /indicators/0/typeCode}
     */
    record Refused(Reason reason, List<Violation> violations) implements Decision {}

    /** Which kind of rule a refused goal breaks. */
    enum Reason {
        /** It is not a goal that can be kept or printed. */
        MALFORMED,
        /** The frame in force knows no such classification, or there is no frame. */
        UNKNOWN_REFERENCE,
        /** It contradicts what is recorded and cannot change. */
        STATE_CONFLICT,
        /** It could not be published. */
        TOO_LARGE
    }
}
