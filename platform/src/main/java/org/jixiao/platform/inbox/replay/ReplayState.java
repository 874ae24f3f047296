package org.jixiao.platform.inbox.replay;

/** Asked for; approved by somebody else and under way; every letter tried; called back before it was approved. */
enum ReplayState {
    REQUESTED,
    RUNNING,
    DONE,
    WITHDRAWN
}
