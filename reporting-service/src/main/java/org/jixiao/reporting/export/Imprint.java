package org.jixiao.reporting.export;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.rollup.Rollup;

/**
 * What a file says of itself: in the margins of every page and the properties of a document, in a line of a sheet.
 *
 * @param subject whose figures these are; at the top of every page but the first, where the title is
 * @param moneyUnit {@code 单位：万元}
 * @param state how far the figures go
 * @param sha256 of the canonical JSON
 */
record Imprint(String subject, String moneyUnit, String state, Instant asOf, String sha256) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    static Imprint of(GoalTable head, String sha256) {
        String department = head.department().name() == null
                ? head.department().code()
                : head.department().name();
        String findings =
                head.findings().isEmpty() ? "" : "，问题提示 " + head.findings().size() + " 项";
        String notes = head.notes().isEmpty() ? "" : "，万元四舍五入尾差 " + head.notes().size() + " 处";
        return new Imprint(
                head.fiscalYear() + " 年度 " + department + Layout.DEPARTMENT_MARK + " " + head.title(),
                Layout.MONEY_UNIT + head.moneyUnit(),
                state(head.basis().label().zh(), head.asOf(), head.complete()) + findings + notes,
                head.asOf(),
                sha256);
    }

    static Imprint of(Grid grid, Rollup rollup, String sha256) {
        return new Imprint(
                grid.title() + " " + grid.heading(),
                grid.moneyUnit(),
                state(rollup.basis().label().zh(), rollup.asOf(), rollup.complete()),
                rollup.asOf(),
                sha256);
    }

    /** @param asOf null when nothing was ever told */
    private static String state(String basis, Instant asOf, boolean complete) {
        String time = asOf == null ? "" : "数据截至 " + MINUTE.format(asOf) + "（北京时间）；";
        return time + "口径：" + basis + "；" + (complete ? "完整" : "不完整");
    }
}
