package org.jixiao.platform.inbox.receipt;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.problem.Asked;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;

/** Receipts for whoever did not keep what the result topic told. */
@Path("/api/v1/receipts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "receipts 回执")
@RolesAllowed({"event.admin", "ops", "${jixiao.intake.reader:event.admin}"})
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class ReceiptsResource {

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final ReceiptLog receipts;
    private final SecurityIdentity caller;

    ReceiptsResource(ReceiptLog receipts, SecurityIdentity caller) {
        this.receipts = receipts;
        this.caller = caller;
    }

    /** One page of receipts. */
    @Schema(name = "Receipts")
    record ReceiptPage(
            List<KeptReceipt> receipts,
            @Schema(nullable = true) String nextCursor) {}

    @GET
    @Operation(summary = "Receipts, the newest first 回执列表")
    public ReceiptPage listReceipts(@BeanParam ReceiptQuery query) throws SQLException {
        Page.Request request = Page.Request.of(query.cursor, new Asked("limit", query.limit).number());
        Page<KeptReceipt> page = Page.of(
                receipts.find(query.filter(), Scope.patternsFor(caller), Asked.after(request, LAST), request.limit()),
                request,
                KeptReceipt::receiptId);
        return new ReceiptPage(page.items(), page.nextCursor());
    }

    @GET
    @Path("{source}/{id: .+}")
    @Operation(summary = "The receipt that tells what finally became of an event 一个事件的最终回执")
    public KeptReceipt getReceipt(@PathParam("source") String source, @PathParam("id") String id) throws SQLException {
        String readableSource = new Asked("source", source).text(ReceiptQuery.LONGEST);
        String readableId = new Asked("id", id).text(ReceiptQuery.LONGEST);
        return receipts.finalOf(readableSource, readableId, Scope.patternsFor(caller))
                .orElseThrow(Problem::notFound);
    }
}
