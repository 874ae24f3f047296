package org.jixiao.reporting.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.rollup.Lamp;
import org.jixiao.reporting.rollup.Rollup;
import org.jixiao.reporting.rollup.Spending;

/**
 * Money spent beside the part of the year that has gone by.
 *
 * @param month how many months have come, 0 to 12
 * @param hasLamps whether the rows are projects, which alone have lamps
 * @param unreported how many projects have reported no money spent; that is not the same as nothing spent, and before the year
 *     begins none has to
 */
record Execution(int month, boolean hasLamps, long unreported, List<Row> rows) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

    /**
     * A project, a department or a region.
     *
     * @param href null where there is nothing below
     * @param executed null when nothing was reported
     * @param percent with two decimals, {@code 42.45}; empty when nothing was reported or there is nothing to measure by
     * @param lamp null for anything but a project
     */
    record Row(String name, String href, Money adjusted, Money executed, String percent, Lamp lamp) {}

    /** Of a department, project by project. */
    static Execution ofProjects(Rollup byLamp, List<Spending> spendings) {
        return new Execution(
                byLamp.month(),
                true,
                unreported(byLamp),
                spendings.stream()
                        .map(each -> new Row(
                                each.name(),
                                "#p-" + each.projectCode(),
                                each.adjusted(),
                                each.executed(),
                                percent(each.executed(), each.adjusted()),
                                each.lamp()))
                        .toList());
    }

    /** Of a region, by what lies right below it. */
    static Execution ofRows(Here here, Rollup byLamp, Rollup rollup) {
        return new Execution(
                byLamp.month(),
                false,
                unreported(byLamp),
                rollup.rows().stream()
                        .map(row -> new Row(
                                row.name() == null ? row.key() : row.name(),
                                here.below(rollup, row),
                                row.adjusted(),
                                row.executed(),
                                row.executionRate() == null
                                        ? ""
                                        : new BigDecimal(row.executionRate())
                                                .movePointRight(2)
                                                .toPlainString(),
                                null))
                        .toList());
    }

    /** The part of the year that has gone by, in per cent with one decimal. */
    public String elapsed() {
        return percent(BigDecimal.valueOf(month), MONTHS, 1);
    }

    public String elapsedLabel(Here here) {
        return here.say("时间进度 " + elapsed() + "%", elapsed() + "% of the year gone");
    }

    private static long unreported(Rollup byLamp) {
        return byLamp.rows().stream()
                .filter(row -> byLamp.month() > 0 && row.key().equals(Lamp.NO_DATA.name()))
                .mapToLong(Rollup.Row::projectCount)
                .sum();
    }

    private static String percent(Money executed, Money adjusted) {
        if (executed == null || adjusted == null || adjusted.yuan().signum() <= 0) {
            return "";
        }
        return percent(executed.yuan(), adjusted.yuan(), 2);
    }

    private static String percent(BigDecimal part, BigDecimal whole, int decimals) {
        return part.multiply(HUNDRED)
                .divide(whole, decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
