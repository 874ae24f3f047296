package org.jixiao.indicator.goal;

import java.util.ArrayList;
import java.util.List;

/**
 * The cell in which a table prints the indicators of a project, both ways:
 *
 * <pre>1、1-产出指标；11-数量指标；人均年度调解案件数；实施周期指标值:≥55件；年度指标值:≥55件。2、…</pre>
 *
 * <p>Whatever {@link #print} prints, {@link #parse} reads as the same items; whatever is parsed is printed as the same
 * text, white space aside and with the half-width colon, which is the canonical one. A blank cell has no items.
 */
public final class IndicatorText {

    private IndicatorText() {}

    /**
     * Reads a cell, its lines broken anywhere. Never fails otherwise than by {@link CellReading.Refused}.
     *
     * <p>An item begins at the start or behind 。, with the next running number and a category code; any other number in
     * such a place refuses the cell, since an item may have been lost there.
     */
    public static CellReading parse(String cell) {
        JoinedText joined = JoinedText.of(cell);
        List<ItemHead> heads = ItemHead.in(joined.text());
        List<CellFault> faults = new ArrayList<>();
        List<PrintedIndicator> items = new ArrayList<>();
        for (int i = 0; i < heads.size() && faults.isEmpty(); i++) {
            if (!heads.get(i).numbers(i + 1)) {
                faults.add(new CellFault(
                        CellFault.Code.INDICATOR_NUMBER_UNEXPECTED, joined.origin(heads.get(i).start()), i + 1));
            }
        }
        if (faults.isEmpty()) {
            for (int i = 0; i < heads.size(); i++) {
                int end = i + 1 < heads.size() ? heads.get(i + 1).stop() : joined.lastStop();
                read(joined, heads.get(i), i + 1, end, items, faults);
            }
        }
        return faults.isEmpty() ? new CellReading.Items(items) : new CellReading.Refused(faults);
    }

    /**
     * Prints items as a table does, numbered from 1.
     *
     * @throws UnprintableIndicator when an item would not be read back as itself
     */
    public static String print(List<PrintedIndicator> items) {
        var cell = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            if (!isPrintable(items.get(i))) {
                throw new UnprintableIndicator(i);
            }
            append(cell, i + 1, items.get(i));
        }
        return cell.toString();
    }

    /**
     * Whether an item is read back as itself. It is not when a part holds what the cell is held together by: an item's
     * head behind 。, a target's label, a line break, a blank around a name, or codes of another shape.
     */
    public static boolean isPrintable(PrintedIndicator item) {
        var alone = new StringBuilder();
        append(alone, 1, item);
        return parse(alone.toString()) instanceof CellReading.Items(List<PrintedIndicator> read)
                && read.equals(List.of(item));
    }

    private static void append(StringBuilder cell, int number, PrintedIndicator item) {
        cell.append(number)
                .append('、')
                .append(item.category().code())
                .append('-')
                .append(item.category().name())
                .append('；')
                .append(item.type().code())
                .append('-')
                .append(item.type().name())
                .append('；')
                .append(item.name())
                .append("；实施周期指标值:")
                .append(item.periodTarget())
                .append("；年度指标值:")
                .append(item.annualTarget())
                .append('。');
    }

    private static CellFault fault(CellFault.Code code, JoinedText joined, int at, int number) {
        return new CellFault(code, joined.origin(at), number);
    }
}
