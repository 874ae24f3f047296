package org.jixiao.reporting.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Worksheet;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.PrintedAmounts;
import org.jixiao.reporting.goaltable.TableRows;

/**
 * The official layout: A3 landscape, a header on every page, 合计 and units before their projects, real numbers, blanks
 * left blank. A row that would be higher than a sheet allows continues in further rows, merged with it.
 */
final class PrintedSheet implements TableRows.RowReader {

    static final int FONT_SIZE = 10;

    private static final List<Integer> WIDTHS = List.of(28, 11, 11, 13, 11, 58, 84, 24);
    private static final int LINE_POINTS = 14;
    private static final int PADDING_POINTS = 4;
    private static final int HIGHEST_POINTS = 406;
    private static final int ROWS_IN_MEMORY = 100;
    private static final int FOOTER_SIZE = 8;
    static final String HEAD_COLOR = "E7EBF0";
    private static final String SUM_COLOR = "F7F8FA";

    private final Worksheet sheet;
    private int row = Layout.FIRST_ROW;
    private int flushed;

    PrintedSheet(Worksheet sheet, GoalTable head, String sha256) {
        this.sheet = sheet;
        setUpPages(sha256);
        writeHead(head);
        sum(Layout.SUM, head.amounts(), head.department().code());
    }

    @Override
    public void unit(GoalTable.Unit unit) throws IOException {
        sum(
                unit.unit().name() == null ? unit.unit().code() : unit.unit().name(),
                unit.amounts(),
                unit.unit().code());
        flushSometimes();
    }

    @Override
    public void project(GoalTable.Project project) throws IOException {
        String goal = fitting(project.goal());
        String indicators = fitting(project.indicatorsText());
        int lines = Collections.max(List.of(
                lines(project.name(), Layout.NAME), lines(goal, Layout.GOAL), lines(indicators, Layout.INDICATORS)));
        int height = lines * LINE_POINTS + PADDING_POINTS;
        int span = (height + HIGHEST_POINTS - 1) / HIGHEST_POINTS;
        for (int i = 0; i < span; i++) {
            sheet.rowHeight(row + i, (height + span - 1) / span);
        }
        text(Layout.NAME, fitting(project.name()));
        amounts(project.amounts());
        text(Layout.GOAL, goal);
        text(Layout.INDICATORS, indicators);
        text(Layout.CODE, project.projectCode());
        for (int column = Layout.NAME; column <= Layout.CODE; column++) {
            style(column, span, Layout.NAME == column ? 1 : 0);
        }
        row += span;
        flushSometimes();
    }

    void finish() throws IOException {
        sheet.range(Layout.TITLE_ROW, Layout.NAME, row - 1, Layout.INDICATORS).setName("_xlnm.Print_Area");
        sheet.finish();
    }

    /** What a cell shows of a text; what is cut is kept whole in the other sheet. */
    static String fitting(String text) {
        if (text == null) {
            return null;
        }
        String cell = Characters.inSheet(text);
        return cell.length() <= Layout.CELL_CHARACTERS ? cell : cell.substring(0, Layout.CELL_CHARACTERS - 1) + "…";
    }

    private void setUpPages(String sha256) {
        sheet.paperSize(PaperSize.A3_PAPER);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.leftMargin(0.4f);
        sheet.rightMargin(0.4f);
        sheet.topMargin(0.5f);
        sheet.bottomMargin(0.6f);
        sheet.freezePane(1, Layout.FIRST_ROW);
        sheet.repeatRows(Layout.HEADER_ROW, Layout.HEADER_ROW);
        sheet.footer("SHA-256 " + sha256, Position.LEFT, FOOTER_SIZE);
        sheet.footer("第 &P 页，共 &N 页", Position.RIGHT, FOOTER_SIZE);
        for (int column = 0; column < WIDTHS.size(); column++) {
            sheet.width(column, WIDTHS.get(column));
        }
    }

