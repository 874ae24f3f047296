package org.jixiao.platform.inbox.gap;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A gap as it is listed.
 *
 * @param fromVersion and {@code toVersion}: the sender's revisions that are missing, both included; of a closed gap those
 *     that were missing last
 * @param ageSeconds from when it was noticed to its end, or to now while it is open
 * @param closedAt when the last missing revision came, or the gap was given up
 */
@Schema(name = "Gap")
@JsonInclude(JsonInclude.Include.ALWAYS)
record GapView(
        long gapId,
        String sender,
        String projectCode,
        long sourceEpoch,
        long fromVersion,
        long toVersion,
        Instant noticedAt,
        long ageSeconds,
        GapState state,
        @Schema(nullable = true) Instant closedAt,
        @Schema(nullable = true) String givenUpBy,
        @Schema(nullable = true) String reason) {

    GapView(
            long gapId,
            String sender,
            String projectCode,
            long sourceEpoch,
            long fromVersion,
            long toVersion,
            Instant noticedAt,
            GapState state,
            Instant closedAt,
            String givenUpBy,
            String reason,
            Instant now) {
        this(
                gapId,
                sender,
                projectCode,
                sourceEpoch,
                fromVersion,
                toVersion,
                noticedAt,
                Math.max(
                        0,
                        Duration.between(noticedAt, closedAt == null ? now : closedAt)
                                .toSeconds()),
                state,
                closedAt,
                givenUpBy,
                reason);
    }
}
