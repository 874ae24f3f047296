package org.jixiao.platform.inbox.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A replay and how far it has come.
 *
 * @param deadLetterId the one letter that it is of; null when it is of all open ones of a code
 * @param sender narrows a replay of a code to the letters of one sending system
 * @param total letters, settled when it was asked for
 * @param done letters that were tried; the sum of the six outcomes
 * @param applied records of topics on which nobody is answered
 * @param superseded left open and not tried, because somebody else has changed meanwhile what they are about
 * @param endedAt when the last letter was done, or the replay was withdrawn
 */
@Schema(name = "Replay")
@JsonInclude(JsonInclude.Include.ALWAYS)
record Replay(
        String replayId,
        ReplayState state,
        @Schema(nullable = true) Long deadLetterId,
        @Schema(nullable = true) String code,
        @Schema(nullable = true) String sender,
        String requestedBy,
        Instant requestedAt,
        @Schema(nullable = true) String approvedBy,
        @Schema(nullable = true) Instant approvedAt,
        @Schema(nullable = true) Instant endedAt,
        int total,
        int done,
        int accepted,
        int duplicate,
        int stale,
        int applied,
        int rejected,
        int superseded) {}
