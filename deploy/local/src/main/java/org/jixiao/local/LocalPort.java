package org.jixiao.local;

import java.util.Locale;

/** The ports of the local stack; each can be set by environment variable or option. */
public enum LocalPort {
    BUDGET("budget-service", 8081),
    INDICATOR("indicator-service", 8082),
    REPORTING("reporting-service", 8083),
    KAFKA("Kafka", 19092),
    POSTGRES("PostgreSQL", 15432);

    private final String owner;
    private final int usual;

    LocalPort(String owner, int usual) {
        this.owner = owner;
        this.usual = usual;
    }

    /** Who listens there. */
    public String owner() {
        return owner;
    }

    /** The port when nothing else is said. */
    public int usual() {
        return usual;
    }

    /** Such as {@code JIXIAO_BUDGET_PORT}. */
    public String variable() {
        return "JIXIAO_" + name() + "_PORT";
    }

    /** Such as {@code --budget-port}. */
    public String option() {
        return "--" + name().toLowerCase(Locale.ROOT) + "-port";
    }
}
