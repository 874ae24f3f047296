package org.jixiao.reporting.freshness;

import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Parameters;
import org.jixiao.reporting.rollup.Area;

/** What somebody wants to know the freshness of in one year: a department, a region with everything below it, or its own departments. */
record Watched(int year, Area area) {

    /** @throws Problem INVALID_PARAMETER unless it is a year with either a department or a region */
    static Watched of(String year, String department, String region, String own) {
        if ((department == null) == (region == null)) {
            throw Problem.parameter(
                    "region", Text.of("region 与 department 须且只须给出一个", "Give either region or department"));
        }
        boolean isOwn = Parameters.own(own, region);
        return new Watched(Parameters.year(year), area(department, region, isOwn));
    }

    private static Area area(String department, String region, boolean isOwn) {
        if (department != null) {
            return new Area.Department(Parameters.department("department", department));
        }
        String code = Parameters.region(region);
        return isOwn ? new Area.Own(code) : new Area.Region(code);
    }
}
