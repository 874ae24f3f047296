package org.jixiao.platform.closing;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.idempotency.Posted;
import org.jixiao.platform.idempotency.Posting;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/** Closing a period (关账): a sender's control totals against the books. For those who watch over senders. */
@Path("/api/v1/closings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "closings 关账")
@RolesAllowed({"ops", "event.admin"})
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class ClosingsResource {

    private static final JsonSchema REOPENING = JsonSchema.ofResource("/contracts/platform/reopening-1.0.json");
    private static final String ID = "{closingId: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}";
    private static final Pattern SENDER = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,9}");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** About twenty thousand projects. */
    private static final int MOST_STATED = 4 << 20;

    private final ClosingPeriod closing;
    private final Closings closings;
    private final Books books;
    private final Posting posting;
    private final DataSource database;
    private final SecurityIdentity caller;

    ClosingsResource(
            ClosingPeriod closing,
            Closings closings,
            Books books,
            Posting posting,
            DataSource database,
            SecurityIdentity caller) {
        this.closing = closing;
        this.closings = closings;
        this.books = books;
        this.posting = posting;
        this.database = database;
        this.caller = caller;
    }

    /** One page of closings. */
    @Schema(name = "Closings")
    record ClosingPage(
            List<Closings.Summary> closings,
            @Schema(nullable = true) String nextCursor) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "closePeriod",
            summary = "Compare a sender's control totals; equal ones of a whole year close it 关账核对")
    @APIResponseSchema(value = Closing.class, responseCode = "201")
    public Response close(
            @BeanParam Posted.Header header,
            @Context UriInfo uri,
            @RequestBody(required = true, content = @Content(schema = @Schema(ref = "ClosingBody"))) byte[] body)
            throws SQLException {
        Posted posted = Posted.by(caller, uri, header, body);
        Statement statement = Statement.read(books.statement().readBody(body, MOST_STATED));
        return statement.wholeYear()
                ? posting.answer(posted, () -> closed(uri, statement))
                : posting.answerOfOneMoment(posted, () -> closed(uri, statement));
    }

    @GET
    @Transactional
    @Operation(operationId = "listClosings", summary = "Closings, the newest first 历次关账")
    public ClosingPage list(
            @QueryParam("sender") String sender,
            @QueryParam("year") String year,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit)
            throws SQLException {
        require(SENDER, "sender", sender);
        require(YEAR, "year", year);
        require(LIMIT, "limit", limit);
        Page.Request request = Page.Request.of(cursor, limit == null ? null : Integer.valueOf(limit));
        String after = request.after().isEmpty() ? null : request.after();
        require(UUID_TEXT, "cursor", after);
        try (Connection connection = database.getConnection()) {
            List<Closings.Summary> found = closings.find(
                    connection,
                    sender,
                    year == null ? null : Integer.valueOf(year),
                    after == null ? null : UUID.fromString(after),
                    request.limit());
            Page<Closings.Summary> page = Page.of(found, request, Closings.Summary::closingId);
            return new ClosingPage(page.items(), page.nextCursor());
        }
    }

    @GET
    @Path(ID)
    @Transactional
    @Operation(operationId = "getClosing", summary = "A closing with all that differed 一次关账")
    public Closing get(@PathParam("closingId") String closingId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return closings.find(connection, UUID.fromString(closingId)).orElseThrow(Problem::notFound);
        }
    }

    @POST
    @Path(ID + "/reopening")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reopenYear",
            summary = "Open the closed year again; another person than who closed it 重新开账")
    @APIResponseSchema(Closing.class)
    public Response reopen(
            @PathParam("closingId") String closingId,
            @BeanParam Posted.Header header,
            @Context UriInfo uri,
            @RequestBody(required = true, content = @Content(schema = @Schema(ref = "ReopeningBody"))) byte[] body)
            throws SQLException {
        JsonNode why = REOPENING.readBody(body);
        return posting.answer(
                Posted.by(caller, uri, header, body),
                () -> Response.ok(closing.reopen(
                                UUID.fromString(closingId), why.get("reason").asText(), name()))
                        .build());
    }

    private Response closed(UriInfo uri, Statement statement) throws SQLException {
        Closing kept = closing.close(statement, name());
        return Response.created(
                        uri.getAbsolutePathBuilder().path(kept.closingId()).build())
                .entity(kept)
                .build();
    }

    private String name() {
        return caller.getPrincipal().getName();
    }

    private static void require(Pattern pattern, String name, String value) {
        if (value != null && !pattern.matcher(value).matches()) {
            throw Problem.parameter(name, Text.of("%s 的取值无效", "%s has a value that cannot be", name));
        }
    }
}
