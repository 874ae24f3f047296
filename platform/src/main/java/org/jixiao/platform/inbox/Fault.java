package org.jixiao.platform.inbox;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells faults that pass from faults that stay. */
public final class Fault {

    /**
     * SQL state classes of faults that pass: lost connections, deadlocks, time-outs, a full or stopping server. Class 42 is a
     * missing table or column: a deployment that is not finished, not a fault of the record.
     */
    private static final Set<String> PASSING = Set.of("08", "25", "40", "42", "53", "55", "57", "58", "XX");

    private Fault() {}

    /** Whether the same may succeed later. Without an SQL state it is the pool or the driver that speaks, which passes. */
    public static boolean willPass(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (state == null || state.length() < 2 || PASSING.contains(state.substring(0, 2))) {
                    return true;
                }
            }
        }
        return false;
    }
}
