package org.jixiao.reporting.rollup;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jixiao.platform.problem.Text;

/**
 * How a project's spending keeps up with the calendar: executed / adjusted, by the share of the year that has gone. No rule
 * of the Ministry fixes the bounds; these are those in use, below 60 % and below 80 %.
 */
public enum Lamp {
    RED(Text.of("红灯：低于时间进度的 60%", "Red: below 60 % of the calendar")),
    YELLOW(Text.of("黄灯：时间进度的 60%–80%", "Yellow: 60 to 80 % of the calendar")),
    GREEN(Text.of("绿灯：不低于时间进度的 80%", "Green: 80 % of the calendar or more")),
    NO_BUDGET(Text.of("无预算数", "No budget to measure by")),
    /** Nothing was reported, or the year has not begun: that is not the same as nothing spent. */
    NO_DATA(Text.of("无执行数", "No executed money reported"));

    private static final Text NOT_BEGUN = Text.of("年度未开始", "The year has not begun");
    private static final int MONTHS = 12;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Text label;

    Lamp(Text label) {
        this.label = label;
    }

    /** @param month by which lamps judge: 0 before the year begins */
    public Text label(int month) {
        return this == NO_DATA && month == 0 ? NOT_BEGUN : label;
    }

    /**
     * What a title ends with: {@code ，截至 7 月}.
     *
     * @param month by which lamps judge; null where there are none, and nothing is said
     */
    public static String asOf(Integer month) {
        return month == null ? "" : month == 0 ? "，" + NOT_BEGUN.zh() : "，截至 " + month + " 月";
    }

    /** The month that has come, by which lamps judge. */
    public static YearMonth now(Clock clock) {
        return YearMonth.now(clock.withZone(CHINA));
    }

    /** How many months of a fiscal year have come, the present one included: 0 before it begins, 12 after its end. */
    public static int month(int fiscalYear, Clock clock) {
        YearMonth now = now(clock);
        return now.getYear() == fiscalYear ? now.getMonthValue() : now.getYear() > fiscalYear ? MONTHS : 0;
    }

    /**
     * The lamp of a row of {@code project_line}, in whole numbers: executed / total / (month / 12) below 0.6 is the same as
     * 20 × executed below total × month, and below 0.8 as 15 × executed.
     */
    static String sql(int month) {
        return """
                case when executed is null or %1$d = 0 then 'NO_DATA'
                     when total is null or total <= 0 then 'NO_BUDGET'
                     when executed * 20 < total * %1$d then 'RED'
                     when executed * 15 < total * %1$d then 'YELLOW'
                     else 'GREEN' end""".formatted(month);
    }
}
