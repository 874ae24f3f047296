package org.jixiao.indicator;

import java.util.List;

/** The sending systems of the tables of bad records: one in force, a neighbour, and one whose time is over. */
public final class SendingSystems {

    public static final List<String> NAMES = List.of(ReportedGoal.SENDER, "haizhu-finance", "retired-finance");

    /** A year of which no goal is, closed by the first of them. */
    public static final int CLOSED_YEAR = 2099;

    private static boolean registered;

    private SendingSystems() {}

    /** Registers all of them, once for all tests. */
    public static synchronized void registered() {
        if (registered) {
            return;
        }
        Caller.register(ReportedGoal.SENDER, "440104");
        Caller.register("haizhu-finance", "440105");
        Caller.register("retired-finance", "440104");
        Caller.retire("retired-finance");
        Caller.close(ReportedGoal.SENDER, CLOSED_YEAR);
        registered = true;
    }
}
