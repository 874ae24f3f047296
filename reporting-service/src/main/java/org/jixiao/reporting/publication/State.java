package org.jixiao.reporting.publication;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a publication has come. */
@Schema(name = "PublicationState")
enum State {
    /** A snapshot that waits for another person. */
    PUBLISHED,
    /** In force: what the public is told. One for each table at most. */
    CERTIFIED,
    /** Was in force until a newer one was certified. */
    SUPERSEDED,
    /** Taken back, with a reason. */
    REVERTED;

    /** Whether everybody may read it. */
    boolean isPublic() {
        return this == CERTIFIED || this == SUPERSEDED;
    }
}
