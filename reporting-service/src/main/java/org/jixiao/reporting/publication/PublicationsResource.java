package org.jixiao.reporting.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.idempotency.Answer;
import org.jixiao.platform.idempotency.FirstAnswers;
import org.jixiao.platform.idempotency.Posted;
import org.jixiao.platform.problem.Asked;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Parameters;
import org.jixiao.reporting.answer.Transactions;

/** Publishes tables, and lists what was published. */
@Path("/api/v1/publications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "publications 公开")
class PublicationsResource {

    private static final JsonSchema PUBLISH = JsonSchema.ofResource("/contracts/schemas/publication-1.0.json");

    private final Publishing publishing;
    private final PublicationReading reading;
    private final FirstAnswers firstAnswers;
    private final Transactions transactions;
    private final ObjectMapper json;
    private final SecurityIdentity caller;

    PublicationsResource(
            Publishing publishing,
            PublicationReading reading,
            FirstAnswers firstAnswers,
            Transactions transactions,
            ObjectMapper json,
            SecurityIdentity caller) {
        this.publishing = publishing;
        this.reading = reading;
        this.firstAnswers = firstAnswers;
        this.transactions = transactions;
        this.json = json;
        this.caller = caller;
    }

    /** What is published. */
    @Schema(name = "PublicationBody")
    record PublicationBody(
            @Schema(examples = "2025") int fiscalYear,
            @Schema(examples = "440104019") String departmentCode) {}

    /** One page of publications. */
    @Schema(name = "Publications")
    record PublicationPage(
            List<Summary> publications,
            @Schema(nullable = true) String nextCursor) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("report.publish")
    @Operation(summary = "Publish the table of a department and year as it stands 公开绩效目标表")
    @APIResponseSchema(value = PublicationView.class, responseCode = "201")
    @APIResponse(responseCode = "400", ref = "InvalidParameter")
    @APIResponse(responseCode = "404", ref = "Absent")
    @APIResponse(responseCode = "422", description = "Idempotency-Key 已用于另一个请求 The key came with another body")
    public Response publishTable(
            @BeanParam Posted.Header header,
            @Context UriInfo uri,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PublicationBody.class)))
                    byte[] body) {
        Posted posted = Posted.by(caller, uri, header, body);
        JsonNode wanted = PUBLISH.readBody(body);
        int year = wanted.get("fiscalYear").asInt();
        String department = wanted.get("departmentCode").asText();
        if (!Scope.of(caller).covers(department)) {
            throw Problem.notFound();
        }
        // read before the transaction begins: it is of one moment on a connection of its own
        Optional<Frozen> table = publishing.frozen(year, department);
        try {
            return transactions
                    .run(connection -> firstAnswers.once(
                            connection,
                            posted,
                            () -> published(connection, uri, table.orElseThrow(() -> absent(year, department)))))
                    .response();
        } finally {
            table.ifPresent(Frozen::close);
        }
    }

    @GET
    @PermitAll
    @Operation(summary = "Publications, the newest first; without a role those that are public 公开列表")
    @APIResponseSchema(PublicationPage.class)
    @APIResponse(responseCode = "400", ref = "InvalidParameter")
    public Response listPublications(
            @Parameter(example = "2025") @QueryParam("year") String year,
            @Parameter(example = "440104019") @QueryParam("department") String department,
            @Parameter(schema = @Schema(implementation = State.class)) @QueryParam("state") String state,
            @Parameter(description = "上一页的 nextCursor / nextCursor of the page before") @QueryParam("cursor")
                    String cursor,
            @Parameter(
                            description = "每页条数，默认 100 / items per page, 100 unless told",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500"))
                    @QueryParam("limit")
                    String limit) {
        String wanted = new Asked("state", state).oneOf(State.class);
        Filter filter = new Filter(
                year == null ? null : Parameters.year(year),
                department == null ? null : Parameters.department("department", department),
                wanted == null ? null : State.valueOf(wanted));
        Page.Request request = Page.Request.of(cursor, new Asked("limit", limit).number());
        Reader reader = Reader.of(caller);
        Page<Map.Entry<Long, Summary>> page = reading.page(filter, reader, request);
        Response.ResponseBuilder answer = Response.ok(new PublicationPage(
                page.items().stream().map(Map.Entry::getValue).toList(), page.nextCursor()));
        Reader.headers(!reader.scope().equals(Scope.NONE)).forEach(answer::header);
        return answer.build();
    }

    private Answer published(Connection connection, UriInfo uri, Frozen table) throws SQLException {
        String number = publishing.publish(connection, table, name());
        return reading.find(connection, number)
                .orElseThrow()
                .answer(Response.Status.CREATED, uri.getPath() + "/" + number, json);
    }

    private String name() {
        return caller.getPrincipal().getName();
    }

    private static Problem absent(int year, String departmentCode) {
        return new Problem(
                ProblemCode.NOT_FOUND,
                Text.of(
                        "部门 %s 在 %d 年度没有项目，也没有绩效目标",
                        "Department %s has neither projects nor goals in %d", departmentCode, year));
    }
}
