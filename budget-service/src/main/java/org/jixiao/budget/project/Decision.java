package org.jixiao.budget.project;

import java.util.List;
import org.jixiao.budget.rule.Breach;

/** What comes of stating a project's content: its next version, or the rules that it breaks. */
public sealed interface Decision {

    /** The project in its next version. */
    record Recorded(Project project) implements Decision {}

    /**
     * Nothing changes.
     *
     * @param breaches at least one; pointers lead into the content
     */
    record Refused(List<Breach> breaches) implements Decision {}
}
