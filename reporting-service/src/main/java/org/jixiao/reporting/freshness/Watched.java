package org.jixiao.reporting.freshness;

import org.jixiao.platform.problem.Problem;
import org.jixiao.reporting.answer.Parameters;
import org.jixiao.reporting.rollup.Area;

/** What somebody wants to know the freshness of: a department, or a region with everything below it, in one year. */
record Watched(int year, Area area) {

    /** @throws Problem INVALID_PARAMETER unless it is a year with either a department or a region */
    static Watched of(String year, String department, String region) {
        return new Watched(Parameters.year(year), Area.of(department, region));
    }
}
