package org.jixiao.platform.inbox.receipt;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.problem.Asked;

/** The parameters of the list of receipts. */
public final class ReceiptQuery {

    static final int LONGEST = 200;

    @Schema(name = "Outcome")
    enum Word {
        ACCEPTED,
        DUPLICATE,
        STALE,
        REJECTED
    }

    @QueryParam("source")
    @Parameter(description = "事件的 source / source of the event")
    String source;

    @QueryParam("id")
    @Parameter(description = "事件的 id / id of the event")
    String id;

    @QueryParam("sender")
    @Parameter(description = "报送系统 / sending system")
    String sender;

    @QueryParam("outcome")
    @Parameter(description = "结果 / outcome", schema = @Schema(implementation = Word.class))
    String outcome;

    @QueryParam("code")
    @Parameter(description = "拒绝代码 / code of the rejection", schema = @Schema(implementation = Outcome.Code.class))
    String code;

    @QueryParam("projectCode")
    @Parameter(description = "项目代码 / project code")
    String projectCode;

    @QueryParam("from")
    @Parameter(
            description = "回执时间不早于 / answered at or after",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    String from;

    @QueryParam("to")
    @Parameter(
            description = "回执时间早于 / answered before",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    String to;

    @QueryParam("cursor")
    String cursor;

    @QueryParam("limit")
    String limit;

    ReceiptFilter filter() {
        return new ReceiptFilter(
                new Asked("source", source).text(LONGEST),
                new Asked("id", id).text(LONGEST),
                new Asked("sender", sender).text(LONGEST),
                new Asked("outcome", outcome).oneOf(Word.class),
                new Asked("code", code).oneOf(Outcome.Code.class),
                new Asked("projectCode", projectCode).text(LONGEST),
                new Asked("from", from).time(),
                new Asked("to", to).time());
    }
}
