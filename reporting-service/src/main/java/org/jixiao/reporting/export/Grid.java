package org.jixiao.reporting.export;

import java.util.List;

/**
 * Plain rows and columns.
 *
 * @param heading under the title on the left: whose figures these are
 * @param moneyUnit under the title on the right
 * @param rows cells by column; null for a blank
 */
record Grid(String title, String heading, String moneyUnit, List<Column> columns, List<List<String>> rows) {

    /** A column by its name in the first row. */
    record Column(String name, Kind kind) {}

    /** How the cells of a column are written. */
    enum Kind {
        TEXT("@"),
        COUNT("0"),
        MONEY("#,##0.00"),
        RATE("0.00%");

        private final String format;

        Kind(String format) {
            this.format = format;
        }

        /** As spreadsheets call it. */
        String format() {
            return format;
        }
    }
}
