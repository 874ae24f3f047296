package org.jixiao.reporting.reconciliation;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether the figures are those that the owners have, and add up. Open to everybody. */
@Path("/api/v1/reconciliation")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "reconciliation 对账")
class ReconciliationResource {

    private final Reconciliations reconciliations;

    ReconciliationResource(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    @GET
    @Operation(summary = "What differs; must be 0 对账结果，差异须为 0")
    public Reconciliation reconciliation() throws SQLException {
        return reconciliations.read();
    }
}
