package org.jixiao.reporting.finding;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.problem.Asked;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Parameters;
import org.jixiao.reporting.answer.Snapshots;
import org.jixiao.reporting.rollup.Area;
import org.jixiao.reporting.rollup.Placement;
import org.jixiao.reporting.rule.Rule;
import org.jixiao.reporting.rule.RuleBook;
import org.jixiao.reporting.rule.Severity;

/** What the rules found, for a department or all of a region. */
@Path("/api/v1/findings")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "rules and findings 规则与问题")
class FindingsResource {

    private static final Pattern PLACE = Pattern.compile("([0-9]{9}) ([0-9]{1,9})");

    private final Findings findings;
    private final Stamps stamps;
    private final Snapshots snapshots;
    private final Map<String, Rule> rules;

    FindingsResource(Findings findings, Stamps stamps, Snapshots snapshots, RuleBook book) {
        this.findings = findings;
        this.stamps = stamps;
        this.snapshots = snapshots;
        this.rules = book.rules().stream().collect(Collectors.toMap(Rule::code, Function.identity()));
    }

    /** One page of findings. */
    @Schema(name = "Findings")
    record FindingPage(
            int fiscalYear,
            Evaluated evaluated,
            List<Found> findings,
            @Schema(nullable = true) String nextCursor) {}

    @GET
    @Operation(summary = "What the rules found, by department, and how far that follows the figures 问题列表")
    @APIResponseSchema(FindingPage.class)
    @APIResponse(responseCode = "400", ref = "InvalidParameter")
    public FindingPage listFindings(
            @Parameter(required = true, example = "2025") @QueryParam("year") String year,
            @Parameter(description = "This or region 与 region 二选一", example = "440104019") @QueryParam("department")
                    String department,
            @Parameter(description = "This or department 与 department 二选一", example = "440104") @QueryParam("region")
                    String region,
            @Parameter(
                            description = "Of the region only its own departments 只看区划本级",
                            schema = @Schema(enumeration = {"true", "false"}))
                    @QueryParam("own")
                    String own,
            @Parameter(schema = @Schema(implementation = Severity.class)) @QueryParam("severity") String severity,
            @Parameter(example = "SOURCES_EQUAL_TOTAL") @QueryParam("rule") String rule,
            @Parameter(description = "上一页的 nextCursor / nextCursor of the page before") @QueryParam("cursor")
                    String cursor,
            @Parameter(
                            description = "每页条数，默认 100 / items per page, 100 unless told",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500"))
                    @QueryParam("limit")
                    String limit,
            @Context HttpHeaders headers) {
        Area area = area(department, region, own);
        int fiscalYear = Parameters.year(year);
        List<String> wantedRules = rules(severity, rule);
        Page.Request request = Page.Request.of(cursor, new Asked("limit", limit).number());
        Matcher after = place(request);
        String afterDepartment = after == null ? "" : after.group(1);
        int afterOrdinal = after == null ? 0 : Integer.parseInt(after.group(2));
        Language language = Language.of(headers);
        return snapshots.read(connection -> {
            List<String> departments =
                    Placement.of(connection, fiscalYear, area).departments();
            Findings.Wanted wanted = new Findings.Wanted(fiscalYear, departments, wantedRules);
            int pending = stamps.pending(connection, fiscalYear, departments);
            Page<Findings.Row> page = Page.of(
                    findings.page(connection, wanted, afterDepartment, afterOrdinal, request.limit()),
                    request,
                    row -> row.departmentCode() + " " + row.ordinal());
            return new FindingPage(
                    fiscalYear,
                    findings.evaluated(connection, wanted, pending),
                    page.items().stream().map(row -> found(row, language)).toList(),
                    page.nextCursor());
        });
    }

    private Found found(Findings.Row row, Language language) {
        return new Found(
                row.departmentCode(),
                row.rule(),
                rules.get(row.rule()).severity(),
                row.projectCode(),
                row.measure(),
                row.expected(),
                row.actual(),
                row.difference(),
                language.of(row.message()));
    }

    private List<String> rules(String severity, String rule) {
        String wanted = new Asked("severity", severity).oneOf(Severity.class);
        if (rule != null && !rules.containsKey(rule)) {
            throw Problem.parameter("rule", Text.of("没有这条规则", "There is no such rule"));
        }
        return rules.values().stream()
                .filter(each -> wanted == null || each.severity().name().equals(wanted))
                .map(Rule::code)
                .filter(code -> rule == null || code.equals(rule))
                .toList();
    }

    private static Area area(String department, String region, String own) {
        if ((department == null) == (region == null)) {
            throw Problem.parameter(
                    "region", Text.of("region 与 department 须且只须给出一个", "Give either region or department"));
        }
        boolean isOwn = Parameters.own(own, region);
        if (department != null) {
            return new Area.Department(Parameters.department("department", department));
        }
        String code = Parameters.region(region);
        return isOwn ? new Area.Own(code) : new Area.Region(code);
    }

    /** The department and place of the last finding of the page before; null on the first page. */
    private static Matcher place(Page.Request request) {
        if (request.after().isEmpty()) {
            return null;
        }
        Matcher place = PLACE.matcher(request.after());
        if (!place.matches()) {
            throw Problem.parameter("cursor", Text.of("cursor 无效", "cursor was not made here"));
        }
        return place;
    }
}
