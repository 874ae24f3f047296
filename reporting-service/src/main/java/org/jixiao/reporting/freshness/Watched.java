package org.jixiao.reporting.freshness;

import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Parameters;
import org.jixiao.reporting.rollup.Area;

/** What somebody wants to know the freshness of: a department, or a region with everything below it, in one year. */
record Watched(int year, Area area) {

    /** @throws Problem INVALID_PARAMETER unless it is a year with either a department or a region */
    static Watched of(String year, String department, String region) {
        if ((department == null) == (region == null)) {
            throw Problem.parameter(
                    "region", Text.of("region 与 department 须且只须给出一个", "Give either region or department"));
        }
        Area area = department == null
                ? new Area.Region(Parameters.region(region))
                : new Area.Department(Parameters.department("department", department));
        return new Watched(Parameters.year(year), area);
    }
}
