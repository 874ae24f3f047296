package org.jixiao.reporting.reconciliation;

import java.util.List;

/**
 * Some departments, looked at in one statement.
 *
 * @param compared how many departments and years
 * @param waiting how many of them are not the same and are not judged yet
 * @param last where the next slice begins behind; null when there is none
 */
record Slice(long compared, long waiting, List<Difference> differences, Place last) {

    /** A department and year in the order of slices. */
    record Place(String departmentCode, int fiscalYear) {

        static final Place FIRST = new Place("", 0);
    }
}
