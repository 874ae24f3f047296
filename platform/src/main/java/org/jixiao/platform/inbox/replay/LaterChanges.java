package org.jixiao.platform.inbox.replay;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jixiao.platform.inbox.EventForm;
import org.jixiao.platform.inbox.Reception;

/**
 * Whether what a letter is about has been changed at its owner since it came, by somebody else than its sender, and stands
 * so. What the sender itself has had applied meanwhile is told by its revisions.
 */
@ApplicationScoped
class LaterChanges {

    private static final String LAST = """
            (select last.recorded_at
               from (select stated.* from (%s) stated
                      where stated.project_code = encode(letter.key, 'escape') order by stated.version desc limit 1) last
              where last.version > letter.owner_version and last.recorded_by <> '%s' || letter.sender)
            """;

    private final String last;

    LaterChanges(@All List<Reception> receptions) {
        last = receptions.isEmpty()
                ? "null::timestamptz"
                : LAST.formatted(receptions.getFirst().versions(), EventForm.SOURCE);
    }

    /**
     * SQL of when that was; null when it was not. It speaks of a {@code letter} of {@code rejected_event}.
     */
    String last() {
        return last;
    }
}
