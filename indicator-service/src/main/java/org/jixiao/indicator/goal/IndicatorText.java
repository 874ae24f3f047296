package org.jixiao.indicator.goal;

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
     * Reads a cell whose lines may be broken anywhere. Accepts all of it or nothing, and fails in no other way.
     *
     * <p>An item begins at the start or behind 。, with the next running number and a category code. Any other number in
     * such a place refuses the cell, since an item may have been lost there.
     */
    public static CellReading parse(String cell) {
        return new CellReader(cell).read();
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
            cell.append(item(i + 1, items.get(i)));
        }
        return cell.toString();
    }

    /**
     * Whether an item is read back as itself. It is not when a part holds what holds the cell together: an item's head
     * behind 。, a target's label, a line break, blanks around a name, a code of another shape.
     */
    public static boolean isPrintable(PrintedIndicator item) {
        return parse(item(1, item)) instanceof CellReading.Items(List<PrintedIndicator> read)
                && read.equals(List.of(item));
    }

    private static String item(int number, PrintedIndicator item) {
        return number + "、" + item.category().code() + "-" + item.category().name()
                + "；" + item.type().code() + "-" + item.type().name()
                + "；" + item.name()
                + "；实施周期指标值:" + item.periodTarget()
                + "；年度指标值:" + item.annualTarget() + "。";
    }
}
