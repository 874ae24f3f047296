package org.jixiao.reporting.goaltable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.MoneyUnit;

/** A page with the rows of a table in it, which are written one after another; the same text as that of the whole. */
public final class TableHtml implements TableRows.RowReader {

    private static final String TABLE = "<table class=\"goals";

    /** Where the rows of units and projects end. */
    private static final String END_OF_ROWS = "</tbody>";

    private final MoneyUnit moneyUnit;
    private final Language language;
    private final Writer out;

    private TableHtml(MoneyUnit moneyUnit, Language language, Writer out) {
        this.moneyUnit = moneyUnit;
        this.language = language;
        this.out = out;
    }

    /** @param page the table as a page of its own, without any unit */
    static void write(TableDocument page, TableRows rows, OutputStream out) throws IOException {
        write(page.render(), rows, page.moneyUnit(), page.language(), out);
    }

    /** @param around the page, in UTF-8 in the end, with the table as it is without any unit */
    public static void write(String around, TableRows rows, MoneyUnit moneyUnit, Language language, OutputStream out)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        int end = around.indexOf(END_OF_ROWS, around.indexOf(TABLE));
        writer.write(around, 0, end);
        rows.forEach(new TableHtml(moneyUnit, language, writer));
        writer.write(around, end, around.length() - end);
        writer.flush();
    }

    @Override
    public void unit(GoalTable.Unit unit) throws IOException {
        out.write(new TableUnit(unit, moneyUnit, language).render());
    }

    @Override
    public void project(GoalTable.Project project) throws IOException {
        out.write(new TableProject(project, moneyUnit, language).render());
    }
}
