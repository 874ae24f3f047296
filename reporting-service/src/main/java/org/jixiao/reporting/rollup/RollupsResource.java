package org.jixiao.reporting.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Parameters;
import org.jixiao.reporting.answer.Representation;
import org.jixiao.reporting.answer.Snapshots;

/** Totals of a department or a region. What is published is open to everybody. */
@Path("/api/v1/rollups")
@PermitAll
@Tag(name = "rollups 汇总")
class RollupsResource {

    private static final Set<Format> FORMATS = EnumSet.complementOf(EnumSet.of(Format.HTML));

    private final Rollups rollups;
    private final Snapshots snapshots;
    private final RollupFiles files;
    private final ObjectMapper json;

    RollupsResource(Rollups rollups, Snapshots snapshots, RollupFiles files, ObjectMapper json) {
        this.rollups = rollups;
        this.snapshots = snapshots;
        this.files = files;
        this.json = json;
    }

    @GET
    @Operation(summary = "Totals of a department or of a region and all below it 汇总")
    @APIResponse(
            responseCode = "200",
            description = "The total and its rows 总计及各行",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Rollup.class)),
                @Content(
                        mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/pdf", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "304", ref = "NotModified")
    @APIResponse(responseCode = "400", ref = "InvalidParameter")
    @APIResponse(responseCode = "404", ref = "Absent")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    public Response rollup(
            @Parameter(required = true, example = "2025") @QueryParam("year") String yearText,
            @Parameter(description = "This or region 与 region 二选一", example = "440104019") @QueryParam("department")
                    String department,
            @Parameter(description = "This or department 与 department 二选一", example = "440104") @QueryParam("region")
                    String region,
            @Parameter(
                            description = "Rows; a department's total or the level below a region unless given 行的口径",
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "total",
                                                "department",
                                                "region",
                                                "fund-source",
                                                "funding",
                                                "unit"
                                            }))
                    @QueryParam("by")
                    String byName,
            @Parameter(
                            description = "Instead of Accept 代替 Accept",
                            schema = @Schema(enumeration = {"json", "xlsx", "pdf", "csv"}))
                    @QueryParam("format")
                    String formatName,
            @Context Request request,
            @Context HttpHeaders headers)
            throws JsonProcessingException {
        int year = Parameters.year(yearText);
        Area area = area(department, region);
        By by = by(byName, area);
        Format format = Format.of(formatName, request, FORMATS);
        Language language = format == Format.JSON ? Language.of(headers) : Language.CHINESE;
        Rollup rollup = snapshots
                .read(connection -> rollups.find(connection, year, area, by, language))
                .orElseThrow(() -> absent(area));
        return format == Format.JSON
                ? new Representation(format.type(), json.writeValueAsBytes(rollup)).answer(request)
                : files.answer(rollup, format, request);
    }

    private static Area area(String department, String region) {
        if ((department == null) == (region == null)) {
            throw Problem.parameter(
                    "region", Text.of("region 与 department 须且只须给出一个", "Give either region or department"));
        }
        return department == null
                ? new Area.Region(Parameters.region(region))
                : new Area.Department(Parameters.department("department", department));
    }

    private static By by(String name, Area area) {
        By by = name == null
                ? By.defaultFor(area)
                : By.named(name)
                        .orElseThrow(() ->
                                Problem.parameter("by", Text.of("by 只能是 %s", "by must be one of %s", By.parameters())));
        if (by == By.UNIT && area instanceof Area.Region) {
            throw Problem.parameter("by", Text.of("按单位汇总须给出 department", "Totals by unit are for one department"));
        }
        return by;
    }

    private static Problem absent(Area area) {
        return new Problem(ProblemCode.NOT_FOUND, Text.of("没有 %s 的任何数据", "There is nothing about %s", area.code()));
    }
}
