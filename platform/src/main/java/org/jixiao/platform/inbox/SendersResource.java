package org.jixiao.platform.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
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
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/** The registry of sending systems, for operators. */
@Path("/api/v1/senders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "senders 报送系统")
@RolesAllowed("ops")
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class SendersResource {

    private static final String SENDER = "{sender: [a-z0-9-]{1,60}}";
    private static final String RETIREMENT = SENDER + "/retirement";
    private static final JsonSchema SENDER_BODY = JsonSchema.ofResource("/contracts/platform/sender-1.0.json");
    private static final JsonSchema RETIREMENT_BODY = JsonSchema.ofResource("/contracts/platform/retirement-1.0.json");

    private final Senders senders;
    private final RegisteringSender registering;
    private final Posting posting;
    private final SecurityIdentity caller;

    SendersResource(Senders senders, RegisteringSender registering, Posting posting, SecurityIdentity caller) {
        this.senders = senders;
        this.registering = registering;
        this.posting = posting;
        this.caller = caller;
    }

    /** One page of senders, by name. */
    @Schema(name = "Senders")
    record SenderPage(
            List<Sender> senders, @Schema(nullable = true) String nextCursor) {}

    /** What an operator says about a sender. */
    @Schema(name = "SenderBody")
    record SenderBody(
            @Schema(nullable = true) String sender,
            @Schema(nullable = true) String name,
            @Schema(nullable = true) String contact,
            @Schema(required = true) List<Sender.Grant> regions) {}

    /** Why, and since when: today, unless an earlier day is given. */
    @Schema(name = "SenderRetirementBody")
    record RetirementBody(
            @Schema(required = true) String reason,
            @Schema(nullable = true) LocalDate from) {}

    @GET
    @Operation(summary = "The sending systems, retired ones included 报送系统列表")
    public SenderPage listSenders(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit)
            throws SQLException {
        Page.Request request = Page.Request.of(cursor, number(limit));
        Page<Sender> page = Page.of(senders.page(request), request, Sender::sender);
        return new SenderPage(page.items(), page.nextCursor());
    }

    @GET
    @Path(SENDER)
    @Operation(summary = "A sending system and the regions it may speak for 报送系统及其授权区划")
    @APIResponseSchema(Sender.class)
    public Response getSender(@PathParam("sender") String name, @Context Request request) throws SQLException {
        Sender sender = senders.find(name).orElseThrow(Problem::notFound);
        ResponseBuilder unchanged = request.evaluatePreconditions(tag(sender));
        return unchanged != null ? unchanged.tag(tag(sender)).build() : answer(Response.ok(), sender);
    }

    @PUT
    @Path(SENDER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Register a sending system with its topics and access, or change it 登记或修改报送系统",
            description =
                    "建立它在本服务的上报和回执主题，并授权名称相同的 Kafka 用户。"
                            + " Creates its inbound and result topic of this service and lets the Kafka user of the same name in.")
    @APIResponseSchema(Sender.class)
    @APIResponse(
            responseCode = "201",
            description = "已新建 Created",
            content = @Content(schema = @Schema(implementation = Sender.class)))
    public Response putSender(
            @PathParam("sender") String name,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @RequestBody(content = @Content(schema = @Schema(implementation = SenderBody.class))) byte[] body)
            throws SQLException {
        Precondition precondition = Precondition.of(headers);
        Sender sender = registering.register(name, SENDER_BODY.readBody(body), precondition, callerName());
        return answer(
                precondition instanceof Precondition.Absent ? Response.created(uri.getRequestUri()) : Response.ok(),
                sender);
    }

    @POST
    @Path(RETIREMENT)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Let a sending system report no more 停用报送系统",
            description = "此后它的事件被拒绝，也不能再写入；仍可读取回执。"
                    + " From now on its events are rejected and it may not write; it may still read its results.")
    @APIResponseSchema(Sender.class)
    public Response retireSender(
            @PathParam("sender") String name,
            @BeanParam Posted.Header header,
            @Context UriInfo uri,
            @RequestBody(content = @Content(schema = @Schema(implementation = RetirementBody.class))) byte[] body)
            throws SQLException {
        JsonNode why = RETIREMENT_BODY.readBody(body);
        Response retired = posting.answer(
                Posted.by(caller, uri, header, body),
                () -> answer(Response.ok(), registering.retire(name, why, callerName())));
        registering.shutOut(name);
        return retired;
    }

    @DELETE
    @Path(RETIREMENT)
    @Operation(summary = "Take a retirement back 撤销停用")
    @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            description = "所见版本的 ETag / the ETag that was seen",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponseSchema(Sender.class)
    @APIResponse(responseCode = "412", description = "已被他人修改 Changed in the meantime")
    @APIResponse(responseCode = "428", description = "缺少前提条件 The precondition is missing")
    public Response reinstateSender(@PathParam("sender") String name, @Context HttpHeaders headers)
            throws SQLException {
        return answer(Response.ok(), registering.reinstate(name, Precondition.of(headers), callerName()));
    }

    private String callerName() {
        return caller.getPrincipal().getName();
    }

    private static Response answer(ResponseBuilder answer, Sender sender) {
        return answer.entity(sender).tag(tag(sender)).build();
    }

    private static EntityTag tag(Sender sender) {
        return new EntityTag(Long.toString(sender.version()));
    }

    private static Integer number(String limit) {
        if (limit == null) {
            return null;
        }
        try {
            return Integer.valueOf(limit);
        } catch (NumberFormatException e) {
            throw Problem.parameter("limit", Text.of("limit 须是整数", "limit must be a whole number"));
        }
    }
}
