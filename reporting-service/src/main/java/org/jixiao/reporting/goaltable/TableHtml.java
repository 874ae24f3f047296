package org.jixiao.reporting.goaltable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.MoneyUnit;

/** The table as a page of its own, written row by row; the same text as that of the whole {@link TableDocument}. */
final class TableHtml implements TableRows.RowReader {

    /** Where the rows of units and projects end. */
    private static final String END_OF_ROWS = "</tbody>";

    private static final MoneyUnit MONEY_UNIT = MoneyUnit.TEN_THOUSAND_YUAN;

    private final Language language;
    private final Writer out;

    private TableHtml(Language language, Writer out) {
        this.language = language;
        this.out = out;
    }

    static void write(TableRows rows, Language language, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        String around = new TableDocument(rows.head().with(List.of()), MONEY_UNIT, language).render();
        int end = around.indexOf(END_OF_ROWS);
        writer.write(around, 0, end);
        rows.forEach(new TableHtml(language, writer));
        writer.write(around, end, around.length() - end);
        writer.flush();
    }

    @Override
    public void unit(GoalTable.Unit unit) throws IOException {
        out.write(new TableUnit(unit, MONEY_UNIT, language).render());
    }

    @Override
    public void project(GoalTable.Project project) throws IOException {
        out.write(new TableProject(project, MONEY_UNIT, language).render());
    }
}
