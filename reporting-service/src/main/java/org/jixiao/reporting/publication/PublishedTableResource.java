package org.jixiao.reporting.publication;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.problem.Problem;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.KeptAnswers;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.TableFormats;

/** The table as it was published: its bytes, and files that are made of them. */
@Path("/api/v1/publications/{number}/table")
@PermitAll
@Tag(name = "publications 公开")
class PublishedTableResource {

    private final PublicationReading reading;
    private final Published published;
    private final KeptAnswers answers;
    private final SecurityIdentity caller;

    PublishedTableResource(
            PublicationReading reading, Published published, KeptAnswers answers, SecurityIdentity caller) {
        this.reading = reading;
        this.published = published;
        this.answers = answers;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary =
                    "The published table; its JSON is the same bytes for ever, and their SHA-256 is the publication's 公开的表")
    @APIResponse(
            responseCode = "200",
            description = "The table 公开的表",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = GoalTable.class)),
                @Content(mediaType = "text/html", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/pdf", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "304", ref = "NotModified")
    @APIResponse(responseCode = "400", ref = "InvalidParameter")
    @APIResponse(responseCode = "404", ref = "Absent")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    public Response getPublishedTable(
            @PathParam("number") String number,
            @Parameter(
                            description = "Instead of Accept 代替 Accept",
                            schema = @Schema(enumeration = {"json", "html", "xlsx", "pdf", "csv"}))
                    @QueryParam("format")
                    String formatName,
            @Context Request request,
            @Context HttpHeaders headers) {
        Summary publication = reading.visible(number, Reader.of(caller)).summary();
        Format format = Format.of(formatName, request, EnumSet.allOf(Format.class));
        Language language = TableFormats.language(format, Language.of(headers));
        return answers.answer(
                        new Asked(number, format, language.tag()),
                        new Source(published, publication, format, language),
                        request)
                .orElseThrow(Problem::notFound);
    }

    /** A publication never changes: its number says its version too. */
    private record Source(Published published, Summary publication, Format format, Language language)
            implements KeptAnswers.Source {

        @Override
        public String version(Connection connection) {
            return publication.number();
        }

        @Override
        public Optional<KeptAnswers.Making> read(Connection connection) {
            return Optional.of(published.making(connection, publication, format, language));
        }
    }

    private record Asked(String number, Format format, String language) {}
}
