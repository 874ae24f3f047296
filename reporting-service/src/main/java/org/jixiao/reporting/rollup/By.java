package org.jixiao.reporting.rollup;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jixiao.platform.problem.Text;

/** Into which rows a total is split, and what such rows can say. */
public enum By {
    TOTAL(Text.of("合计", "in total"), true, true, true),
    UNIT(Text.of("按资金使用单位", "by spending unit"), true, true, true),
    DEPARTMENT(Text.of("按部门", "by department"), true, true, true),
    REGION(Text.of("按区划", "by region"), true, true, true),
    YEAR(Text.of("按年度", "by year"), true, true, true),
    /** One project may have several sources: its counts and its executed money belong to none of them. */
    FUND_SOURCE(Text.of("按资金来源", "by fund source"), true, false, false),
    FUNDING(Text.of("按资金性质", "by funding"), true, true, true),
    /** Indicators by level 1 of their frame. Money is spent by projects and not by indicators. */
    CATEGORY(Text.of("按一级指标", "by category"), false, false, true),
    /** Indicators by level 2 of their frame. */
    TYPE(Text.of("按二级指标", "by type"), false, false, true),
    STATE(Text.of("按项目状态", "by state"), true, true, true),
    /** By the last monitoring. */
    LAMP(Text.of("按监控灯", "by lamp of monitoring"), true, true, true),
    /** By the self-evaluation. */
    GRADE(Text.of("按自评等级", "by grade"), true, true, true),
    /** By how the spending of each project keeps up with the calendar. */
    MONEY_LAMP(Text.of("按资金灯", "by lamp of money"), true, true, true);

    private final Text label;
    private final boolean money;
    private final boolean projects;
    private final boolean indicators;

    By(Text label, boolean money, boolean projects, boolean indicators) {
        this.label = label;
        this.money = money;
        this.projects = projects;
        this.indicators = indicators;
    }

    /** The way in which it is split, in a heading. */
    public Text label() {
        return label;
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
