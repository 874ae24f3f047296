package org.jixiao.reporting.rollup;

import jakarta.ws.rs.QueryParam;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Parameters;

/** Which area a caller asks about: one of three; of a region perhaps only its own departments. */
final class AreaQuery {

    @Parameter(description = "This, department or unit 与 department、unit 三选一", example = "440104")
    @QueryParam("region")
    String region;

    @Parameter(
            description = "Of the region only its own departments 只看区划本级",
            schema = @Schema(enumeration = {"true", "false"}))
    @QueryParam("own")
    String own;

    @Parameter(example = "440104019")
    @QueryParam("department")
    String department;

    @Parameter(example = "440104019001")
    @QueryParam("unit")
    String unit;

    /** @throws Problem INVALID_PARAMETER unless exactly one is given and has the form of a code */
    Area area() {
        if (Stream.of(region, department, unit).filter(Objects::nonNull).count() != 1) {
            throw Problem.parameter(
                    "region", Text.of("region、department、unit 须且只须给出一个", "Give one of region, department and unit"));
        }
        boolean isOwn = Parameters.own(own, region);
        if (region != null) {
            String code = Parameters.region(region);
            return isOwn ? new Area.Own(code) : new Area.Region(code);
        }
        return department != null
                ? new Area.Department(Parameters.department("department", department))
                : new Area.Unit(Parameters.unit("unit", unit));
    }
}
