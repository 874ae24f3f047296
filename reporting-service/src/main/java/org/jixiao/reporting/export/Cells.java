package org.jixiao.reporting.export;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.jixiao.platform.problem.Text;

/** Reads cells of the printed sheet as what they mean; what cannot be read is a fault of that cell, and null. */
final class Cells {

    /** What a spreadsheet keeps of a number: 799.06 comes back as 799.05999999999995. */
    private static final MathContext SPREADSHEET = new MathContext(15, RoundingMode.HALF_UP);

    private static final Pattern TYPED =
            Pattern.compile("-?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?|-?[0-9]{1,14}(\\.[0-9]+)?");
    private static final int DECIMALS = 2;
    private static final int MOST_DIGITS = 14;

    private final Faults faults;

    Cells(Faults faults) {
        this.faults = faults;
    }

    /** A formula counts as what was last computed of it; an empty cell is null. */
    String text(Row row, int column) {
        Object value = value(row, column);
        return switch (value) {
            case null -> null;
            case BigDecimal number ->
                Math.abs(number.scale()) > MOST_DIGITS ? number.toString() : number.toPlainString();
            case String text -> text.isEmpty() ? null : Characters.fromSheet(text);
            default -> value.toString();
        };
    }

    /** In 万元 with two decimals; null for a blank. */
    String amount(Row row, int column) {
        Object value = value(row, column);
        return switch (value) {
            case null -> null;
            case BigDecimal number -> amount(row, column, number);
            case String text when text.isBlank() -> null;
            case String text
            when TYPED.matcher(text.strip()).matches() ->
                amount(row, column, new BigDecimal(text.strip().replace(",", "")));
            default -> {
                fault(row, column, "NOT_A_NUMBER", Text.of("不是数字", "Not a number"));
                yield null;
            }
        };
    }

    boolean isBlank(Row row) {
        for (int column = Layout.NAME; column <= Layout.CODE; column++) {
            Cell cell = cell(row, column);
            if (cell != null
                    && cell.getValue() != null
                    && !cell.getValue().toString().isBlank()) {
                return false;
            }
        }
        return true;
    }

    private String amount(Row row, int column, BigDecimal number) {
        BigDecimal kept = number.round(SPREADSHEET);
        if (kept.precision() - kept.scale() > MOST_DIGITS) {
            fault(row, column, "TOO_LARGE_A_NUMBER", Text.of("数字过大", "The number is too large"));
            return null;
        }
        if (kept.stripTrailingZeros().scale() > DECIMALS) {
            fault(row, column, "TOO_MANY_DECIMALS", Text.of("金额（万元）最多两位小数", "Amounts in 万元 have two decimals at most"));
            return null;
        }
        return kept.setScale(DECIMALS, RoundingMode.UNNECESSARY).toPlainString();
    }

    private Object value(Row row, int column) {
        Cell cell = cell(row, column);
        if (cell == null) {
            return null;
        }
        if (cell.getType() == CellType.ERROR) {
            fault(row, column, "CELL_ERROR", Text.of("单元格是错误值", "The cell holds an error"));
            return null;
        }
        return cell.getValue();
    }

    private static Cell cell(Row row, int column) {
        return column < row.getCellCount() ? row.getCell(column) : null;
    }

    private void fault(Row row, int column, String code, Text message) {
        faults.add(Layout.PRINTED_SHEET, row.getRowNum() - 1, column, code, message);
    }
}
