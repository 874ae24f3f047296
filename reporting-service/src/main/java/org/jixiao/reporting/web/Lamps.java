package org.jixiao.reporting.web;

import io.quarkus.qute.TemplateExtension;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.assessment.MonitoringLamp;
import org.jixiao.reporting.rollup.Lamp;
import org.jixiao.reporting.rollup.Rollup;

/** How lamps look on a page: a shape and a word each, so that the colour is never needed. */
@TemplateExtension
final class Lamps {

    private Lamps() {}

    static String shape(Lamp lamp) {
        return switch (lamp) {
            case RED -> "✖";
            case YELLOW -> "▲";
            case GREEN -> "●";
            case NO_BUDGET -> "—";
            case NO_DATA -> "○";
        };
    }

    /** @param month by which lamps judge: 0 before the year begins */
    static Text word(Lamp lamp, int month) {
        return switch (lamp) {
            case RED -> Text.of("红灯", "Red");
            case YELLOW -> Text.of("黄灯", "Yellow");
            case GREEN -> Text.of("绿灯", "Green");
            case NO_BUDGET -> Text.of("无预算", "No budget");
            case NO_DATA -> month == 0 ? lamp.label(month) : Text.of("未报", "No report");
        };
    }

    static String shape(MonitoringLamp lamp) {
        return switch (lamp) {
            case RED -> "✖";
            case YELLOW -> "▲";
            case GREEN -> "●";
            case BLUE -> "◆";
        };
    }

    /** The shape of a row by lamp of money. */
    static String shape(Rollup.Row row) {
        return shape(Lamp.valueOf(row.key()));
    }
}
