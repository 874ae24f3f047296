package org.jixiao.reporting.goaltable;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What the templates ask of the figures before they print them. */
@TemplateExtension
final class Printing {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private Printing() {}

    /** The items of the printed cell, {@code 1、…。}, {@code 2、…。}; put together they are the cell again. */
    static List<String> items(GoalTable.Project project) {
        List<String> items = new ArrayList<>();
        String cell = project.indicatorsText() == null ? "" : project.indicatorsText();
        int from = 0;
        for (int number = 2; ; number++) {
            int end = cell.indexOf("。" + number + "、", from);
            if (end < 0) {
                items.add(cell.substring(from));
                return items;
            }
            items.add(cell.substring(from, end + 1));
            from = end + 1;
        }
    }

    /** The time on clocks in China. */
    static String inChina(Instant time) {
        return MINUTE.format(time);
    }
}
