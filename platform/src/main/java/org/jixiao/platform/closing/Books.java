package org.jixiao.platform.closing;

import org.jixiao.platform.problem.JsonSchema;

/**
 * An owner's books (账) of what senders report, as far as closing a period looks at them. The owner words its rows and
 * sums in SQL; what a closing is, is the same for all owners.
 */
public interface Books {

    /**
     * What a sender states: {@code sender}, {@code fiscalYear}, {@code period}, its figures, and perhaps {@code projects},
     * each with {@code projectCode}, {@code version}, perhaps {@code sourceEpoch}, and its figures.
     */
    JsonSchema statement();

    /**
     * SQL of the rows, one per subject: {@code project_code}, {@code fiscal_year}, {@code in_force} (whether it counts),
     * {@code recorded_at}, and the columns that the figures are made of.
     */
    String rows();

    /** SQL aggregate over the rows in force: a JSON object in the shape of the statement's figures. */
    String totals();

    /** SQL of one row's figures: a JSON object in the shape of a stated project's figures. */
    String figures();
}
