package org.jixiao.reporting.goaltable;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
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

/** The table of a department and year. What is published is open to everybody. */
@Path("/api/v1/goal-tables/{year}/{departmentCode}")
@PermitAll
@Tag(name = "goal tables 绩效目标表")
class GoalTablesResource {

    private final ShownTables shown;

    GoalTablesResource(ShownTables shown) {
        this.shown = shown;
    }

    @GET
    @Operation(summary = "The table of a department and year 绩效目标表")
    @APIResponse(
            responseCode = "200",
            description = "The table 绩效目标表",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = GoalTable.class)),
                @Content(mediaType = "text/html", schema = @Schema(type = SchemaType.STRING)),
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
    public Response goalTable(
            @Parameter(example = "2025") @PathParam("year") String yearText,
            @Parameter(example = "440104019") @PathParam("departmentCode") String departmentCode,
            @Parameter(
                            description = "Instead of Accept 代替 Accept",
                            schema = @Schema(enumeration = {"json", "html", "xlsx", "pdf", "csv"}))
                    @QueryParam("format")
                    String formatName,
            @Context Request request,
            @Context HttpHeaders headers) {
        int year = Parameters.year(yearText);
        String code = Parameters.department("departmentCode", departmentCode);
        Format format = Format.of(formatName, request, EnumSet.allOf(Format.class));
        return shown.answer(year, code, format, Language.of(headers), request).orElseThrow(() -> absent(year, code));
    }

    private static Problem absent(int year, String departmentCode) {
        return new Problem(
                ProblemCode.NOT_FOUND,
                Text.of(
                        "部门 %s 在 %d 年度没有项目，也没有绩效目标",
                        "Department %s has neither projects nor goals in %d", departmentCode, year));
    }
}
