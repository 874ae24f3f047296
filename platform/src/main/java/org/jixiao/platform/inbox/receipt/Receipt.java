package org.jixiao.platform.inbox.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.inbox.Outcome;

/**
 * The answer to one event: the same document on the sender's result topic and over HTTP.
 *
 * @param outcome ACCEPTED, DUPLICATE, STALE or REJECTED
 * @param version the owner's version after the event; for STALE the sender's last applied revision; may be null
 * @param code why it was rejected; null when it was not
 * @param retryable whether the same bytes may be accepted later: never when they name another sender than their topic's
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Receipt(
        String outcome,
        boolean dryRun,
        @Schema(nullable = true) Long version,
        InReplyTo inReplyTo,
        @Schema(nullable = true) String code,
        boolean retryable,
        List<Fault> violations,
        List<Fault> warnings) {

    /** Whether an event that was answered with this code, null when it was not rejected, may be accepted later as it is. */
    public static boolean isRetryable(String code, List<Fault> violations) {
        return code != null
                && Outcome.Code.valueOf(code).retryable()
                && violations.stream().noneMatch(Fault::namesAnotherSource);
    }

    /** The event that is answered, as far as it could be read, and where it stands, byte for byte. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record InReplyTo(
            @Schema(nullable = true) String source,
            @Schema(nullable = true) String id,
            String topic,
            int partition,
            long offset,
            String sha256) {}

    /** One thing that is wrong, or looks wrong, at a place of the event (JSON pointer). */
    @Schema(name = "ReceiptFault")
    public record Fault(String pointer, String code, String message) {

        private boolean namesAnotherSource() {
            return pointer.equals("/source") && code.equals("UNAUTHORISED_REGION");
        }
    }
}
