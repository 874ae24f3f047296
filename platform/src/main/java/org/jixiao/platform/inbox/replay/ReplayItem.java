package org.jixiao.platform.inbox.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A letter of a replay.
 *
 * @param outcome ACCEPTED, DUPLICATE, STALE, APPLIED or REJECTED; null as long as it waits
 * @param code of the rejection
 */
@Schema(name = "ReplayItem")
@JsonInclude(JsonInclude.Include.ALWAYS)
record ReplayItem(
        long deadLetterId,
        @Schema(nullable = true) String outcome,
        @Schema(nullable = true) String code,
        @Schema(nullable = true) Instant doneAt) {}
