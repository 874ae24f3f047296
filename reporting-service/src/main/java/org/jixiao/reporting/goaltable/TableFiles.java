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
        Rendering<TableRows> rendering = renderings.stream()
                .filter(each -> each.format() == format)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no file of format " + format));
        GoalTable head = table.head();
        String department = head.department().name() == null
                ? head.department().code()
                : head.department().name();
        return new Download(
                        format,
                        "goal-table-" + head.fiscalYear() + "-"
                                + head.department().code(),
                        head.fiscalYear() + "年" + department + head.title(),
                        sha256)
                .answer(request, out -> rendering.write(table, sha256, out));
    }
}
