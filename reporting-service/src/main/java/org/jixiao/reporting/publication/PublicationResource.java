package org.jixiao.reporting.publication;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import jakarta.ws.rs.core.UriInfo;
import java.sql.Connection;
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
import org.jixiao.platform.idempotency.FirstAnswers;
import org.jixiao.platform.idempotency.Posted;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Transactions;

/** One publication: what it says, what has become different since, and its steps. */
@Path("/api/v1/publications/{number}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "publications 公开")
class PublicationResource {

    private static final JsonSchema CERTIFY = JsonSchema.ofResource("/contracts/schemas/certification-1.0.json");
    private static final JsonSchema REVERT = JsonSchema.ofResource("/contracts/schemas/reversion-1.0.json");

    private final Publishing publishing;
    private final PublicationReading reading;
    private final ShownDifferences differences;
    private final FirstAnswers firstAnswers;
    private final Transactions transactions;
    private final ObjectMapper json;
    private final SecurityIdentity caller;

    PublicationResource(
            Publishing publishing,
            PublicationReading reading,
            ShownDifferences differences,
            FirstAnswers firstAnswers,
            Transactions transactions,
            ObjectMapper json,
            SecurityIdentity caller) {
        this.publishing = publishing;
        this.reading = reading;
        this.differences = differences;
        this.firstAnswers = firstAnswers;
        this.transactions = transactions;
        this.json = json;
        this.caller = caller;
    }

    /** A step of the publication, by somebody who may see it. */
    private interface Taking {
        void take(Connection connection, Kept publication) throws SQLException;
    }

    /** How a publication is certified. */
    @Schema(name = "CertificationBody")
    record CertificationBody(List<Waiver> waivers) {}

    /** Why a publication is reverted. */
    @Schema(name = "ReversionBody")
    record ReversionBody(String reason) {}

    @GET
    @PermitAll
    @Operation(summary = "A publication and its history; without a role when it is public 一次公开")
    @APIResponseSchema(PublicationView.class)
    @APIResponse(responseCode = "304", ref = "NotModified")
    @APIResponse(responseCode = "404", ref = "Absent")
    public Response getPublication(@PathParam("number") String number, @Context Request request) {
        Reader reader = Reader.of(caller);
        PublicationReading.Seen seen = reading.find(number, reader);
        EntityTag tag = new EntityTag(seen.tag());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null ? unchanged : Response.ok(seen.view());
        Reader.headers(reader.knowsPersons(seen.view().summary().departmentCode()))
                .forEach(answer::header);
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }

    @GET
    @Path("differences")
    @PermitAll
    @Operation(summary = "What differs since, in the table as it stands or in another publication of it 差异")
    @APIResponseSchema(Differences.class)
    @APIResponse(responseCode = "304", ref = "NotModified")
    @APIResponse(responseCode = "400", ref = "InvalidParameter")
    @APIResponse(responseCode = "404", ref = "Absent")
    public Response getDifferences(
            @PathParam("number") String number,
            @Parameter(description = "另一次公开的编号；不给则与现在的表比 / another publication; without it the table as it stands")
                    @QueryParam("against")
                    String against,
            @Context Request request) {
        Reader reader = Reader.of(caller);
        Kept before = reading.visible(number, reader);
        Kept after = against == null ? null : reading.visible(against, reader);
        if (after != null && !before.isOfSameTable(after)) {
            throw Problem.parameter(
                    "against", Text.of("against 须是同一部门、同一年度的公开", "against must be of the same department and year"));
        }
        return differences.answer(
                before, after, reader.knowsPersons(before.summary().departmentCode()), request);
    }

    @POST
    @Path("certification")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("report.certify")
    @Operation(
            summary = "Put a publication in force that somebody else made; each error needs a waiver of its own 审定公开")
    @APIResponseSchema(PublicationView.class)
    @APIResponse(responseCode = "400", ref = "InvalidParameter")
    @APIResponse(responseCode = "404", ref = "Absent")
    @APIResponse(
            responseCode = "409",
            description =
                    "状态不允许，或有未放行的错误：pointer 指公开的 findings 之一 "
                            + "The state does not allow it, or errors are not waived: pointers are of findings of the publication")
    @APIResponse(responseCode = "412", description = "已有别的步骤 There was another step in the meantime")
    @APIResponse(
            responseCode = "422",
            description = "放行不指向一个错误，或 Idempotency-Key 已用于另一个请求 "
                    + "A waiver does not name one error, or the key came with another body")
    @APIResponse(responseCode = "428", description = "缺少 If-Match If-Match is missing")
    public Response certifyPublication(
            @PathParam("number") String number,
            @Parameter(description = "所见的 ETag / the ETag that was seen") @HeaderParam(HttpHeaders.IF_MATCH)
                    String ifMatch,
            @BeanParam Posted.Header header,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = CertificationBody.class)))
                    byte[] body) {
        Precondition precondition = Precondition.of(headers);
        List<Waiver> waivers = Waiver.of(CERTIFY.readBody(body));
        return stepped(
                Posted.by(caller, uri, header, body),
                number,
                (connection, seen) -> publishing.certify(connection, seen, precondition, waivers, name()));
    }

    @POST
    @Path("reversion")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"report.publish", "report.certify"})
    @Operation(summary = "Take a publication back; one in force by who may certify 撤回公开")
    @APIResponseSchema(PublicationView.class)
    @APIResponse(responseCode = "400", ref = "InvalidParameter")
    @APIResponse(responseCode = "404", ref = "Absent")
    @APIResponse(responseCode = "409", description = "状态不允许 The state does not allow it")
    @APIResponse(responseCode = "412", description = "已有别的步骤 There was another step in the meantime")
    @APIResponse(responseCode = "422", description = "Idempotency-Key 已用于另一个请求 The key came with another body")
    @APIResponse(responseCode = "428", description = "缺少 If-Match If-Match is missing")
    public Response revertPublication(
            @PathParam("number") String number,
            @Parameter(description = "所见的 ETag / the ETag that was seen") @HeaderParam(HttpHeaders.IF_MATCH)
                    String ifMatch,
            @BeanParam Posted.Header header,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ReversionBody.class)))
                    byte[] body) {
        Precondition precondition = Precondition.of(headers);
        String reason = REVERT.readBody(body).get("reason").asText();
        boolean certifies = caller.hasRole("report.certify");
        return stepped(
                Posted.by(caller, uri, header, body),
                number,
                (connection, seen) -> publishing.revert(connection, seen, precondition, reason, certifies, name()));
    }

    private Response stepped(Posted posted, String number, Taking step) {
        return transactions
                .run(connection -> firstAnswers.once(connection, posted, () -> {
                    step.take(connection, inScope(connection, number));
                    return reading.find(connection, number).orElseThrow().answer(Response.Status.OK, null, json);
                }))
                .response();
    }

    private Kept inScope(Connection connection, String number) throws SQLException {
        return reading.kept(connection, number)
                .filter(kept -> Scope.of(caller).covers(kept.summary().departmentCode()))
                .orElseThrow(Problem::notFound);
    }

    private String name() {
        return caller.getPrincipal().getName();
    }
}
