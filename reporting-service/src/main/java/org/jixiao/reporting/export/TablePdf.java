package org.jixiao.reporting.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Rendering;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.TableDocument;
import org.jixiao.reporting.goaltable.TableRows;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The table as it is printed, from the same template as the page. It is laid out some projects at a time, each time on
 * new pages of one document, so that a table of any length takes the memory of a short one.
 */
@ApplicationScoped
class TablePdf implements Rendering<TableRows> {

    /** About a dozen pages at a time; the last of them may be left with some room. */
    private static final int PROJECTS_AT_A_TIME = 100;

    private final PdfPress press;

    TablePdf(PdfPress press) {
        this.press = press;
    }

    @Override
    public Format format() {
        return Format.PDF;
    }

    @Override
    public void write(TableRows rows, String sha256, OutputStream out) throws IOException {
        press.print(
                sheets -> {
                    Parts parts = new Parts(rows.head().printed(), sheets);
                    rows.forEach(parts);
                    parts.finish();
                    return Imprint.of(rows.head(), sha256);
                },
                out);
    }

    /** Cuts the table into parts that are tables themselves. */
    private static final class Parts implements TableRows.RowReader {

        private final GoalTable head;
        private final PdfSheets sheets;
        private final List<GoalTable.Unit> units = new ArrayList<>();
        private int projects;
        private boolean isFirst = true;
        private boolean isUnitContinued;

        Parts(GoalTable head, PdfSheets sheets) {
            this.head = head;
            this.sheets = sheets;
        }

        @Override
        public void unit(GoalTable.Unit unit) throws IOException {
            if (projects >= PROJECTS_AT_A_TIME) {
                print();
                isUnitContinued = false;
            }
            units.add(empty(unit));
        }

        @Override
        public void project(GoalTable.Project project) throws IOException {
            if (projects >= PROJECTS_AT_A_TIME) {
                GoalTable.Unit unit = units.getLast();
                print();
                isUnitContinued = true;
                units.add(empty(unit));
            }
            units.getLast().projects().add(project);
            projects++;
        }

        void finish() throws IOException {
            if (isFirst || projects > 0) {
                print();
            }
        }

        private void print() throws IOException {
            Document page = Jsoup.parse(TableDocument.of(head.with(List.copyOf(units)), Language.CHINESE)
                    .render());
            Element printed = page.selectFirst("section.printed");
            printed.select("caption").remove();
            if (!isFirst) {
                printed.select("h1, .head, tr.sum").remove();
            }
            if (isUnitContinued) {
                printed.selectFirst("tr.unit").remove();
            }
            sheets.add(printed);
            isFirst = false;
            units.clear();
            projects = 0;
        }

        private static GoalTable.Unit empty(GoalTable.Unit unit) {
            return unit.with(new ArrayList<>());
        }
    }
}
