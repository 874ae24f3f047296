package org.jixiao.reporting.projection;

/**
 * What rows of totals are known by. What it comes to over some rows is another number after whatever has written one of them, by
 * an event or by hand, and never comes back; it is the same when {@link Fold} has put one row in the place of several, which
 * shows nobody another figure.
 *
 * <p>A row's {@code xmin} is the transaction that wrote it last, which no later one repeats. It is hashed, because a sum of mere
 * numbers may come to the same again after somebody has deleted a row. Of a row that others were folded into {@code carried}
 * makes up the difference between what they came to and what the folding itself would make it.
 */
public final class TotalsVersion {

    private static final String HASH = "hashtextextended((%s)::text, 0)";

    /** What a row comes to that this transaction writes, but for what it carries. */
    static final String OF_THIS_TRANSACTION = HASH.formatted("pg_current_xact_id()::xid");

    private TotalsVersion() {}

    /**
     * An expression over rows of {@code department_total} or {@code assessment_total}; a number, 0 over none.
     *
     * @param rows what the rows are called in the statement
     */
    public static String of(String rows) {
        return "coalesce(sum(" + ofRow(rows) + "), 0)";
    }

    /** What a single row is known by. */
    static String ofRow(String row) {
        return row + ".carried + " + HASH.formatted(row + ".xmin");
    }
}
