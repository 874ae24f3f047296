package org.jixiao.platform.inbox.gap;

/** What became of missing revisions: still missing, all of them here, or nobody waits for them any longer. */
enum GapState {
    OPEN,
    CLOSED,
    GIVEN_UP
}
