package org.jixiao.reporting.publication;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One step of a publication's way.
 *
 * @param state into which it led
 * @param by who took it; for SUPERSEDED who certified the newer one
 * @param reason of a reversion, or the number of the newer publication; null for any other step
 */
@Schema(name = "PublicationStep")
record Step(
        State state,

        @Schema(nullable = true, description = Summary.PERSON)
        String by,

        Instant at,
        @Schema(nullable = true) String reason) {

    Step withoutPerson() {
        return new Step(state, null, at, reason);
    }
}
