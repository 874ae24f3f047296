package org.jixiao.reporting.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Row;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;

/** The table as its printed sheet is read, row by row. What the sheet says goes before what is kept in the other one. */
final class PrintedTable {

    private static final Map<String, Integer> COLUMNS = Map.of(
            "total", Layout.TOTAL,
            "fiscalAppropriation", Layout.FISCAL_APPROPRIATION,
            "specialAccount", Layout.SPECIAL_ACCOUNT,
            "other", Layout.OTHER);

    private static final List<String> AMOUNTS = List.of("total", "fiscalAppropriation", "specialAccount", "other");
    private static final Pattern DEPARTMENT = Pattern.compile("[0-9]{9}");
    private static final Pattern UNIT = Pattern.compile("[0-9]{12}");
    private static final Pattern PROJECT = Pattern.compile("[0-9A-Z]{21}");

    private final ObjectMapper json;
    private final StoredData data;
    private final Faults faults;
    private final Cells cells;
    private final ObjectNode table;
    private final ArrayNode units;
    private final Set<String> codes = new HashSet<>();
    private ObjectNode unit;

    PrintedTable(ObjectMapper json, StoredData data, Faults faults) {
        this.json = json;
        this.data = data;
        this.faults = faults;
        this.cells = new Cells(faults);
        this.table = data.head();
        this.units = json.createArrayNode();
    }

    /** The table as far as it could be read; what could not be is among the faults. */
    ObjectNode table() {
        if (!table.has("amounts")) {
            faults.add(
                    Layout.PRINTED_SHEET,
                    Layout.FIRST_ROW,
                    Layout.CODE,
                    "MISSING_SUM",
                    Text.of("没有合计行", "There is no row with the sum"));
        }
        table.set("units", units);
        return table;
    }

    void add(Row row) {
        int number = row.getRowNum() - 1;
        switch (number) {
            case Layout.TITLE_ROW -> table.put("title", cells.text(row, Layout.NAME));
            case Layout.DEPARTMENT_ROW -> head(row);
            case Layout.HEADER_ROW -> header(row);
            default -> body(row);
        }
    }

    private void head(Row row) {
        String department = cells.text(row, Layout.NAME);
        if (department != null && department.startsWith(Layout.DEPARTMENT)) {
            String name = department.substring(Layout.DEPARTMENT.length());
            if (name.endsWith(Layout.DEPARTMENT_MARK)) {
                name = name.substring(0, name.length() - Layout.DEPARTMENT_MARK.length());
            }
            putName(table.withObject("/department"), name);
        }
        String unit = cells.text(row, Layout.INDICATORS);
        if (unit == null || !unit.startsWith(Layout.MONEY_UNIT)) {
            fault(row, Layout.INDICATORS, "MISSING_MONEY_UNIT", Text.of("须写明“单位：万元”", "Must say 单位：万元"));
        } else if (!unit.equals(Layout.MONEY_UNIT + "万元")) {
            fault(row, Layout.INDICATORS, "OTHER_MONEY_UNIT", Text.of("金额单位须是万元", "Amounts must be in 万元"));
        } else {
            table.put("moneyUnit", "万元");
        }
    }

    private void header(Row row) {
        for (int column = 0; column < Layout.HEADER.size(); column++) {
            if (!Layout.HEADER.get(column).equals(cells.text(row, column))) {
                fault(
                        row,
                        column,
                        "OTHER_HEADER",
                        Text.of("表头须是“%s”", "The header must be %s", Layout.HEADER.get(column)));
            }
        }
    }

    private void body(Row row) {
        if (cells.isBlank(row)) {
            return;
        }
        String code = cells.text(row, Layout.CODE);
        if (code == null) {
            fault(row, Layout.CODE, "MISSING_CODE", Text.of("缺少代码", "The code is missing"));
        } else if (!codes.add(code)) {
            fault(row, Layout.CODE, "DUPLICATE_CODE", Text.of("代码 %s 出现两次", "The code %s is there twice", code));
        } else if (DEPARTMENT.matcher(code).matches()) {
            table.withObject("/department").put("code", code);
            table.set("amounts", amounts(row, table));
        } else if (UNIT.matcher(code).matches()) {
            addUnit(row, code);
        } else if (PROJECT.matcher(code).matches()) {
            addProject(row, code);
        } else {
            fault(
                    row,
                    Layout.CODE,
                    "INVALID_CODE",
                    Text.of(
                            "代码须是 9 位部门、12 位单位或 21 位项目代码",
                            "Must be the code of a department (9), a unit (12) or a project (21 characters)"));
        }
    }

    private void addUnit(Row row, String code) {
        unit = data.unit(code);
        putName(unit.withObject("/unit").put("code", code), cells.text(row, Layout.NAME));
        unit.set("amounts", amounts(row, unit));
        unit.set("projects", json.createArrayNode());
        units.add(unit);
    }

    private void addProject(Row row, String code) {
        if (unit == null) {
            fault(
                    row,
                    Layout.CODE,
                    "MISSING_UNIT",
                    Text.of("项目之前须有其单位的行", "The row of its unit must come before a project"));
            return;
        }
        ObjectNode project = data.project(code).put("projectCode", code);
        project.set("amounts", amounts(row, project));
        putText(project, "name", cells.text(row, Layout.NAME));
        putText(project, "goal", cells.text(row, Layout.GOAL));
        putText(project, "indicatorsText", cells.text(row, Layout.INDICATORS));
        if (project.get("name").isNull()) {
            fault(row, Layout.NAME, "MISSING_NAME", Text.of("缺少项目名称", "The name of the project is missing"));
        }
        JsonNode digest = project.remove(DataSheet.CELL_DIGEST);
        String now = DataSheet.digest(project.get("indicatorsText").textValue());
        if (digest == null || now != null && !now.equals(digest.textValue()) || now == null && !digest.isNull()) {
            project.remove(List.of("indicators", "flags"));
        }
        ((ArrayNode) unit.get("projects")).add(project);
    }

    /** In 万元; exact 元 that were kept are left only where they are printed like that. */
    private ObjectNode amounts(Row row, ObjectNode of) {
        ObjectNode amounts = json.createObjectNode();
        for (String column : AMOUNTS) {
            String printed = cells.amount(row, COLUMNS.get(column));
            amounts.put(column, printed);
            String yuan = of.path("yuan").path(column).textValue();
            String kept = yuan == null ? null : Money.ofYuan(yuan).inTenThousands();
            if (of.has("yuan") && !Objects.equals(printed, kept)) {
                of.remove("yuan");
            }
        }
        return amounts;
    }

    /** A name that is not known is printed as its code. */
    private static void putName(ObjectNode named, String printed) {
        boolean isUnknown =
                named.path("name").isNull() && named.path("code").asText().equals(printed);
        named.put("name", isUnknown ? null : printed);
    }

    /** A text that the cell could not hold in full was kept, and counts as long as the cell has not been edited. */
    private static void putText(ObjectNode project, String member, String printed) {
        String kept = project.path(member).textValue();
        String shown = kept == null || kept.isEmpty() ? null : Characters.fromSheet(PrintedSheet.fitting(kept));
        if (kept == null || !Objects.equals(printed, shown)) {
            project.put(member, printed);
        }
    }

    private void fault(Row row, int column, String code, Text message) {
        faults.add(Layout.PRINTED_SHEET, row.getRowNum() - 1, column, code, message);
    }
}
