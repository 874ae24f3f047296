package org.jixiao.platform.inbox.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A letter of a replay.
 *
 * @param outcome ACCEPTED, DUPLICATE, STALE, APPLIED, REJECTED or SUPERSEDED; null as long as it waits
 * @param code of the rejection
 * @param changedAt as long as it waits, when somebody else than the sender changed what the letter is about, after it had
 *     come, if that stands; of what was SUPERSEDED, the change for which it was left open; else null. A replay of a code leaves
 *     such a letter open, one of the letter alone applies it.
 */
@Schema(name = "ReplayItem")
@JsonInclude(JsonInclude.Include.ALWAYS)
record ReplayItem(
        long deadLetterId,
        @Schema(nullable = true) String outcome,
        @Schema(nullable = true) String code,
        @Schema(nullable = true) Instant doneAt,
        @Schema(nullable = true) Instant changedAt) {}
