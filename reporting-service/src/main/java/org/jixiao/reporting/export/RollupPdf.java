package org.jixiao.reporting.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.Rendering;
import org.jixiao.reporting.rollup.Rollup;
import org.jsoup.nodes.Element;

/** A rollup as it may be printed. */
@ApplicationScoped
class RollupPdf implements Rendering<Rollup> {

    private static final int ROWS_AT_A_TIME = 1_000;

    /** With more columns than these amounts do not fit beside each other in the usual size. */
    private static final int WIDE = 18;

    private final PdfPress press;
    private final ObjectMapper json;

    RollupPdf(PdfPress press, ObjectMapper json) {
        this.press = press;
        this.json = json;
    }

    @Override
    public Format format() {
        return Format.PDF;
    }

    @Override
    public void write(Rollup rollup, String sha256, OutputStream out) throws IOException {
        Grid grid = RollupGrid.of(rollup, json);
        press.print(
                sheets -> {
                    for (int from = 0; from < grid.rows().size(); from += ROWS_AT_A_TIME) {
                        int to = Math.min(from + ROWS_AT_A_TIME, grid.rows().size());
                        sheets.add(part(grid, grid.rows().subList(from, to), from == 0));
                    }
                    return Imprint.of(grid, rollup, sha256);
                },
                out);
    }

    private static Element part(Grid grid, List<List<String>> rows, boolean isFirst) {
        Element section = new Element("section");
        if (isFirst) {
            section.appendElement("h1").text(grid.title());
            Element head = section.appendElement("p").addClass("head");
            head.appendElement("span").text(grid.heading());
            head.appendElement("span").text(grid.moneyUnit());
        }
        Element table = section.appendElement("table").addClass("grid");
        if (grid.columns().size() > WIDE) {
            table.addClass("wide");
        }
        Element header = table.appendElement("thead").appendElement("tr");
        for (Grid.Column column : grid.columns()) {
            header.appendElement("th")
                    .addClass(column.kind().name().toLowerCase(Locale.ROOT))
                    .text(column.name());
        }
        Element body = table.appendElement("tbody");
        for (int row = 0; row < rows.size(); row++) {
            Element line = body.appendElement("tr").addClass(isFirst && row == 0 ? "sum" : "row");
            for (int column = 0; column < rows.get(row).size(); column++) {
                String cell = rows.get(row).get(column);
                Grid.Kind kind = grid.columns().get(column).kind();
                line.appendElement("td")
                        .addClass(kind == Grid.Kind.TEXT ? "text" : "amount")
                        .text(printed(cell, kind));
            }
        }
        return section;
    }

    private static String printed(String cell, Grid.Kind kind) {
        if (cell == null) {
            return "";
        }
        return kind == Grid.Kind.RATE ? new BigDecimal(cell).movePointRight(2).toPlainString() + "%" : cell;
    }
}
