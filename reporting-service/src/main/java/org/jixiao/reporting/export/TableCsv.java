package org.jixiao.reporting.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.Rendering;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.PrintedAmounts;
import org.jixiao.reporting.goaltable.TableRows;

/**
 * The table in flat rows, one per indicator; a project without any has one row. Codes and names stand in every row,
 * amounts and goal in the project's first one only, so that columns add up.
 */
@ApplicationScoped
class TableCsv implements Rendering<TableRows> {

    private static final List<String> HEADER = List.of(
            "财政年度",
            "部门代码",
            "部门名称",
            "单位代码",
            "单位名称",
            "项目代码",
            "项目名称",
            "总计（万元）",
            "财政拨款（万元）",
            "财政专户拨款（万元）",
            "其他资金（万元）",
            "绩效目标",
            "指标序号",
            "一级指标代码",
            "一级指标",
            "二级指标代码",
            "二级指标",
            "三级指标",
            "实施周期指标值",
            "年度指标值",
            "权重");

    private static final PrintedAmounts BLANKS = new PrintedAmounts(null, null, null, null);

    private final ObjectMapper json;

    TableCsv(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Format format() {
        return Format.CSV;
    }

    @Override
    public void write(TableRows rows, String sha256, OutputStream out) throws IOException {
        CsvFile file = new CsvFile(out, HEADER);
        rows.forEach(new Lines(file, rows.head()));
        file.finish(Imprint.of(rows.head(), sha256));
    }

    /** Turns each project into its lines. */
    private final class Lines implements TableRows.RowReader {

        private final CsvFile file;
        private final GoalTable head;
        private GoalTable.Named unit;

        Lines(CsvFile file, GoalTable head) {
            this.file = file;
            this.head = head;
        }

        @Override
        public void unit(GoalTable.Unit next) {
            unit = next.unit();
        }

        @Override
        public void project(GoalTable.Project project) throws IOException {
            JsonNode indicators = json.readTree(project.indicators());
            if (indicators.isEmpty()) {
                line(project, true, json.missingNode());
            }
            for (int i = 0; i < indicators.size(); i++) {
                line(project, i == 0, indicators.get(i));
            }
        }

        private void line(GoalTable.Project project, boolean isFirst, JsonNode indicator) throws IOException {
            file.text(
                    Integer.toString(head.fiscalYear()),
                    head.department().code(),
                    head.department().name(),
                    unit.code(),
                    unit.name(),
                    project.projectCode(),
                    project.name());
            PrintedAmounts amounts = isFirst ? project.amounts() : BLANKS;
            file.number(amounts.total());
            file.number(amounts.fiscalAppropriation());
            file.number(amounts.specialAccount());
            file.number(amounts.other());
            file.text(
                    isFirst ? project.goal() : null,
                    at(indicator, "/sequence"),
                    at(indicator, "/category/code"),
                    at(indicator, "/category/name"),
                    at(indicator, "/type/code"),
                    at(indicator, "/type/name"),
                    at(indicator, "/name"),
                    at(indicator, "/periodTarget/raw"),
                    at(indicator, "/annualTarget/raw"),
                    at(indicator, "/weight"));
            file.endLine();
        }

        private static String at(JsonNode indicator, String pointer) {
            JsonNode value = indicator.at(pointer);
            return value.isMissingNode() || value.isNull() ? null : value.asText();
        }
    }
}
