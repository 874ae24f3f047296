package org.jixiao.reporting.publication;

import java.time.Instant;
import org.jixiao.reporting.answer.Content;

/**
 * A publication as it is kept.
 *
 * @param ordinal the how many-th of its department and year
 * @param version raised with each step
 */
record Kept(Summary summary, int ordinal, long version) {

    String number() {
        return summary.number();
    }

    /** Whether two publications are of the same department and year. */
    boolean isOfSameTable(Kept other) {
        return summary.fiscalYear() == other.summary.fiscalYear()
                && summary.departmentCode().equals(other.summary.departmentCode());
    }

    /**
     * What is new.
     *
     * @param content canonical JSON of the table
     */
    record Draft(
            int fiscalYear,
            String departmentCode,
            String departmentName,
            Content content,
            String sha256,
            Instant asOf,
            String publishedBy,
            Instant publishedAt) {}
}
