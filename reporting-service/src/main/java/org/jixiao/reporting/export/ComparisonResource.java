package org.jixiao.reporting.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Parameters;
import org.jixiao.reporting.answer.Snapshots;
import org.jixiao.reporting.difference.TableDifferences;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.GoalTables;

/** What somebody changed in an exported workbook, or what has changed since it was exported. Nothing is written. */
@Path("/api/v1/goal-tables/{year}/{departmentCode}/comparison")
@RolesAllowed("report.read")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "goal tables 绩效目标表")
class ComparisonResource {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int MOST_BYTES = 6 << 20;

    private final TableReading reading;
    private final GoalTables tables;
    private final Snapshots snapshots;
    private final ObjectMapper json;

    ComparisonResource(TableReading reading, GoalTables tables, Snapshots snapshots, ObjectMapper json) {
        this.reading = reading;
        this.tables = tables;
        this.snapshots = snapshots;
        this.json = json;
    }

    @POST
    @Consumes(XLSX)
    @Operation(summary = "An exported workbook against the table now 导出的工作簿与现在的表比较")
    @RequestBody(content = @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "200",
            description = "From the table now to the file; empty when they are equal 由现在的表到文件的差异，相同则为空",
            content = @Content(schema = @Schema(implementation = TableDifferences.class)))
    @APIResponse(responseCode = "400", description = "Cells that cannot be read, each with its reference 不能读取的单元格")
    @APIResponse(responseCode = "404", ref = "Absent")
    @APIResponse(responseCode = "413", description = "More than 6 MiB, or it unpacks to too much 文件过大")
    @APIResponse(responseCode = "415", description = "Not an xlsx 不是 xlsx")
    public TableDifferences comparison(
            @Parameter(example = "2025") @PathParam("year") String yearText,
            @Parameter(example = "440104019") @PathParam("departmentCode") String departmentCode,
            byte[] workbook)
            throws IOException {
        int year = Parameters.year(yearText);
        String code = Parameters.department("departmentCode", departmentCode);
        if (workbook.length > MOST_BYTES) {
            throw new Problem(ProblemCode.TOO_LARGE, Text.of("文件不得超过 6 MiB", "The file must not exceed 6 MiB"));
        }
        JsonNode uploaded = reading.read(workbook);
        requireSameTable(uploaded, year, code);
        GoalTable now = snapshots
                .read(connection -> tables.find(connection, year, code, Language.CHINESE))
                .orElseThrow(Problem::notFound);
        return TableDifferences.between(json.readTree(json.writeValueAsBytes(now)), uploaded);
    }

    /** The year is not printed: a file without its second sheet is taken for one of the year that is asked for. */
    private static void requireSameTable(JsonNode uploaded, int year, String code) {
        String ofCode = uploaded.at("/department/code").asText();
        int ofYear = uploaded.path("fiscalYear").asInt(year);
        if (!ofCode.equals(code) || ofYear != year) {
            throw Faults.unreadable(Text.of(
                    "文件是 %s 年度部门 %s 的表，不是 %s 年度部门 %s 的",
                    "The file is the table of %s for department %s, not of %s for department %s",
                    ofYear,
                    ofCode,
                    year,
                    code));
        }
    }
}
