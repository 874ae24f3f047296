package org.jixiao.platform.inbox.letter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.inbox.receipt.KeptReceipt;
import org.jixiao.platform.inbox.receipt.ReceiptLog;
import org.jixiao.platform.problem.Asked;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;

/** Records that could not be applied, for the operators of the installation. */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dead letters 死信")
@RolesAllowed({"event.admin", "ops"})
class DeadLettersResource {

    private static final String ID = "{deadLetterId: [0-9]{1,18}}";

    private final Letters letters;
    private final Instance<ReceiptLog> receipts;

    DeadLettersResource(Letters letters, Instance<ReceiptLog> receipts) {
        this.letters = letters;
        this.receipts = receipts;
    }

    /** One page of dead letters. */
    @Schema(name = "DeadLetters")
    record LetterPage(
            List<DeadLetter> deadLetters,
            @Schema(nullable = true) String nextCursor) {}

    /** A dead letter with the last receipt that answers it; null where nothing answers. */
    @Schema(name = "DeadLetterWithReceipt")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LetterWithReceipt(
            @JsonUnwrapped DeadLetter letter,
            @Schema(nullable = true) KeptReceipt receipt) {}

    @GET
    @Operation(summary = "Records that could not be applied, the newest first 死信列表")
    public LetterPage listDeadLetters(@BeanParam LetterQuery query) throws SQLException {
        Page.Request request = Page.Request.of(query.cursor, new Asked("limit", query.limit).number());
        Page<DeadLetter> page = Page.of(
                letters.find(query.filter(), Asked.after(request, Long.MAX_VALUE), request.limit()),
                request,
                letter -> Long.toString(letter.deadLetterId()));
        return new LetterPage(page.items(), page.nextCursor());
    }

    @GET
    @Path(ID)
    @Operation(summary = "A record that could not be applied 死信")
    public LetterWithReceipt getDeadLetter(@PathParam("deadLetterId") long id) throws SQLException {
        DeadLetter letter = letters.find(id).orElseThrow(Problem::notFound);
        return new LetterWithReceipt(letter, receiptOf(letter));
    }

    @GET
    @Path(ID + "/payload")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Its value, byte for byte 死信原文")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "204", description = "记录没有值 The record came without a value")
    public Response getDeadLetterPayload(@PathParam("deadLetterId") long id) throws SQLException {
        DeadLetter letter = letters.find(id).orElseThrow(Problem::notFound);
        byte[] payload = letters.payload(letter.deadLetterId());
        if (payload == null) {
            return Response.noContent().build();
        }
        return Response.ok(payload)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"dead-letter-" + id + ".bin\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private KeptReceipt receiptOf(DeadLetter letter) throws SQLException {
        return letter.receiptId() == null || receipts.isUnsatisfied()
                ? null
                : receipts.get().find(UUID.fromString(letter.receiptId())).orElse(null);
    }
}
