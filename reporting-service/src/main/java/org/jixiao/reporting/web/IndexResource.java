package org.jixiao.reporting.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.KeptAnswers;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Representation;
import org.jixiao.reporting.rollup.Lamp;

/**
 * The page. It can be read without its scripts, keeps nothing and is open to everybody. Many have the same one open and ask for
 * it at the same moment, when an event has changed it: it is made for all of them once.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@PermitAll
class IndexResource {

    private final Composing composing;
    private final KeptAnswers answers;
    private final Clock clock;

    IndexResource(Composing composing, KeptAnswers answers, Clock clock) {
        this.composing = composing;
        this.answers = answers;
        this.clock = clock;
    }

    /** @param month by which lamps judge */
    private record Shown(Asked asked, YearMonth month) {}

    @GET
    @Operation(hidden = true)
    public Response index(
            @QueryParam("year") String year,
            @QueryParam("region") String region,
            @QueryParam("department") String department,
            @QueryParam("own") String own,
            @QueryParam("page") String departmentsPage,
            @QueryParam("after") String after,
            @QueryParam("unit") String unit,
            @QueryParam("lang") String lang,
            @Context Request request) {
        Language language = Asked.language(lang);
        Asked asked;
        try {
            asked = Asked.of(year, region, department, own, departmentsPage, after, unit, language);
        } catch (Problem mistyped) {
            return message(mistyped(mistyped, language));
        }
        Source source = new Source(asked);
        return answers.answer(new Shown(asked, Lamp.now(clock)), source, request)
                .orElseGet(() -> message(source.message));
    }

    private static Response message(Page page) {
        return Response.status(page.status())
                .entity(page.render())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    /** A person who mistyped an address gets a page that says so. */
    private static Page mistyped(Problem mistyped, Language language) {
        Here here = Asked.nowhere(language);
        String message = mistyped.violations().stream()
                .map(violation -> language.of(violation.message()))
                .collect(Collectors.joining(language.say("；", "; ")));
        ProblemCode code = mistyped.code();
        return new Page.MessagePage(here, Chooser.empty(here), code.status(), language.of(code.title()), message);
    }

    /** What the page begins with tells its version, and is not looked up again for the page. */
    private final class Source implements KeptAnswers.Source {

        private final Asked asked;
        private Outline outline;

        /** What is answered when there is no page. */
        private Page message;

        Source(Asked asked) {
            this.asked = asked;
        }

        @Override
        public String version(Connection connection) throws SQLException {
            outline = composing.outline(connection, asked);
            return outline.version();
        }

        @Override
        public Optional<KeptAnswers.Making> read(Connection connection) throws SQLException {
            Page page = composing.page(connection, outline);
            if (page.status() != Response.Status.OK.getStatusCode()) {
                message = page;
                return Optional.empty();
            }
            return Optional.of(new PageMaking(page));
        }
    }

    private record PageMaking(Page page) implements KeptAnswers.Making {

        @Override
        public EntityTag tag() {
            return null;
        }

        @Override
        public Representation make() throws IOException {
            return Representation.of(Format.HTML.type(), page::writeTo);
        }

        @Override
        public void close() {
            page.close();
        }
    }
}