    private void writeHead(GoalTable head) {
        sheet.inlineString(Layout.TITLE_ROW, Layout.NAME, fitting(head.title()));
        sheet.range(Layout.TITLE_ROW, Layout.NAME, Layout.TITLE_ROW, Layout.INDICATORS)
                .merge();
        sheet.style(Layout.TITLE_ROW, Layout.NAME)
                .bold()
                .fontSize(16)
                .horizontalAlignment("center")
                .verticalAlignment("center")
                .set();
        sheet.rowHeight(Layout.TITLE_ROW, 30);
        GoalTable.Named department = head.department();
        sheet.inlineString(
                Layout.DEPARTMENT_ROW,
                Layout.NAME,
                fitting(Layout.DEPARTMENT
                        + (department.name() == null ? department.code() : department.name())
                        + Layout.DEPARTMENT_MARK));
        sheet.range(Layout.DEPARTMENT_ROW, Layout.NAME, Layout.DEPARTMENT_ROW, Layout.GOAL)
                .merge();
        sheet.inlineString(Layout.DEPARTMENT_ROW, Layout.INDICATORS, Layout.MONEY_UNIT + head.moneyUnit());
        sheet.style(Layout.DEPARTMENT_ROW, Layout.INDICATORS)
                .horizontalAlignment("right")
                .set();
        for (int column = 0; column < Layout.HEADER.size(); column++) {
            sheet.inlineString(Layout.HEADER_ROW, column, Layout.HEADER.get(column));
            bordered(Layout.HEADER_ROW, column)
                    .bold()
                    .fillColor(HEAD_COLOR)
                    .horizontalAlignment("center")
                    .verticalAlignment("center")
                    .wrapText(true)
                    .set();
        }
        sheet.rowHeight(Layout.HEADER_ROW, 24);
    }

    private void sum(String name, PrintedAmounts amounts, String code) {
        text(Layout.NAME, fitting(name));
        amounts(amounts);
        text(Layout.CODE, code);
        for (int column = Layout.NAME; column <= Layout.CODE; column++) {
            StyleSetter style =
                    bordered(row, column).bold().fillColor(SUM_COLOR).verticalAlignment("center");
            (isAmount(column) ? style.format("0.00") : style.wrapText(true)).set();
        }
        sheet.range(row, Layout.GOAL, row, Layout.INDICATORS).merge();
        sheet.rowHeight(row, lines(name, Layout.NAME) * LINE_POINTS + PADDING_POINTS);
        row++;
    }

    private void amounts(PrintedAmounts amounts) {
        amount(Layout.TOTAL, amounts.total());
        amount(Layout.FISCAL_APPROPRIATION, amounts.fiscalAppropriation());
        amount(Layout.SPECIAL_ACCOUNT, amounts.specialAccount());
        amount(Layout.OTHER, amounts.other());
    }

    private void amount(int column, String amount) {
        if (amount != null) {
            sheet.value(row, column, new BigDecimal(amount));
        }
    }

    private void text(int column, String text) {
        if (text != null && !text.isEmpty()) {
            sheet.inlineString(row, column, text);
        }
    }

    private void style(int column, int span, int indent) {
        for (int i = 0; i < span; i++) {
            StyleSetter style = bordered(row + i, column).verticalAlignment("top");
            if (isAmount(column)) {
                style.format("0.00").horizontalAlignment("right").set();
            } else {
                style.format("@")
                        .wrapText(true)
                        .indent(indent)
                        .horizontalAlignment("left")
                        .set();
            }
        }
        if (span > 1) {
            sheet.range(row, column, row + span - 1, column).merge();
        }
    }

    private StyleSetter bordered(int row, int column) {
        StyleSetter style = sheet.style(row, column);
        style.borderStyle(BorderStyle.THIN);
        return style;
    }

    private static boolean isAmount(int column) {
        return column >= Layout.TOTAL && column <= Layout.OTHER;
    }

    /** How many lines a text takes in a column: ideographs are two digits wide. */
    private static int lines(String text, int column) {
        if (text == null) {
            return 1;
        }
        int width = WIDTHS.get(column) - 2;
        List<Integer> lines = new ArrayList<>();
        text.lines().forEach(line -> {
            int digits = line.codePoints()
                    .map(character -> character < 0x2E80 ? 1 : 2)
                    .sum();
            lines.add(Math.max(1, (digits + width - 1) / width));
        });
        return Math.max(1, lines.stream().mapToInt(Integer::intValue).sum());
    }

    private void flushSometimes() throws IOException {
        if (row - flushed >= ROWS_IN_MEMORY) {
            sheet.flush();
            flushed = row;
        }
    }
}
