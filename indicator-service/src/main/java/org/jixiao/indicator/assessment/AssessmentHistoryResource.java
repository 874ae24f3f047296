package org.jixiao.indicator.assessment;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.problem.Asked;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;

/** What was stated of projects before, and by whom. */
@Path("/api/v1/goals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assessments 监控和自评")
@RolesAllowed({"indicator.read", "indicator.write", "ops"})
class AssessmentHistoryResource {

    private static final String HISTORY = "{projectCode: [0-9]{8}[A-Z][0-9A-Z]{12}}/assessment/history";

    /** A page of the versions of an assessment. */
    @Schema(name = "AssessmentVersions")
    record VersionPage(
            List<AssessmentHistory.Version> items,
            @Schema(nullable = true) String nextCursor) {}

    private final DataSource database;
    private final AssessmentLedger ledger;
    private final AssessmentHistory history;
    private final SecurityIdentity caller;

    AssessmentHistoryResource(
            DataSource database, AssessmentLedger ledger, AssessmentHistory history, SecurityIdentity caller) {
        this.database = database;
        this.ledger = ledger;
        this.history = history;
        this.caller = caller;
    }

    @GET
    @Path(HISTORY)
    @Operation(summary = "Who brought about which version of an assessment, the latest first 监控和自评的历次版本")
    public VersionPage listAssessmentVersions(
            @PathParam("projectCode") String projectCode,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit)
            throws SQLException {
        Page.Request request = Page.Request.of(cursor, new Asked("limit", limit).number());
        long below = Asked.after(request, Long.MAX_VALUE);
        try (Connection connection = database.getConnection()) {
            requireVisible(connection, projectCode);
            List<AssessmentHistory.Version> versions =
                    history.below(connection, projectCode, below, request.limit() + 1);
            Page<AssessmentHistory.Version> page = Page.of(versions, request, each -> Long.toString(each.version()));
            return new VersionPage(page.items(), page.nextCursor());
        }
    }

    @GET
    @Path(HISTORY + "/{version: [0-9]{1,18}}")
    @Operation(summary = "An assessment as it was published in one of its versions 某一版本的监控和自评")
    public AssessmentView getAssessmentVersion(
            @PathParam("projectCode") String projectCode, @PathParam("version") String version) throws SQLException {
        try (Connection connection = database.getConnection()) {
            requireVisible(connection, projectCode);
            return history.find(connection, projectCode, Long.parseLong(version))
                    .map(AssessmentView::of)
                    .orElseThrow(Problem::notFound);
        }
    }

    private void requireVisible(Connection connection, String projectCode) throws SQLException {
        if (ledger.find(connection, projectCode, Scope.of(caller)).isEmpty()) {
            throw Problem.notFound();
        }
    }
}
