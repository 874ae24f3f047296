package org.jixiao.reporting.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.reporting.answer.Snapshots;

/** The page. It needs no script, keeps nothing and is open to everybody. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@PermitAll
class IndexResource {

    private final Composing composing;
    private final Snapshots snapshots;

    IndexResource(Composing composing, Snapshots snapshots) {
        this.composing = composing;
        this.snapshots = snapshots;
    }

    @GET
    @Operation(hidden = true)
    public Response index(
            @QueryParam("year") String year,
            @QueryParam("region") String region,
            @QueryParam("department") String department) {
        Page page = page(year, region, department);
        return Response.status(page.status())
                .entity(page.render())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    /** A person who mistyped an address gets a page that says so. */
    private Page page(String year, String region, String department) {
        Asked asked;
        try {
            asked = Asked.of(year, region, department);
        } catch (Problem mistyped) {
            String message = mistyped.violations().stream()
                    .map(violation -> violation.message().zh())
                    .collect(Collectors.joining("；"));
            ProblemCode code = mistyped.code();
            return new Page.MessagePage(
                    Chooser.EMPTY, code.status(), code.title().zh(), message);
        }
        return snapshots.read(connection -> composing.page(connection, asked));
    }
}
