package org.jixiao.indicator.goal;

import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.jixiao.indicator.frame.CodedName;

/**
 * Reads one item, from its category code to before its closing 。.
 *
 * <p>Category and type are read from the left, the targets from the right, since a target may hold ； and 。 itself;
 * what is left between them is the name.
 */
final class ItemReader {

    private static final char SEPARATOR = '；';
    private static final String PERIOD_TARGET = "实施周期指标值";
    private static final String ANNUAL_TARGET = "年度指标值";

    private final String item;
    private final ObjIntConsumer<CellFault.Code> faults;
    private boolean sound = true;

    ItemReader(String item, ObjIntConsumer<CellFault.Code> faults) {
        this.item = item;
        this.faults = faults;
    }

    /** The item; empty when faults were reported. */
    Optional<PrintedIndicator> read() {
        int categoryEnd = separatorFrom(0);
        CodedName category = codedName(0, categoryEnd, 1, CellFault.Code.INDICATOR_CATEGORY_MALFORMED);
        int typeEnd = separatorFrom(categoryEnd + 1);
        CodedName type = codedName(categoryEnd + 1, typeEnd, 2, CellFault.Code.INDICATOR_TYPE_MALFORMED);
        if (sound && !type.code().startsWith(category.code())) {
            refuse(CellFault.Code.INDICATOR_TYPE_OUTSIDE_CATEGORY, categoryEnd + 1);
        }
        return sound ? readTargets(category, type, typeEnd) : Optional.empty();
    }

    private Optional<PrintedIndicator> readTargets(CodedName category, CodedName type, int typeEnd) {
        Label annual = lastLabel(ANNUAL_TARGET, typeEnd, item.length());
        Label period = lastLabel(PERIOD_TARGET, typeEnd, annual == null ? item.length() : annual.start());
        if (annual == null) {
            refuse(CellFault.Code.INDICATOR_ANNUAL_TARGET_MISSING, item.length());
        }
        if (period == null) {
            refuse(CellFault.Code.INDICATOR_PERIOD_TARGET_MISSING, annual == null ? item.length() : annual.start());
        }
        if (!sound) {
            return Optional.empty();
        }
        String name = period.start() > typeEnd
                ? item.substring(typeEnd + 1, period.start()).strip()
                : "";
        if (name.isEmpty()) {
            refuse(CellFault.Code.INDICATOR_NAME_MISSING, period.start());
        }
        refuseRepeated(typeEnd, period.start());
        refuseRepeated(period.end(), annual.start());
        refuseRepeated(annual.end(), item.length());
        return sound
                ? Optional.of(new PrintedIndicator(
                        category,
                        type,
                        name,
                        item.substring(period.end(), annual.start()),
                        item.substring(annual.end())))
                : Optional.empty();
    }

    private CodedName codedName(int from, int to, int digits, CellFault.Code otherwise) {
        String field = from < to ? item.substring(from, to).strip() : "";
        boolean wellFormed = field.length() > digits + 1 && field.charAt(digits) == '-';
        for (int i = 0; i < digits && wellFormed; i++) {
            wellFormed = field.charAt(i) >= '0' && field.charAt(i) <= '9';
        }
        if (!wellFormed) {
            refuse(otherwise, Math.min(from, item.length()));
            return null;
        }
        return new CodedName(
                field.substring(0, digits), field.substring(digits + 1).strip());
    }

    private void refuseRepeated(int from, int to) {
        for (String label : new String[] {PERIOD_TARGET, ANNUAL_TARGET}) {
            Label again = lastLabel(label, from, to);
            if (again != null) {
                refuse(CellFault.Code.INDICATOR_TARGET_REPEATED, again.start());
            }
        }
    }

    /** The last place between two positions where ； and a colon enclose a target's label. */
    private Label lastLabel(String label, int from, int to) {
        int at = item.lastIndexOf(label, to - label.length());
        while (at > from) {
            int colon = at + label.length();
            while (colon < to && JoinedText.isBlank(item.charAt(colon))) {
                colon++;
            }
            int separator = at - 1;
            while (separator > from && JoinedText.isBlank(item.charAt(separator))) {
                separator--;
            }
            boolean enclosed = item.charAt(separator) == SEPARATOR
                    && colon < to
                    && (item.charAt(colon) == ':' || item.charAt(colon) == '：');
            if (enclosed) {
                return new Label(separator, colon + 1);
            }
            at = item.lastIndexOf(label, at - 1);
        }
        return null;
    }

    private int separatorFrom(int from) {
        int separator = item.indexOf(SEPARATOR, from);
        return separator < 0 ? item.length() : separator;
    }

    private void refuse(CellFault.Code code, int at) {
        sound = false;
        faults.accept(code, at);
    }

    /** From its separator up to behind its colon. */
    private record Label(int start, int end) {}
}
