package org.jixiao.budget.project;

import java.time.Instant;

/**
 * A version of a project with its origin.
 *
 * @param recordedBy the sending system's URN, or the name in the caller's token
 * @param cause id of the event or request that led to it
 * @param traceparent the trace that the cause belongs to; null for none
 */
public record LedgerEntry(Project project, Instant recordedAt, String recordedBy, String cause, String traceparent) {

    public LedgerEntry(Project project, Instant recordedAt, String recordedBy, String cause) {
        this(project, recordedAt, recordedBy, cause, null);
    }
}
