package org.jixiao.reporting.publication;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Representation;
import org.jixiao.reporting.funding.MoneyUnit;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.TableDocument;
import org.jixiao.reporting.goaltable.TableFiles;
import org.jixiao.reporting.goaltable.TableRows;

/** The table as it was published: its bytes, and files that are made of them. */
@Path("/api/v1/publications/{number}/table")
@PermitAll
@Tag(name = "publications 公开")
class PublishedTableResource {

    private final PublicationReading reading;
    private final TableFiles files;
    private final ObjectMapper json;
    private final SecurityIdentity caller;

    PublishedTableResource(PublicationReading reading, TableFiles files, ObjectMapper json, SecurityIdentity caller) {
        this.reading = reading;
        this.files = files;
        this.json = json;
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
            @Context HttpHeaders headers)
            throws IOException {
        Kept publication = reading.visible(number, Reader.of(caller));
        Format format = Format.of(formatName, request, EnumSet.allOf(Format.class));
        return switch (format) {
            case JSON -> new Representation(format.type(), publication.content()).answer(request);
            case HTML -> new Representation(format.type(), page(publication, Language.of(headers))).answer(request);
            case XLSX, PDF, CSV ->
                files.answerPublished(
                        TableRows.of(table(publication)),
                        publication.number(),
                        publication.summary().sha256(),
                        format,
                        request);
        };
    }

    private byte[] page(Kept publication, Language language) throws IOException {
        return new TableDocument(table(publication), MoneyUnit.TEN_THOUSAND_YUAN, language)
                .render()
                .getBytes(StandardCharsets.UTF_8);
    }

    private GoalTable table(Kept publication) throws IOException {
        return json.readValue(publication.content(), GoalTable.class);
    }
}
