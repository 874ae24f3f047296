package org.jixiao.platform.inbox;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.problem.Violation;

/** What became of an inbound event. Each event gets one, and one receipt that tells it. */
public sealed interface Outcome {

    /**
     * Applied; or, for a dry run, what would have been applied.
     *
     * @param version the owner's version of the subject after this event
     * @param warnings what was accepted and still looks wrong
     */
    record Accepted(long version, List<Violation> warnings) implements Outcome {}

    /** The same id with the same bytes was dealt with before; {@code version} is what it led to. */
    record Duplicate(Long version) implements Outcome {}

    /** A higher revision of the sender was applied before; no effect. */
    record Stale(long lastApplied) implements Outcome {}

    /** Not applied, and kept as a dead letter. */
    record Rejected(Code code, List<Violation> violations) implements Outcome {

        public Rejected(Code code, Violation violation) {
            this(code, List.of(violation));
        }
    }

    /** ACCEPTED, DUPLICATE, STALE or REJECTED. */
    default String word() {
        return switch (this) {
            case Accepted accepted -> "ACCEPTED";
            case Duplicate duplicate -> "DUPLICATE";
            case Stale stale -> "STALE";
            case Rejected rejected -> "REJECTED";
        };
    }

    /** Why an event is rejected. Stable: senders' programs read these. */
    @Schema(name = "RejectionCode")
    enum Code {
        MALFORMED(false),
        SCHEMA(false),
        UNKNOWN_TYPE(false),
        UNAUTHORISED_REGION(true),
        ID_CONFLICT(false),
        UNKNOWN_REFERENCE(true),
        AMOUNT_FORMAT(false),
        AMOUNT_RANGE(false),
        SUM_MISMATCH(false),
        STATE_CONFLICT(false),
        CLOSED_YEAR(true),
        TOO_LARGE(false),
        INTERNAL(true);

        private final boolean retryable;

        Code(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether the same bytes may be accepted later, once something else has been put right. */
        public boolean retryable() {
            return retryable;
        }
    }
}
