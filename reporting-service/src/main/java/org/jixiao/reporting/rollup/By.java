package org.jixiao.reporting.rollup;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Into which rows a total is split, and what such rows can say. */
public enum By {
    TOTAL(true, true, true),
    UNIT(true, true, true),
    DEPARTMENT(true, true, true),
    REGION(true, true, true),
    YEAR(true, true, true),
    /** One project may have several sources: its counts and its executed money belong to none of them. */
    FUND_SOURCE(true, false, false),
    FUNDING(true, true, true),
    /** Indicators by level 1 of their frame. Money is spent by projects and not by indicators. */
    CATEGORY(false, false, true),
    /** Indicators by level 2 of their frame. */
    TYPE(false, false, true),
    STATE(true, true, true),
    /** By the last monitoring. */
    LAMP(true, true, true),
    /** By the self-evaluation. */
    GRADE(true, true, true),
    /** By how the spending of each project keeps up with the calendar. */
    MONEY_LAMP(true, true, true);

    private final boolean money;
    private final boolean projects;
    private final boolean indicators;

    By(boolean money, boolean projects, boolean indicators) {
        this.money = money;
        this.projects = projects;
        this.indicators = indicators;
    }

    /** Whether rows have amounts. */
    boolean hasMoney() {
        return money;
    }

    /** Whether rows count projects and goals, and have executed money. */
    boolean hasProjects() {
        return projects;
    }

    /** Whether rows count indicators. */
    boolean hasIndicators() {
        return indicators;
    }

    static Optional<By> named(String parameter) {
        return Arrays.stream(values())
                .filter(by -> by.parameter().equals(parameter))
                .findFirst();
    }

    static String parameters() {
        return Arrays.stream(values()).map(By::parameter).collect(Collectors.joining(", "));
    }

    @JsonValue
    public String parameter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
