package org.jixiao.reporting.goaltable;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.funding.FundSource;
import org.jixiao.reporting.funding.MoneyUnit;

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

    /** A cell: 万元 as they are printed, or exact 元; nothing for a blank. */
    static String cell(MoneyUnit unit, String printed, Money yuan) {
        if (yuan == null) {
            return "";
        }
        return switch (unit) {
            case TEN_THOUSAND_YUAN -> printed;
            case YUAN -> unit.exact(yuan);
        };
    }

    /** The printed column that a note is on. */
    static Text columnName(Note.View note) {
        return switch (note.column()) {
            case "fiscalAppropriation" -> FundSource.FISCAL_APPROPRIATION.label();
            case "specialAccount" -> FundSource.SPECIAL_ACCOUNT.label();
            case "other" -> FundSource.OTHER.label();
            case "sources" -> Text.of("三个来源", "The three sources");
            default -> Text.of("总计", "Total");
        };
    }

    /** The time on clocks in China. */
    static String inChina(Instant time) {
        return MINUTE.format(time);
    }
}
