package org.jixiao.reporting.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.Parameters;
import org.jixiao.reporting.answer.Representation;
import org.jixiao.reporting.answer.Snapshots;

/** Lamps and grades beside the table, which the official form has no columns for. */
@Path("/api/v1/assessments")
@PermitAll
@Tag(name = "assessments 监控和自评")
class AssessmentsResource {

    private final AssessedProjects projects;
    private final Snapshots snapshots;
    private final ObjectMapper json;

    AssessmentsResource(AssessedProjects projects, Snapshots snapshots, ObjectMapper json) {
        this.projects = projects;
        this.snapshots = snapshots;
        this.json = json;
    }

    @GET
    @Operation(summary = "Lamps, points and grades of a department's projects 部门各项目的监控灯、自评得分和等级")
    @APIResponse(
            responseCode = "200",
            description = "Project by project 逐个项目",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DepartmentAssessments.class)))
    @APIResponse(responseCode = "304", ref = "NotModified")
    @APIResponse(responseCode = "400", ref = "InvalidParameter")
    @APIResponse(responseCode = "404", ref = "Absent")
    public Response assessments(
            @Parameter(required = true, example = "2025") @QueryParam("year") String yearText,
            @Parameter(required = true, example = "440104019") @QueryParam("department") String department,
            @Context Request request)
            throws JsonProcessingException {
        int year = Parameters.year(yearText);
        String code = Parameters.department("department", department);
        DepartmentAssessments found = snapshots.read(connection -> {
            if (KeptTotals.of(connection, year, code).totals().projectCount() == 0) {
                throw absent(year, code);
            }
            return DepartmentAssessments.of(year, code, projects.find(connection, year, code));
        });
        return Representation.of(Format.JSON.type(), json.writeValueAsBytes(found))
                .answer(request);
    }

    private static Problem absent(int year, String department) {
        return new Problem(
                ProblemCode.NOT_FOUND,
                Text.of("部门 %s 在 %d 年度没有项目", "Department %s has no projects in %d", department, year));
    }
}
