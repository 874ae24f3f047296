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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    /** A page of goals. */
    @Schema(name = "Goals")
    record GoalPage(
            List<GoalView> items, @Schema(nullable = true) String nextCursor) {}

    /** A page of the versions of a goal. */
    @Schema(name = "GoalVersions")
    record VersionPage(
            List<GoalVersionView> items,
            @Schema(nullable = true) String nextCursor) {}

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
    public GoalPage listGoals(
            @QueryParam("year") String year,
            @QueryParam("department") String department,
            @QueryParam("state") String state,
            @QueryParam("projectKnown") String projectKnown,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        Goals.Filter filter = new Goals.Filter(
                Scope.of(caller),
                new Parameter("year", year).number(),
                new Parameter("department", department).code(9),
                new Parameter("state", state).oneOf(GoalState.class),
                new Parameter("projectKnown", projectKnown).truth());
        Page.Request request = page(cursor, limit, "[0-9A-Z]{0,21}");
        Page<GoalView> page = goals.page(filter, request);
        return new GoalPage(page.items(), page.nextCursor());
    }

    @GET
    @Path(PROJECT)
    @RolesAllowed({"indicator.read", "indicator.write", "ops"})
    @Operation(summary = "The goal of a project 项目的绩效目标")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GoalView.class)))
    public Response getGoal(@PathParam("projectCode") String projectCode, @Context Request request) {
        GoalView goal = goals.find(projectCode, Scope.of(caller)).orElseThrow(Problem::notFound);
        EntityTag tag = tag(goal);
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
            @RequestBody(content = @Content(schema = @Schema(ref = "GoalBody"))) byte[] body,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws SQLException {
        Precondition precondition = Precondition.of(headers);
        GoalBody sent = GoalBody.read(body);
        StatedGoal stated = sent.stated(projectCode, precondition);
        var setter = new SettingGoal.Caller(caller.getPrincipal().getName(), Scope.of(caller), precondition);
        GoalView goal = setting.set(stated, setter, sent::locate);
        ResponseBuilder answer = goal.version() == 1 ? Response.created(uri.getAbsolutePath()) : Response.ok();
        return answer.entity(goal).tag(tag(goal)).build();
    }

    @GET
    @Path(PROJECT + "/history")
    @RolesAllowed({"indicator.read", "indicator.write", "ops"})
    @Operation(summary = "Every version of a goal, the latest first 绩效目标的历次版本")
    public VersionPage getGoalHistory(
            @PathParam("projectCode") String projectCode,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        if (goals.find(projectCode, Scope.of(caller)).isEmpty()) {
            throw Problem.notFound();
        }
        Page.Request request = page(cursor, limit, "[0-9]{0,18}");
        long below = request.after().isEmpty() ? Long.MAX_VALUE : Long.parseLong(request.after());
        Page<GoalVersionView> page = history.page(projectCode, below, request);
        return new VersionPage(page.items(), page.nextCursor());
    }

    /** The version; until its project is known with a 0 before it, because that the project comes makes no other version. */
    private static EntityTag tag(GoalView goal) {
        return new EntityTag((goal.projectKnown() ? "" : "0") + goal.version());
    }

    /** What is asked for; a cursor of another list is none. */
    private static Page.Request page(String cursor, String limit, String key) {
        Page.Request request = Page.Request.of(cursor, new Parameter("limit", limit).number());
        return new Page.Request(new Parameter("cursor", request.after()).matching(key), request.limit());
    }
}
