package org.jixiao.platform.inbox.gap;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.idempotency.Posted;
import org.jixiao.platform.idempotency.Posting;
import org.jixiao.platform.problem.Asked;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;

/** Revisions that sending systems have skipped. */
@Path("/api/v1/gaps")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "gaps 缺口")
@RolesAllowed({"event.admin", "ops", "${jixiao.intake.reader:event.admin}"})
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class GapsResource {

    private static final JsonSchema GIVING_UP = JsonSchema.ofResource("/contracts/platform/giving-up-1.0.json");
    private static final int LONGEST = 200;

    private final Gaps gaps;
    private final Posting posting;
    private final SecurityIdentity caller;

    GapsResource(Gaps gaps, Posting posting, SecurityIdentity caller) {
        this.gaps = gaps;
        this.posting = posting;
        this.caller = caller;
    }

    /** One page of gaps. */
    @Schema(name = "Gaps")
    record GapPage(
            List<GapView> gaps, @Schema(nullable = true) String nextCursor) {}

    /** Why nobody waits any longer. */
    @Schema(name = "GivingUpBody")
    record GivingUp(String reason) {}

    @GET
    @Operation(summary = "Revisions that were skipped, the oldest gap first 版本缺口列表")
    public GapPage listGaps(
            @Parameter(description = "报送系统 / sending system") @QueryParam("sender") String sender,
            @Parameter(description = "项目代码 / project code") @QueryParam("projectCode") String projectCode,
            @Parameter(description = "状态 / state", schema = @Schema(implementation = GapState.class))
                    @QueryParam("state")
                    String state,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit)
            throws SQLException {
        Gaps.Filter filter = new Gaps.Filter(
                new Asked("sender", sender).text(LONGEST),
                new Asked("projectCode", projectCode).text(LONGEST),
                new Asked("state", state).oneOf(GapState.class));
        Page.Request request = Page.Request.of(cursor, new Asked("limit", limit).number());
        Page<GapView> page = Page.of(
                gaps.find(filter, Scope.patternsFor(caller), Asked.after(request, 0), request.limit()),
                request,
                gap -> Long.toString(gap.gapId()));
        return new GapPage(page.items(), page.nextCursor());
    }

    @POST
    @Path("{gapId: [0-9]{1,18}}/giving-up")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("event.admin")
    @APIResponseSchema(GapView.class)
    @APIResponse(responseCode = "409", description = "缺口已不再打开 The gap is no longer open")
    @Operation(summary = "Wait no longer for the missing revisions 放弃等待缺失的版本")
    public Response giveUpGap(
            @PathParam("gapId") long gapId,
            @BeanParam Posted.Header header,
            @Context UriInfo uri,
            @RequestBody(content = @Content(schema = @Schema(implementation = GivingUp.class))) byte[] body)
            throws SQLException {
        JsonNode stated = GIVING_UP.readBody(body);
        return posting.answer(
                Posted.by(caller, uri, header, body),
                () -> Response.ok(givenUp(gapId, stated.get("reason").asText())).build());
    }

    private GapView givenUp(long gapId, String reason) throws SQLException {
        GapView before = gaps.find(gapId).orElseThrow(Problem::notFound);
        if (!gaps.giveUp(gapId, caller.getPrincipal().getName(), reason)) {
            throw new Problem(ProblemCode.WRONG_STATE, ProblemCode.WRONG_STATE.title());
        }
        return gaps.find(before.gapId()).orElseThrow(Problem::notFound);
    }
}
