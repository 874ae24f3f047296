package org.jixiao.platform.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/** The registry of sending systems, for operators. */
@Path("/api/v1/senders/{sender: [a-z0-9-]{1,60}}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "senders 报送系统")
@RolesAllowed("ops")
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class SendersResource {

    private static final JsonSchema SENDER = JsonSchema.ofResource("/contracts/platform/sender-1.0.json");

    private final Senders senders;

    SendersResource(Senders senders) {
        this.senders = senders;
    }

    /** A sending system and the regions it may speak for. */
    @Schema(name = "Sender")
    record Sender(String sender, List<Senders.Grant> regions) {}

    @GET
    @Operation(summary = "The regions that a sending system may speak for 报送系统的授权区划")
    public Sender get(@PathParam("sender") String sender) throws SQLException {
        List<Senders.Grant> grants = senders.grantsOf(sender);
        if (grants.isEmpty()) {
            throw Problem.notFound();
        }
        return new Sender(sender, grants);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Register a sending system, or replace its regions 登记报送系统")
    public Sender put(
            @PathParam("sender") String sender,
            @RequestBody(content = @Content(schema = @Schema(implementation = Sender.class))) byte[] body)
            throws SQLException {
        JsonNode node = SENDER.readBody(body);
        List<Senders.Grant> grants = StreamSupport.stream(node.get("regions").spliterator(), false)
                .map(SendersResource::grant)
                .toList();
        refuseContradictions(grants);
        senders.register(sender, grants);
        return new Sender(sender, grants);
    }

    private static void refuseContradictions(List<Senders.Grant> grants) {
        Set<List<Object>> seen = new HashSet<>();
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < grants.size(); i++) {
            Senders.Grant each = grants.get(i);
            if (!seen.add(List.of(each.regionCode(), each.from()))) {
                Text text = Text.of("同一区划同一起始日只能有一条", "There is already one for this region from this day");
                violations.add(new Violation("/regions/" + i, "DUPLICATE", text));
            }
            if (each.to() != null && each.to().isBefore(each.from())) {
                Text text = Text.of("截止日早于起始日", "It ends before it begins");
                violations.add(new Violation("/regions/" + i + "/to", "OUT_OF_ORDER", text));
            }
        }
        if (!violations.isEmpty()) {
            throw new Problem(ProblemCode.INVALID_BODY, ProblemCode.INVALID_BODY.title(), violations);
        }
    }

    private static Senders.Grant grant(JsonNode node) {
        return new Senders.Grant(
                node.get("regionCode").asText(),
                LocalDate.parse(node.get("from").asText()),
                node.hasNonNull("to") ? LocalDate.parse(node.get("to").asText()) : null);
    }
}
