package org.jixiao.reporting.rollup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Assessments that are among the totals and count nowhere, because their project is not ISSUED in the department and year that
 * they name.
 *
 * @param byDepartment what they come to
 * @param waiting how many of them have a project that has not come, or lies elsewhere; the others' was withdrawn
 * @param codes of the first of those
 */
record Strays(Map<String, Assessed> byDepartment, long waiting, List<String> codes) {

    static final Strays NONE = new Strays(Map.of(), 0, List.of());

    /** What is left of totals by department. */
    Map<String, Assessed> takenOff(Map<String, Assessed> totals) {
        Map<String, Assessed> left = new HashMap<>(totals);
        byDepartment.forEach((department, strays) -> left.put(
                department, left.getOrDefault(department, Assessed.NOTHING).minus(strays)));
        return left;
    }
}
