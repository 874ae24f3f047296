package org.jixiao.reporting.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.Rendering;
import org.jixiao.reporting.rollup.Rollup;

/** A rollup as a workbook of one sheet, with real numbers. */
@ApplicationScoped
class RollupWorkbook implements Rendering<Rollup> {

    private static final int STATE_ROW = 2;
    private static final int HEADER_ROW = 3;
    private static final int FIRST_ROW = 4;
    /** Two lines. */
    private static final int HEADER_POINTS = 30;

    private static final int NAME = 1;
    private static final int NAME_WIDTH = 36;

    private final ObjectMapper json;

    RollupWorkbook(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Format format() {
        return Format.XLSX;
    }

    @Override
    public void write(Rollup rollup, String sha256, OutputStream out) throws IOException {
        Workbook workbook = new Workbook(out, "Jixiao", "1.0");
        workbook.setGlobalDefaultFont("宋体", PrintedSheet.FONT_SIZE);
        workbook.properties().setTextProperty("SHA-256", sha256);
        Grid grid = RollupGrid.of(rollup, json);
        write(workbook.newWorksheet("汇总"), grid, Imprint.of(grid, rollup, sha256));
        workbook.finish();
    }

    private static void write(Worksheet sheet, Grid grid, Imprint imprint) {
        int last = grid.columns().size() - 1;
        sheet.paperSize(PaperSize.A3_PAPER);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(HEADER_ROW, HEADER_ROW);
        sheet.freezePane(2, FIRST_ROW);
        sheet.footer("SHA-256 " + imprint.sha256(), Position.LEFT, 8);
        sheet.footer("第 &P 页，共 &N 页", Position.RIGHT, 8);
        sheet.rowHeight(HEADER_ROW, HEADER_POINTS);
        sheet.inlineString(0, 0, grid.title());
        sheet.range(0, 0, 0, last).merge();
        sheet.style(0, 0).bold().fontSize(16).horizontalAlignment("center").set();
        sheet.inlineString(1, 0, Characters.inSheet(grid.heading()));
        sheet.inlineString(1, last, grid.moneyUnit());
        sheet.style(1, last).horizontalAlignment("right").set();
        sheet.inlineString(STATE_ROW, 0, imprint.state());
        for (int column = 0; column <= last; column++) {
            sheet.width(
                    column,
                    column == NAME
                            ? NAME_WIDTH
                            : width(grid.columns().get(column).kind()));
            sheet.inlineString(HEADER_ROW, column, grid.columns().get(column).name());
            bordered(sheet, HEADER_ROW, column)
                    .bold()
                    .fillColor(PrintedSheet.HEAD_COLOR)
                    .horizontalAlignment("center")
                    .verticalAlignment("center")
                    .wrapText(true)
                    .set();
        }
        for (int row = 0; row < grid.rows().size(); row++) {
            write(sheet, FIRST_ROW + row, grid, grid.rows().get(row));
        }
        sheet.range(0, 0, FIRST_ROW + grid.rows().size() - 1, last).setName("_xlnm.Print_Area");
    }

    /** In digits; narrow where it can be, so that a sheet with lamps and grades can be read when it is printed on one. */
    private static int width(Grid.Kind kind) {
        return switch (kind) {
            case TEXT -> 14;
            case MONEY -> 18;
            case RATE, COUNT -> 9;
        };
    }

    private static void write(Worksheet sheet, int row, Grid grid, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            Grid.Kind kind = grid.columns().get(column).kind();
            String cell = cells.get(column);
            if (cell != null && kind == Grid.Kind.TEXT) {
                sheet.inlineString(row, column, PrintedSheet.fitting(cell));
            } else if (cell != null) {
                sheet.value(row, column, new BigDecimal(cell));
            }
            StyleSetter style = bordered(sheet, row, column).format(kind.format());
            (row == FIRST_ROW ? style.bold() : style).set();
        }
    }

    private static StyleSetter bordered(Worksheet sheet, int row, int column) {
        StyleSetter style = sheet.style(row, column);
        style.borderStyle(BorderStyle.THIN);
        return style;
    }
}
