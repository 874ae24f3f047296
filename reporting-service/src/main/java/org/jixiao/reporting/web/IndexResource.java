package org.jixiao.reporting.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.reporting.answer.Content;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Representation;
import org.jixiao.reporting.answer.Snapshots;

/** The page. It can be read without its scripts, keeps nothing and is open to everybody. */
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
            @QueryParam("department") String department,
            @QueryParam("own") String own,
            @QueryParam("page") String departmentsPage,
            @QueryParam("unit") String unit,
            @QueryParam("lang") String lang,
            @Context Request request)
            throws IOException {
        Language language = Asked.language(lang);
        try (Page page =
                page(() -> Asked.of(year, region, department, own, departmentsPage, unit, language), language)) {
            return page.status() == Response.Status.OK.getStatusCode() ? whole(page, request) : message(page);
        }
    }

    /** Made before the first byte leaves, so that a fault in between is still a problem and no torn page. */
    private static Response whole(Page page, Request request) throws IOException {
        Representation made = Representation.of(Format.HTML.type(), page::writeTo);
        try (Content content = made.content()) {
            return made.answer(request);
        }
    }

    private static Response message(Page page) {
        return Response.status(page.status())
                .entity(page.render())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    /** A person who mistyped an address gets a page that says so. */
    private Page page(Supplier<Asked> address, Language language) {
        Asked asked;
        try {
            asked = address.get();
        } catch (Problem mistyped) {
            Here here = Asked.nowhere(language);
            String message = mistyped.violations().stream()
                    .map(violation -> language.of(violation.message()))
                    .collect(Collectors.joining(language.say("；", "; ")));
            ProblemCode code = mistyped.code();
            return new Page.MessagePage(here, Chooser.empty(here), code.status(), language.of(code.title()), message);
        }
        return snapshots.read(connection -> composing.page(connection, asked));
    }
}
