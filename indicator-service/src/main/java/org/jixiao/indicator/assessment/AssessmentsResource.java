package org.jixiao.indicator.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/** What was found out about projects: monitoring and self-evaluation. */
@Path("/api/v1/goals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assessments 监控和自评")
class AssessmentsResource {

    private static final String PROJECT = "{projectCode: [0-9]{8}[A-Z][0-9A-Z]{12}}";
    private static final String MONITORING = PROJECT + "/monitoring";
    private static final String ROUND = MONITORING + "/{month: [0-9]{1,9}}";
    private static final String SELF_EVALUATION = PROJECT + "/self-evaluation";

    private final Assessing assessing;
    private final SecurityIdentity caller;

    AssessmentsResource(Assessing assessing, SecurityIdentity caller) {
        this.assessing = assessing;
        this.caller = caller;
    }

    @GET
    @Path(PROJECT + "/assessment")
    @RolesAllowed({"indicator.read", "indicator.write", "ops"})
    @Operation(summary = "Monitoring and self-evaluation of a project together 项目的监控和自评")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AssessmentView.class)))
    public Response getAssessment(@PathParam("projectCode") String projectCode, @Context Request request)
            throws SQLException {
        Assessment assessment = assessing.read(projectCode, Scope.of(caller));
        return unlessSeen(request, assessment, AssessmentView.of(assessment));
    }

    @GET
    @Path(MONITORING)
    @RolesAllowed({"indicator.read", "indicator.write", "ops"})
    @Operation(summary = "The monitoring rounds of a project 项目的各次监控")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MonitoringView.class)))
    public Response getMonitoring(@PathParam("projectCode") String projectCode, @Context Request request)
            throws SQLException {
        Assessment assessment = assessing.read(projectCode, Scope.of(caller));
        return unlessSeen(request, assessment, MonitoringView.of(assessment));
    }

    @GET
    @Path(ROUND)
    @RolesAllowed({"indicator.read", "indicator.write", "ops"})
    @Operation(summary = "One monitoring round 一次监控")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RoundView.class)))
    public Response getMonitoringRound(
            @PathParam("projectCode") String projectCode, @PathParam("month") String month, @Context Request request)
            throws SQLException {
        int asked = month(month);
        Assessment assessment = assessing.read(projectCode, Scope.of(caller));
        return unlessSeen(request, assessment, RoundView.of(assessment, asked).orElseThrow(Problem::notFound));
    }

    @PUT
    @Path(ROUND)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("indicator.write")
    @Operation(summary = "State a whole monitoring round, first or again 填报或修改一次监控")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RoundView.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RoundView.class)))
    public Response putMonitoringRound(
            @PathParam("projectCode") String projectCode,
            @PathParam("month") String month,
            @RequestBody(content = @Content(schema = @Schema(ref = "MonitoringRoundBody"))) byte[] body,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws SQLException {
        int stated = month(month);
        Precondition precondition = Precondition.of(headers);
        JsonNode sent = AssessmentBody.ofRound(body, projectCode, stated, precondition);
        Assessment assessment = assessing.monitor(projectCode, stated, sent, writer(precondition));
        return saved(
                precondition, uri, assessment, RoundView.of(assessment, stated).orElseThrow());
    }

    @DELETE
    @Path(ROUND)
    @RolesAllowed("indicator.write")
    @Operation(summary = "Take a monitoring round back; answers with what is left 撤回一次监控，返回其余内容")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AssessmentView.class)))
    public Response deleteMonitoringRound(
            @PathParam("projectCode") String projectCode,
            @PathParam("month") String month,
            @Context HttpHeaders headers)
            throws SQLException {
        int takenBack = month(month);
        return left(assessing.takeBackRound(projectCode, takenBack, writer(Precondition.of(headers))));
    }

    @GET
    @Path(SELF_EVALUATION)
    @RolesAllowed({"indicator.read", "indicator.write", "ops"})
    @Operation(summary = "The self-evaluation of a project 项目的自评")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SelfEvaluationView.class)))
    public Response getSelfEvaluation(@PathParam("projectCode") String projectCode, @Context Request request)
            throws SQLException {
        Assessment assessment = assessing.read(projectCode, Scope.of(caller));
        return unlessSeen(request, assessment, SelfEvaluationView.of(assessment).orElseThrow(Problem::notFound));
    }

    @PUT
    @Path(SELF_EVALUATION)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("indicator.write")
    @Operation(summary = "State the whole self-evaluation, first or again 填报或修改自评")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SelfEvaluationView.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SelfEvaluationView.class)))
    public Response putSelfEvaluation(
            @PathParam("projectCode") String projectCode,
            @RequestBody(content = @Content(schema = @Schema(ref = "SelfEvaluationBody"))) byte[] body,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws SQLException {
        Precondition precondition = Precondition.of(headers);
        JsonNode sent = AssessmentBody.ofSelfEvaluation(body, projectCode, precondition);
        Assessment assessment = assessing.evaluate(projectCode, sent, writer(precondition));
        return saved(
                precondition, uri, assessment, SelfEvaluationView.of(assessment).orElseThrow());
    }

    @DELETE
    @Path(SELF_EVALUATION)
    @RolesAllowed("indicator.write")
    @Operation(summary = "Take the self-evaluation back; answers with what is left 撤回自评，返回其余内容")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AssessmentView.class)))
    public Response deleteSelfEvaluation(@PathParam("projectCode") String projectCode, @Context HttpHeaders headers)
            throws SQLException {
        return left(assessing.takeBackSelfEvaluation(projectCode, writer(Precondition.of(headers))));
    }

    private Assessing.Caller writer(Precondition precondition) {
        return new Assessing.Caller(caller.getPrincipal().getName(), Scope.of(caller), precondition);
    }

    private static Response unlessSeen(Request request, Assessment assessment, Object view) {
        EntityTag tag = tag(assessment);
        ResponseBuilder notModified = request.evaluatePreconditions(tag);
        return (notModified == null ? Response.ok(view) : notModified).tag(tag).build();
    }

    private static Response saved(Precondition precondition, UriInfo uri, Assessment assessment, Object view) {
        ResponseBuilder answer =
                switch (precondition) {
                    case Precondition.Absent _ -> Response.created(uri.getAbsolutePath());
                    case Precondition.Seen _ -> Response.ok();
                };
        return answer.entity(view).tag(tag(assessment)).build();
    }

    private static Response left(Assessment assessment) {
        return Response.ok(AssessmentView.of(assessment)).tag(tag(assessment)).build();
    }

    private static EntityTag tag(Assessment assessment) {
        return new EntityTag(Long.toString(assessment.version()));
    }

    private static int month(String month) {
        int number = Integer.parseInt(month);
        if (number < 1 || number > 12) {
            throw Problem.parameter("month", Text.of("月份为 1 至 12", "A month is from 1 to 12"));
        }
        return number;
    }
}
