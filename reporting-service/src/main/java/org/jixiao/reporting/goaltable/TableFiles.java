package org.jixiao.reporting.goaltable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.jixiao.reporting.answer.Download;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.Rendering;

/** Tables as files, whether they come from the read model or were published. */
@ApplicationScoped
public class TableFiles {

    private final Instance<Rendering<TableRows>> renderings;

    TableFiles(Instance<Rendering<TableRows>> renderings) {
        this.renderings = renderings;
    }

    /**
     * 200 with the file to be saved, or 304 when the caller has it.
     *
     * @param sha256 of the table's canonical JSON, in hexadecimal digits
     * @param format one in which tables are files: XLSX, PDF or CSV
     */
    public Response answer(TableRows table, String sha256, Format format, Request request) {
        GoalTable head = table.head();
        return answer(
                table,
                new Download(
                        format,
                        "goal-table-" + head.fiscalYear() + "-"
                                + head.department().code(),
                        name(head),
                        sha256),
                request);
    }

    /** The same for a table that was published, whose number its name bears. */
    public Response answerPublished(TableRows table, String number, String sha256, Format format, Request request) {
        return answer(
                table,
                new Download(format, "goal-table-" + number, name(table.head()) + "（" + number + "）", sha256),
                request);
    }

    private Response answer(TableRows table, Download download, Request request) {
        Rendering<TableRows> rendering = renderings.stream()
                .filter(each -> each.format() == download.format())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no file of format " + download.format()));
        return download.answer(request, out -> rendering.write(table, download.sha256(), out));
    }

    private static String name(GoalTable head) {
        String department = head.department().name() == null
                ? head.department().code()
                : head.department().name();
        return head.fiscalYear() + "年" + department + head.title();
    }
}
