package org.jixiao.indicator.goal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads one printed cell: joins its lines, finds the heads of its items, checks their numbers, reads each item. */
final class CellReader {

    private static final String STOP = "。";

    private final JoinedText joined;
    private final String text;
    private final List<PrintedIndicator> items = new ArrayList<>();
    private final List<CellFault> faults = new ArrayList<>();

    CellReader(String cell) {
        this.joined = new JoinedText(cell);
        this.text = joined.text();
    }

    CellReading read() {
        List<ItemHead> heads = ItemHead.in(text);
        if (numbersRun(heads)) {
            for (int i = 0; i < heads.size(); i++) {
                int to = i + 1 < heads.size() ? heads.get(i + 1).stop() : text.length();
                readItem(i + 1, heads.get(i).body(), to);
            }
        }
        faults.sort(Comparator.comparingInt(CellFault::position));
        return faults.isEmpty() ? new CellReading.Items(items) : new CellReading.Refused(faults);
    }

    private boolean numbersRun(List<ItemHead> heads) {
        for (int i = 0; i < heads.size(); i++) {
            if (!heads.get(i).numbers(i + 1)) {
                refuse(CellFault.Code.INDICATOR_NUMBER_UNEXPECTED, heads.get(i).start(), i + 1);
                return false;
            }
        }
        return true;
    }

    private void readItem(int number, int from, int to) {
        int end = to;
        if (to == text.length()) {
            if (text.endsWith(STOP)) {
                end--;
            } else {
                refuse(CellFault.Code.INDICATOR_END_MISSING, to, number);
            }
        }
        new ItemReader(text.substring(from, end), (code, at) -> refuse(code, from + at, number))
                .read()
                .ifPresent(items::add);
    }

    private void refuse(CellFault.Code code, int at, int number) {
        faults.add(new CellFault(code, joined.origin(at), number));
    }
}
