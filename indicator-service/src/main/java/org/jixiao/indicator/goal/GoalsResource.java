package org.jixiao.indicator.goal;

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
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;

/** The goals of projects. */
@Path("/api/v1/goals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "goals 绩效目标")
class GoalsResource {

    private static final String PROJECT = "{projectCode: [0-9]{8}[A-Z][0-9A-Z]{12}}";

    private final Goals goals;
    private final GoalHistory history;
    private final SettingGoal setting;
    private final SecurityIdentity caller;

    GoalsResource(Goals goals, GoalHistory history, SettingGoal setting, SecurityIdentity caller) {
        this.goals = goals;
        this.history = history;
        this.setting = setting;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({"indicator.read", "indicator.write", "ops"})
    @Operation(summary = "Goals by project code 绩效目标清单")
    public Page<GoalView> listGoals(
            @Parameter(example = "2025") @QueryParam("year") String year,
            @Parameter(example = "440104019") @QueryParam("department") String department,
            @Parameter(schema = @Schema(implementation = GoalState.class)) @QueryParam("state") String state,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("projectKnown") String projectKnown,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        return goals.page(
                GoalParameters.filter(Scope.of(caller), year, department, state, projectKnown),
                GoalParameters.page(cursor, limit));
    }

    @GET
    @Path(PROJECT)
    @RolesAllowed({"indicator.read", "indicator.write", "ops"})
    @Operation(summary = "The goal of a project 项目的绩效目标")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GoalView.class)))
    public Response getGoal(@PathParam("projectCode") String projectCode, @Context Request request) {
        GoalView goal = goals.find(projectCode, Scope.of(caller)).orElseThrow(Problem::notFound);
        EntityTag tag = new EntityTag(Long.toString(goal.version()));
        ResponseBuilder notModified = request.evaluatePreconditions(tag);
        return (notModified == null ? Response.ok(goal) : notModified).tag(tag).build();
    }

    @PUT
    @Path(PROJECT)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("indicator.write")
    @Operation(summary = "State the whole goal of a project, first or again 填报或调整绩效目标")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GoalView.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = GoalView.class)))
    public Response putGoal(
            @PathParam("projectCode") String projectCode,
            @RequestBody(content = @Content(schema = @Schema(implementation = GoalView.class))) byte[] body,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws SQLException {
        Precondition precondition = Precondition.of(headers);
        GoalBody sent = GoalBody.read(body);
        StatedGoal stated = sent.stated(projectCode, precondition);
        var setter = new SettingGoal.Caller(caller.getPrincipal().getName(), Scope.of(caller), precondition);
        GoalView goal = setting.set(stated, setter, sent::locate);
        ResponseBuilder answer = goal.version() == 1 ? Response.created(uri.getAbsolutePath()) : Response.ok();
        return answer.entity(goal)
                .tag(new EntityTag(Long.toString(goal.version())))
                .build();
    }

    @GET
    @Path(PROJECT + "/history")
    @RolesAllowed({"indicator.read", "indicator.write", "ops"})
    @Operation(summary = "Every version of a goal, the latest first 绩效目标的历次版本")
    public Page<GoalVersionView> getGoalHistory(
            @PathParam("projectCode") String projectCode,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        goals.find(projectCode, Scope.of(caller)).orElseThrow(Problem::notFound);
        Page.Request request = GoalParameters.page(cursor, limit);
        return history.page(projectCode, GoalParameters.version(request.after()), request);
    }
}
