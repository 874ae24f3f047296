package org.jixiao.reporting.rollup;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
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

/** Totals at any level. What is published is open to everybody. */
@Path("/api/v1/rollups")
@PermitAll
@Tag(name = "rollups 汇总")
class RollupsResource {

    private static final Set<Format> FORMATS = EnumSet.complementOf(EnumSet.of(Format.HTML));

    private final ShownRollups shown;

    RollupsResource(ShownRollups shown) {
        this.shown = shown;
    }

    @GET
    @Operation(
            summary = "Totals of a unit, a department, or a region and all below it 汇总",
            description = "Each row has the way down to what it consists of; links lead up and on."
                    + " 每行有下钻的地址，links 通向上级和下一页。")
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
            @Parameter(required = true, example = "2025") @QueryParam("year") String year,
            @BeanParam AreaQuery area,
            @BeanParam SplitQuery split,
            @Parameter(
                            description = "Instead of Accept 代替 Accept",
                            schema = @Schema(enumeration = {"json", "xlsx", "pdf", "csv"}))
                    @QueryParam("format")
                    String formatName,
            @Context Request request,
            @Context HttpHeaders headers) {
        Question asked = split.question(Parameters.year(year), area.area(), Language.of(headers));
        Format format = Format.of(formatName, request, FORMATS);
        Question question = format == Format.JSON ? asked.inOneLanguage() : asked.forFile();
        return shown.answer(question, format, request).orElseThrow(() -> absent(question.area()));
    }

    private static Problem absent(Area area) {
        Text detail =
                switch (area) {
                    case Area.Region(String code) ->
                        Text.of("没有区划 %s：没有部门属于它", "There is no region %s: no department belongs to it", code);
                    case Area.Own(String code) ->
                        Text.of("没有区划 %s：没有部门属于它", "There is no region %s: no department belongs to it", code);
                    case Area.Department(String code) -> Text.of("没有部门 %s", "There is no department %s", code);
                    case Area.Unit(String code) -> Text.of("没有资金使用单位 %s", "There is no spending unit %s", code);
                };
        return new Problem(ProblemCode.NOT_FOUND, detail);
    }
}
