package org.jixiao.reporting.generation;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A generation of the read model as operators see it.
 *
 * @param ofThisVersion whether it has the tables of the version of the service that answers; any other is filled, compared and
 *     switched to by replicas of its own version
 * @param live whether it is what readers of its version see
 * @param startedBy null when a service has started it by itself
 * @param caughtUpAt when it first came to the ends of the topics; null as long as it is being filled
 * @param recordsDone of those on the topics now, by their offsets
 * @param expectedAt when it should have caught up at the rate so far; null when it has, nothing was read yet, or it is of another
 *     version
 * @param comparison the last with the other generation that was live; null when there was none
 * @param activation the last switch to it; null when there was none but by the service itself
 */
@Schema(name = "Projection")
record Projection(
        int generation,
        State state,
        boolean ofThisVersion,
        boolean live,
        Instant startedAt,
        @Schema(nullable = true) String startedBy,
        @Schema(nullable = true) Instant caughtUpAt,
        long recordsDone,
        long recordsTotal,
        @Schema(nullable = true) Instant expectedAt,
        @Schema(nullable = true) Compared comparison,
        @Schema(nullable = true) Activation activation) {

    /** Whether it is still being filled, or is kept up to date. */
    @Schema(name = "ProjectionState")
    enum State {
        FILLING,
        CAUGHT_UP
    }

    /**
     * A switch.
     *
     * @param previous the generation that readers saw before
     * @param forced whether it was wanted although the generation had not caught up or was not equal
     */
    @Schema(name = "ProjectionActivation")
    record Activation(
            @Schema(nullable = true) Integer previous,
            Instant activatedAt,
            String activatedBy,
            boolean forced,
            @Schema(nullable = true) String reason) {}
}
