package org.jixiao.reporting.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.reporting.answer.Representation;

/** The rules that tables are checked by, in both languages. */
@Path("/api/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "rules and findings 规则与问题")
class RulesResource {

    private final RuleBook book;
    private final ObjectMapper json;

    RulesResource(RuleBook book, ObjectMapper json) {
        this.book = book;
        this.json = json;
    }

    /** All rules. */
    @Schema(name = "Rules")
    record Rules(List<Rule> rules) {}

    @GET
    @Operation(summary = "The rules that tables are checked by 核对规则")
    @APIResponseSchema(Rules.class)
    @APIResponse(responseCode = "304", ref = "NotModified")
    public Response listRules(@Context Request request) throws JsonProcessingException {
        byte[] content = json.writeValueAsBytes(new Rules(book.rules()));
        return Representation.of(MediaType.APPLICATION_JSON_TYPE, content).answer(request);
    }
}
