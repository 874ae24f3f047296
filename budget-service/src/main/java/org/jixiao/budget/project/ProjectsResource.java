package org.jixiao.budget.project;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.budget.rule.Parameter;
import org.jixiao.budget.rule.Versions;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;

/** Projects: what each may spend. */
@Path("/api/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "projects 项目")
@RolesAllowed({"budget.read", "budget.write", "ops"})
class ProjectsResource {

    private static final String PROJECT = "{projectCode: [0-9]{8}[A-Z][0-9A-Z]{12}}";
    private static final JsonSchema BODY = JsonSchema.ofResource("/contracts/schemas/project-1.0.json");
    private static final int LONGEST_SEARCH = 100;

    private final Projects projects;
    private final SettingProject setting;
    private final SecurityIdentity caller;

    ProjectsResource(Projects projects, SettingProject setting, SecurityIdentity caller) {
        this.projects = projects;
        this.setting = setting;
        this.caller = caller;
    }

    /** One page of projects. */
    @Schema(name = "Projects")
    record ProjectPage(
            List<ProjectView> items,
            @Schema(nullable = true) String nextCursor) {}

    /** One page of a project's versions. */
    @Schema(name = "ProjectVersions")
    record HistoryPage(
            List<ProjectVersionView> items,
            @Schema(nullable = true) String nextCursor) {}

    @GET
    @Operation(summary = "Projects within the caller's scope, ordered by code 项目列表")
    public ProjectPage listProjects(
            @QueryParam("year") String year,
            @QueryParam("department") String department,
            @QueryParam("state") String state,
            @QueryParam("q") String q,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        ProjectFilter filter = new ProjectFilter(
                new Parameter("year", year).number(),
                new Parameter("department", department).code(9),
                new Parameter("state", state).oneOf(ProjectState.class),
                new Parameter("q", q).text(LONGEST_SEARCH));
        Page.Request request = Page.Request.of(cursor, new Parameter("limit", limit).number());
        Page<Project> page = Page.of(
                projects.find(filter, Scope.of(caller), request),
                request,
                project -> project.content().projectCode());
        return new ProjectPage(page.items().stream().map(ProjectView::of).toList(), page.nextCursor());
    }

    @GET
    @Path(PROJECT)
    @Operation(summary = "A project 项目")
    @APIResponseSchema(ProjectView.class)
    public Response getProject(@PathParam("projectCode") String projectCode, @Context Request request) {
        Project project = projects.find(projectCode, Scope.of(caller)).orElseThrow(Problem::notFound);
        return Versions.answer(request, project.version(), ProjectView.of(project));
    }

    @PUT
    @Path(PROJECT)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("budget.write")
    @Operation(
            summary = "Create a project or replace its state 新建或修改项目",
            description =
                    "新项目的代码须以部门所属区划或其上级区划开头，否则为 CODE_MISMATCH。"
                            + " The code of a new project begins with the department's region or one above it, else it is a CODE_MISMATCH.")
    @APIResponseSchema(ProjectView.class)
    public Response putProject(
            @PathParam("projectCode") String projectCode,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @RequestBody(content = @Content(schema = @Schema(ref = "ProjectBody"))) byte[] body)
            throws SQLException {
        Precondition precondition = Precondition.of(headers);
        Project project = setting.set(
                projectCode,
                BODY.readBody(body),
                precondition,
                Scope.of(caller),
                caller.getPrincipal().getName());
        return Versions.written(precondition, project.version(), ProjectView.of(project), uri.getRequestUri());
    }

    @GET
    @Path(PROJECT + "/history")
    @Operation(summary = "Every version of a project, the newest first 项目的历次版本")
    public HistoryPage getProjectHistory(
            @PathParam("projectCode") String projectCode,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        if (projects.find(projectCode, Scope.of(caller)).isEmpty()) {
            throw Problem.notFound();
        }
        Page.Request request = Page.Request.of(cursor, new Parameter("limit", limit).number());
        Integer before = new Parameter("cursor", request.after().isEmpty() ? null : request.after()).number();
        Page<LedgerEntry> page = Page.of(
                projects.history(projectCode, before == null ? Long.MAX_VALUE : before, request.limit()),
                request,
                entry -> Long.toString(entry.project().version()));
        return new HistoryPage(page.items().stream().map(ProjectVersionView::of).toList(), page.nextCursor());
    }
}
