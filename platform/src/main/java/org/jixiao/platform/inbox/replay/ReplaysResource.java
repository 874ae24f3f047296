package org.jixiao.platform.inbox.replay;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.idempotency.Posted;
import org.jixiao.platform.idempotency.Posting;
import org.jixiao.platform.problem.Asked;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;

/** Puts dead letters through once more, when two people want it. */
@Path("/api/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "replays 死信重放")
@RolesAllowed("event.admin")
class ReplaysResource {

    private static final String ID = "{replayId: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}";
    private static final JsonSchema BODY = JsonSchema.ofResource("/contracts/platform/replay-1.0.json");
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private static final ProblemCode NOTHING_TO_REPLAY = new ProblemCode(
            "NOTHING_TO_REPLAY",
            409,
            Text.of("没有可重放的死信，或已尝试 5 次", "There is no dead letter to replay, or it was tried 5 times"));

    private final Replays replays;
    private final Posting posting;
    private final SecurityIdentity caller;

    ReplaysResource(Replays replays, Posting posting, SecurityIdentity caller) {
        this.replays = replays;
        this.posting = posting;
        this.caller = caller;
    }

    /** One page of replays. */
    @Schema(name = "Replays")
    record ReplayPage(
            List<Replay> replays, @Schema(nullable = true) String nextCursor) {}

    /** One page of the letters of a replay. */
    @Schema(name = "ReplayItems")
    record ItemPage(
            List<ReplayItem> items, @Schema(nullable = true) String nextCursor) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ask for a replay of one dead letter, or of all open ones of a code 申请重放")
    @APIResponseSchema(value = Replay.class, responseCode = "201")
    @APIResponse(responseCode = "409", description = "没有可重放的死信 There is no dead letter to replay")
    @APIResponse(responseCode = "422", description = "Idempotency-Key 已用于另一个请求体 The key came with another body")
    public Response requestReplay(
            @BeanParam Posted.Header header,
            @Context UriInfo uri,
            @RequestBody(content = @Content(schema = @Schema(implementation = Wanted.class))) byte[] body)
            throws SQLException {
        Wanted wanted = Wanted.of(BODY.readBody(body));
        return posting.answer(Posted.by(caller, uri, header, body), () -> requested(uri, wanted));
    }

    @GET
    @Operation(summary = "Replays, the newest first 重放列表")
    public ReplayPage listReplays(
            @Parameter(description = "状态 / state", schema = @Schema(implementation = ReplayState.class))
                    @QueryParam("state")
                    String state,
            @Parameter(description = "上一页的 nextCursor / nextCursor of the page before") @QueryParam("cursor")
                    String cursor,
            @Parameter(
                            description = "每页条数，默认 100 / items per page, 100 unless told",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500"))
                    @QueryParam("limit")
                    String limit)
            throws SQLException {
        String wanted = new Asked("state", state).oneOf(ReplayState.class);
        Page.Request request = Page.Request.of(cursor, new Asked("limit", limit).number());
        Page<Replay> page =
                Page.of(replays.find(wanted, Asked.after(request, LAST), request.limit()), request, Replay::replayId);
        return new ReplayPage(page.items(), page.nextCursor());
    }

    @GET
    @Path(ID)
    @Operation(summary = "A replay and how far it has come 重放及进度")
    public Replay getReplay(@PathParam("replayId") String id) throws SQLException {
        return found(UUID.fromString(id));
    }

    @GET
    @Path(ID + "/items")
    @Operation(summary = "The dead letters of a replay with their outcomes 重放的死信及结果")
    public ItemPage listReplayItems(
            @PathParam("replayId") String id,
            @Parameter(description = "上一页的 nextCursor / nextCursor of the page before") @QueryParam("cursor")
                    String cursor,
            @Parameter(
                            description = "每页条数，默认 100 / items per page, 100 unless told",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500"))
                    @QueryParam("limit")
                    String limit)
            throws SQLException {
        Page.Request request = Page.Request.of(cursor, new Asked("limit", limit).number());
        Replay replay = found(UUID.fromString(id));
        Page<ReplayItem> page = Page.of(
                replays.items(UUID.fromString(replay.replayId()), Asked.after(request, 0), request.limit()),
                request,
                item -> Long.toString(item.deadLetterId()));
        return new ItemPage(page.items(), page.nextCursor());
    }

    @POST
    @Path(ID + "/approval")
    @Operation(summary = "Approve a replay that somebody else asked for 批准重放")
    @APIResponseSchema(value = Replay.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "重放已不在等待批准 The replay no longer waits for approval")
    @APIResponse(responseCode = "422", description = "Idempotency-Key 已用于另一个请求体 The key came with another body")
    public Response approveReplay(
            @PathParam("replayId") String id, @BeanParam Posted.Header header, @Context UriInfo uri)
            throws SQLException {
        return posting.answer(Posted.by(caller, uri, header, null), () -> approved(UUID.fromString(id)));
    }

    @DELETE
    @Path(ID)
    @Operation(summary = "Withdraw a replay that nobody has approved yet 撤回重放申请")
    @APIResponse(responseCode = "204", description = "已撤回 Withdrawn")
    @APIResponse(responseCode = "409", description = "重放已被批准或撤回 The replay was approved or withdrawn before")
    public void withdrawReplay(@PathParam("replayId") String id) throws SQLException {
        found(UUID.fromString(id));
        if (!replays.withdraw(UUID.fromString(id))) {
            throw new Problem(ProblemCode.WRONG_STATE, ProblemCode.WRONG_STATE.title());
        }
    }

    private Response requested(UriInfo uri, Wanted wanted) throws SQLException {
        UUID id = replays.request(wanted, name())
                .orElseThrow(() -> new Problem(NOTHING_TO_REPLAY, NOTHING_TO_REPLAY.title()));
        return Response.created(uri.getAbsolutePathBuilder().path(id.toString()).build())
                .entity(found(id))
                .build();
    }

    private Response approved(UUID id) throws SQLException {
        if (found(id).requestedBy().equals(name())) {
            throw new Problem(ProblemCode.SAME_PERSON, Text.of("申请人不能批准自己的重放", "Whoever asked cannot approve"));
        }
        if (!replays.approve(id, name())) {
            throw new Problem(ProblemCode.WRONG_STATE, ProblemCode.WRONG_STATE.title());
        }
        return Response.accepted(found(id)).build();
    }

    private Replay found(UUID id) throws SQLException {
        return replays.find(id).orElseThrow(Problem::notFound);
    }

    private String name() {
        return caller.getPrincipal().getName();
    }
}
