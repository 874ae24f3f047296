package org.jixiao.platform.inbox.letter;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jixiao.platform.problem.Asked;

/** The parameters of the list of dead letters. */
public final class LetterQuery {

    private static final int LONGEST = 250;

    @QueryParam("topic")
    @Parameter(description = "原主题 / topic that the record came on")
    String topic;

    @QueryParam("sender")
    @Parameter(description = "报送系统 / sending system")
    String sender;

    @QueryParam("code")
    @Parameter(description = "拒绝代码 / code of the rejection")
    String code;

    @QueryParam("state")
    @Parameter(description = "状态 / state", schema = @Schema(implementation = LetterState.class))
    String state;

    @QueryParam("from")
    @Parameter(
            description = "拒绝时间不早于 / rejected at or after",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    String from;

    @QueryParam("to")
    @Parameter(
            description = "拒绝时间早于 / rejected before",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    String to;

    @QueryParam("cursor")
    @Parameter(description = "上一页的 nextCursor / nextCursor of the page before")
    String cursor;

    @QueryParam("limit")
    @Parameter(
            description = "每页条数，默认 100 / items per page, 100 unless told",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500"))
    String limit;

    LetterFilter filter() {
        return new LetterFilter(
                new Asked("topic", topic).text(LONGEST),
                new Asked("sender", sender).text(LONGEST),
                new Asked("code", code).text(LONGEST),
                new Asked("state", state).oneOf(LetterState.class),
                new Asked("from", from).time(),
                new Asked("to", to).time());
    }
}
