package org.jixiao.platform.inbox.letter;

/** Whether a dead letter still waits, or its record has been applied after all. */
enum LetterState {
    OPEN,
    RESOLVED
}
