package org.jixiao.reporting.rollup;

import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Language;

/** Into which rows a caller wants the total split, and of which money. */
final class SplitQuery {

    @Parameter(
            description = "Rows; the level below a region, the total of a department unless given 行的口径",
            schema =
                    @Schema(
                            enumeration = {
                                "total",
                                "unit",
                                "department",
                                "region",
                                "year",
                                "fund-source",
                                "funding",
                                "category",
                                "type",
                                "state",
                                "lamp",
                                "grade",
                                "money-lamp"
                            }))
    @QueryParam("by")
    String by;

    @Parameter(
            description = "Which money; the money in force unless given 金额口径，默认为现行金额",
            schema = @Schema(enumeration = {"declared", "issued", "adjusted", "executed"}))
    @QueryParam("basis")
    String basis;

    @Parameter(
            description = "By which lamps of money judge, 1 to 12; the present one unless given 资金灯所用月份",
            example = "7")
    @QueryParam("month")
    String month;

    @Parameter(description = "nextCursor of the page before 上一页的 nextCursor")
    @QueryParam("cursor")
    String cursor;

    @Parameter(description = "Rows of a page, 1 to 500; 500 unless given 每页行数", example = "500")
    @QueryParam("limit")
    String limit;

    private static final Pattern MONTH = Pattern.compile("[1-9]|1[0-2]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final int OUT_OF_RANGE = Page.MOST + 1;

    /** @throws Problem INVALID_PARAMETER for what there is no answer to */
    Question question(int year, Area area, Language language) {
        return new Question(year, area, by(area), basis(), month(), page(), language);
    }

    private By by(Area area) {
        if (by == null) {
            return null;
        }
        By named = By.named(by)
                .orElseThrow(
                        () -> Problem.parameter("by", Text.of("by 只能是 %s", "by must be one of %s", By.parameters())));
        boolean ofRegion = area instanceof Area.Region || area instanceof Area.Own;
        if (named == By.UNIT && ofRegion) {
            throw Problem.parameter("by", Text.of("按单位汇总须给出 department", "Totals by unit are for one department"));
        }
        return named;
    }

    private Basis basis() {
        return basis == null
                ? null
                : Basis.named(basis)
                        .orElseThrow(() -> Problem.parameter(
                                "basis", Text.of("basis 只能是 %s", "basis must be one of %s", Basis.parameters())));
    }

    private Integer month() {
        if (month == null) {
            return null;
        }
        if (!MONTH.matcher(month).matches()) {
            throw Problem.parameter("month", Text.of("month 须是 1 到 12", "month must be 1 to 12"));
        }
        return Integer.valueOf(month);
    }

    private Page.Request page() {
        int rows = limit == null ? Page.MOST : NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : OUT_OF_RANGE;
        return Page.Request.of(cursor, rows);
    }
}
