package org.jixiao.indicator.goal;

import java.time.Instant;

/**
 * A version of a goal with its origin.
 *
 * @param recordedBy the sending system's URN, or the name in the caller's token
 * @param cause id of the event or request that led to it
 * @param traceparent the trace that the cause belongs to; null for none
 */
public record LedgerEntry(Goal goal, Instant recordedAt, String recordedBy, String cause, String traceparent) {}
