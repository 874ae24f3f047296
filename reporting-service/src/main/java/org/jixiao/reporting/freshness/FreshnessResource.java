package org.jixiao.reporting.freshness;

import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.reporting.answer.Snapshots;

/** How new the figures of a department or region are: asked once, or listened to. */
@Path("/api/v1/freshness")
@PermitAll
@Tag(name = "freshness 新旧")
class FreshnessResource {

    private static final String EVENT = "freshness";
    private static final long RECONNECT_MILLIS = 2_000;

    private final Freshnesses freshnesses;
    private final Listeners listeners;
    private final Snapshots snapshots;

    FreshnessResource(Freshnesses freshnesses, Listeners listeners, Snapshots snapshots) {
        this.freshnesses = freshnesses;
        this.listeners = listeners;
        this.snapshots = snapshots;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "How new the figures are 数据新旧",
            description =
                    "As text/event-stream: an event `freshness` at once and after every change. 以 text/event-stream 请求时，先发送一次，此后每次变化发送一次。")
    @APIResponse(
            responseCode = "200",
            description = "The version and time of the latest change 最新版本和时间",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Freshness.class)),
                @Content(mediaType = "text/event-stream", schema = @Schema(implementation = Freshness.class))
            })
    @APIResponse(responseCode = "400", ref = "InvalidParameter")
    public Freshness freshness(
            @Parameter(required = true, example = "2025") @QueryParam("year") String year,
            @Parameter(description = "This or region 与 region 二选一", example = "440104019") @QueryParam("department")
                    String department,
            @Parameter(description = "This or department 与 department 二选一", example = "440104") @QueryParam("region")
                    String region,
            @Parameter(
                            description = "Of the region only its own departments 只看区划本级",
                            schema = @Schema(enumeration = {"true", "false"}))
                    @QueryParam("own")
                    String own) {
        Watched watched = Watched.of(year, department, region, own);
        return snapshots.read(connection -> freshnesses.read(connection, watched.year(), watched.area()));
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> listening(
            @QueryParam("year") String year,
            @QueryParam("department") String department,
            @QueryParam("region") String region,
            @QueryParam("own") String own,
            @Context Sse sse) {
        return listeners.listen(Watched.of(year, department, region, own)).map(word -> event(sse, word));
    }

    private static OutboundSseEvent event(Sse sse, Word word) {
        return switch (word) {
            case Word.Changed(Freshness freshness) ->
                sse.newEventBuilder()
                        .name(EVENT)
                        .id(freshness.version())
                        .reconnectDelay(RECONNECT_MILLIS)
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(Freshness.class, freshness)
                        .build();
            case Word.StillHere() -> sse.newEventBuilder().comment("").build();
        };
    }
}
