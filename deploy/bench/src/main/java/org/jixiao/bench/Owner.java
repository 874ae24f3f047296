package org.jixiao.bench;

import java.util.List;

/** A service, its database and what it reads. */
enum Owner {
    BUDGET("budget", List.of("region", "department", "spending_unit")),
    INDICATOR("indicator", List.of("indicator_frame", "indicator_frame_node")),
    REPORTING("reporting", List.of());

    private final String word;
    private final List<String> references;

    Owner(String word, List<String> references) {
        this.word = word;
        this.references = references;
    }

    /** The word in topic names; also the name of its database. */
    String word() {
        return word;
    }

    String service() {
        return word + "-service";
    }

    /** The tables that must be there before the first event. */
    List<String> references() {
        return references;
    }

    /** Those that take events of senders, write versions of what these tell, and state digests of that. */
    static List<Owner> takingInbound() {
        return List.of(BUDGET, INDICATOR);
    }

    /** The table of those versions. */
    String history() {
        return switch (this) {
            case BUDGET -> "project_history";
            case INDICATOR -> "goal_history";
            case REPORTING -> throw new IllegalStateException("owns nothing");
        };
    }

    boolean takesInbound() {
        return takingInbound().contains(this);
    }

    String inbound(String sender) {
        return word + ".in." + sender + ".v1";
    }

    String results(String sender) {
        return word + ".result." + sender + ".v1";
    }

    /** The topics that this service reads in order to do what is measured. */
    List<String> sources(String sender) {
        return takesInbound()
                ? List.of(inbound(sender))
                : takingInbound().stream().map(Owner::published).toList();
    }

    /** The topic on which this owner publishes. */
    String published() {
        return switch (this) {
            case BUDGET -> "budget.projects.v1";
            case INDICATOR -> "indicator.goals.v1";
            case REPORTING -> throw new IllegalStateException("publishes nothing");
        };
    }
}
