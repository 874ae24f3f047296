package org.jixiao.indicator.frame;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/** Which categories and types may be chosen from. */
@Path("/api/v1/frames")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "frames 指标体系")
@RolesAllowed({"indicator.read", "indicator.write", "ops"})
class FramesResource {

    private final DataSource database;
    private final Frames frames;

    FramesResource(DataSource database, Frames frames) {
        this.database = database;
        this.frames = frames;
    }

    @GET
    @Operation(summary = "The frame in force for a region and year 某区划某年度适用的指标体系")
    public FrameView getFrame(
            @Parameter(required = true) @QueryParam("region") String region,
            @Parameter(required = true) @QueryParam("year") String year)
            throws SQLException {
        if (region == null || !region.matches("[0-9]{6}")) {
            throw Problem.parameter("region", Text.of("须为六位区划代码", "Must be a region code of six digits"));
        }
        if (year == null || !year.matches("[0-9]{4}")) {
            throw Problem.parameter("year", Text.of("须为四位年度", "Must be a year of four digits"));
        }
        try (Connection connection = database.getConnection()) {
            return frames.known(connection)
                    .inForce(region, Integer.parseInt(year))
                    .map(FrameView::of)
                    .orElseThrow(Problem::notFound);
        }
    }
}
