package org.jixiao.platform.inbox.letter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A record that could not be applied, without its bytes.
 *
 * @param subscription what read the topic: {@code intake}, or one of a reader of owners' events
 * @param timestamp when the broker took the record
 * @param sender the sending system, which its topic tells; null on owners' topics
 * @param key in UTF-8; null when there is none, or it is not UTF-8, or longer than a thousand bytes
 * @param size of the value in bytes; null without one
 * @param attempts how often it was refused
 * @param attemptedAt when it was refused last
 * @param resolvedAt when a replay brought it through
 * @param receiptId the last receipt that answers it; null where nothing answers
 */
@Schema(name = "DeadLetter")
@JsonInclude(JsonInclude.Include.ALWAYS)
record DeadLetter(
        long deadLetterId,
        String subscription,
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        @Schema(nullable = true) String sender,
        @Schema(nullable = true) String key,
        @Schema(nullable = true) Integer size,
        String sha256,
        String code,
        String reason,
        int attempts,
        LetterState state,
        Instant rejectedAt,
        Instant attemptedAt,
        @Schema(nullable = true) Instant resolvedAt,
        @Schema(nullable = true) String receiptId) {}
