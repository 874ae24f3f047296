package org.jixiao.reporting.web;

import org.jixiao.platform.problem.Problem;
import org.jixiao.reporting.answer.Parameters;
import org.jixiao.reporting.rollup.Area;

/**
 * What the page was asked for; null for what was left open.
 *
 * @param region of 6 digits
 * @param department of 9 digits; left out when it does not lie in the region
 */
record Asked(Integer year, String region, String department) {

    /**
     * Reads the parameters of the page; a field that a form sends empty counts as left open.
     *
     * @throws Problem INVALID_PARAMETER for anything that is not a year or code
     */
    static Asked of(String year, String region, String department) {
        Integer someYear = isOpen(year) ? null : Parameters.year(year);
        String someRegion = isOpen(region) ? null : Parameters.region(region);
        String someDepartment = isOpen(department) ? null : Parameters.department("department", department);
        boolean elsewhere = someRegion != null
                && someDepartment != null
                && !someDepartment.startsWith(new Area.Region(someRegion).prefix());
        return new Asked(someYear, someRegion, elsewhere ? null : someDepartment);
    }

    private static boolean isOpen(String parameter) {
        return parameter == null || parameter.isEmpty();
    }
}
