package org.jixiao.platform.inbox;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Stream;

/** Tells faults that pass from faults that stay. */
public final class Fault {

    /**
     * SQL state classes of faults that pass: lost connections, deadlocks, time-outs, a full or stopping server. Class 42 is a
     * missing table or column: a deployment that is not finished, not a fault of the record.
     */
    private static final Set<String> PASSING = Set.of("08", "25", "40", "42", "53", "55", "57", "58", "XX");

    /**
     * What passes by itself, within seconds if all is well. Of class 25 only a server that is a replica still, or has waited
     * for us too long, and of class 55 only a lock that was not to be had: the others are calls of ours in a wrong order.
     */
    private static final Set<String> PASSING_SOON = Set.of("08", "25006", "25P03", "40", "53", "55P03", "57", "58");

    private Fault() {}

    /** Whether the same may succeed later. Without an SQL state it is the pool or the driver that speaks, which passes. */
    public static boolean willPass(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (isOf(cause, PASSING)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether somebody who asks again in a moment may well be answered: nobody has to mend anything first. A transaction
     * manager keeps what a commit failed by among the suppressed.
     */
    public static boolean passesSoon(Throwable fault) {
        if (fault == null) {
            return false;
        }
        return isOf(fault, PASSING_SOON)
                || passesSoon(fault.getCause())
                || Stream.of(fault.getSuppressed()).anyMatch(Fault::passesSoon);
    }

    private static boolean isOf(Throwable cause, Set<String> beginnings) {
        if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
            return true;
        }
        if (cause instanceof SQLException sql) {
            String state = sql.getSQLState();
            return state == null || state.length() < 2 || beginnings.stream().anyMatch(state::startsWith);
        }
        return false;
    }
}
