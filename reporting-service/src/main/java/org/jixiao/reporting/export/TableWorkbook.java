package org.jixiao.reporting.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import org.dhatim.fastexcel.Workbook;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.Rendering;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.TableRows;

/** The table as a workbook: a sheet in the official layout, and one with what print has no room for. */
@ApplicationScoped
class TableWorkbook implements Rendering<TableRows> {

    private final ObjectMapper json;

    TableWorkbook(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Format format() {
        return Format.XLSX;
    }

    @Override
    public void write(TableRows rows, String sha256, OutputStream out) throws IOException {
        GoalTable head = rows.head();
        Workbook workbook = new Workbook(out, "Jixiao", "1.0");
        describe(workbook, head, sha256);
        PrintedSheet printed = new PrintedSheet(workbook.newWorksheet(Layout.PRINTED_SHEET), head, sha256);
        rows.forEach(printed);
        printed.finish();
        DataSheet data = new DataSheet(workbook.newWorksheet(Layout.DATA_SHEET), json);
        data.head(head, sha256);
        rows.forEach(data);
        data.finish();
        workbook.finish();
    }

    private static void describe(Workbook workbook, GoalTable head, String sha256) {
        workbook.setGlobalDefaultFont("宋体", PrintedSheet.FONT_SIZE);
        workbook.properties()
                .setTitle(Characters.printable(head.title()))
                .setSubject(Characters.printable(
                        head.fiscalYear() + " " + head.department().code()))
                .setTextProperty("SHA-256", sha256);
    }
}
