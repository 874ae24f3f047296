package org.jixiao.reporting.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.idempotency.Answer;
import org.jixiao.platform.idempotency.Posted;
import org.jixiao.platform.problem.Asked;
import org.jixiao.platform.problem.JsonSchema;

/** Generations of the read model: filled from the topics' beginnings beside the live one, compared, switched to and back. */
@Path("/api/v1/projections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "projections 读模型")
@RolesAllowed("ops")
class ProjectionsResource {

    private static final String NUMBER = "{generation: [1-9][0-9]{0,8}}";
    private static final JsonSchema BODY = JsonSchema.ofResource("/contracts/schemas/activation-1.0.json");

    private static final int LONGEST_REASON = 1000;
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final Rebuilding rebuilding;
    private final ObjectMapper json;
    private final SecurityIdentity caller;

    ProjectionsResource(Rebuilding rebuilding, ObjectMapper json, SecurityIdentity caller) {
        this.rebuilding = rebuilding;
        this.json = json;
        this.caller = caller;
    }

    /** The generations that have not been dropped. */
    @Schema(name = "Projections")
    record All(List<Projection> projections) {}

    /** Whether it is wanted although it has not caught up or is not equal, and why. */
    @Schema(name = "ActivationBody")
    record ActivationBody(
            @Schema(nullable = true) Boolean force,
            @Schema(nullable = true) String reason) {}

    @GET
    @Operation(summary = "The generations of the read model 读模型的各代")
    public All listProjections() throws SQLException {
        return new All(rebuilding.all());
    }

    @POST
    @Operation(summary = "Start a rebuild: a new generation, filled from the topics' beginnings 开始重建")
    @APIResponseSchema(value = Projection.class, responseCode = "201")
    @APIResponse(responseCode = "409", description = "已有一代正在填充 Another is being filled")
    @APIResponse(responseCode = "422", description = "Idempotency-Key 已用于另一个请求 The key came with another body")
    public Response startRebuild(@BeanParam Posted.Header header, @Context UriInfo uri) throws SQLException {
        return rebuilding
                .start(
                        Posted.by(caller, uri, header, null),
                        started -> answer(
                                Response.Status.CREATED,
                                uri.getAbsolutePathBuilder()
                                        .path(Integer.toString(started.generation()))
                                        .build()
                                        .toString(),
                                started))
                .response();
    }

    @GET
    @Path(NUMBER)
    @Operation(summary = "A generation, how far it has come and what the comparison found 一代的进度与比较结果")
    @APIResponseSchema(Projection.class)
    @APIResponse(responseCode = "404", description = "没有这一代 There is no such generation")
    public Projection getProjection(@PathParam("generation") int number) throws SQLException {
        return rebuilding.find(number);
    }

    @POST
    @Path(NUMBER + "/activation")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "Let readers see this generation, also to go back 切换到这一代，也用于回退")
    @APIResponseSchema(Projection.class)
    @APIResponse(responseCode = "404", description = "没有这一代 There is no such generation")
    @APIResponse(
            responseCode = "409",
            description = "已是当前的、尚未追上、近期未比较或不相等 It is live, has not caught up, was not compared lately or is not equal")
    @APIResponse(responseCode = "422", description = "Idempotency-Key 已用于另一个请求 The key came with another body")
    public Response activateProjection(
            @PathParam("generation") int number,
            @BeanParam Posted.Header header,
            @Context UriInfo uri,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ActivationBody.class)))
                    byte[] body)
            throws SQLException {
        JsonNode wanted = BODY.readBody(body == null || body.length == 0 ? NOTHING : body);
        return rebuilding
                .activate(
                        number,
                        wanted.path("force").booleanValue(),
                        wanted.path("reason").textValue(),
                        Posted.by(caller, uri, header, body),
                        activated -> answer(Response.Status.OK, null, activated))
                .response();
    }

    @DELETE
    @Path(NUMBER)
    @Operation(summary = "Drop a generation that is not live, or live for another version alone 删除不是当前的、或仅为另一版本当前的一代")
    @APIResponse(responseCode = "204", description = "已删除 Dropped")
    @APIResponse(responseCode = "400", description = "reason 的取值无效 The reason has a value that cannot be")
    @APIResponse(responseCode = "404", description = "没有这一代 There is no such generation")
    @APIResponse(
            responseCode = "409",
            description = "是当前的，或是另一版本当前的而没有理由 It is live, or live for another version and there is no reason")
    public void dropProjection(
            @PathParam("generation") int number,
            @Parameter(
                            description = "删除另一版本当前的一代须说明理由 Why what is live for another version is no longer wanted",
                            schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST_REASON))
                    @QueryParam("reason")
                    String reason)
            throws SQLException {
        rebuilding.drop(
                number,
                new Asked("reason", reason).text(LONGEST_REASON),
                caller.getPrincipal().getName());
    }

    private Answer answer(Response.Status status, String location, Projection projection) {
        return Answer.of(status.getStatusCode(), location, null, projection, json);
    }
}
