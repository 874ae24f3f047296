package org.jixiao.reporting.goaltable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.EntityTag;
import java.io.IOException;
import java.util.List;
import org.jixiao.reporting.answer.Download;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.KeptAnswers;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Rendering;
import org.jixiao.reporting.answer.Representation;

/** Tables in every format, whether they come from the read model or were published. */
@ApplicationScoped
public class TableFormats {

    private final Instance<Rendering<TableRows>> renderings;

    TableFormats(Instance<Rendering<TableRows>> renderings) {
        this.renderings = renderings;
    }

    /** The language in which a format is made: files are official and therefore Chinese, whatever the caller reads. */
    public static Language language(Format format, Language asked) {
        return isFile(format) ? Language.CHINESE : asked;
    }

    /** An answer with the table, which is closed with it. */
    KeptAnswers.Making making(SpooledTable table, Format format, Language language) {
        GoalTable head = table.head();
        String number = head.fiscalYear() + "-" + head.department().code();
        return new Made(
                table,
                format,
                TableDocument.of(head.with(List.of()), language),
                isFile(format) ? download(format, number, name(head), table.sha256()) : null);
    }

    /**
     * The same for a table that was published, whose number the names of files bear.
     *
     * @param sha256 of what was published, in hexadecimal digits
     */
    public KeptAnswers.Making makingPublished(
            SpooledTable table, String number, String sha256, Format format, Language language) {
        GoalTable head = table.head();
        String name = name(head) + "（" + number + "）";
        return new Made(
                table,
                format,
                TableDocument.published(head.with(List.of()), language, number, sha256),
                isFile(format) ? download(format, number, name, sha256) : null);
    }

    /**
     * @param page without any unit
     * @param download null for what is shown and no file
     */
    private final class Made implements KeptAnswers.Making {

        private final SpooledTable table;
        private final Format format;
        private final TableDocument page;
        private final Download download;

        Made(SpooledTable table, Format format, TableDocument page, Download download) {
            this.table = table;
            this.format = format;
            this.page = page;
            this.download = download;
        }

        @Override
        public EntityTag tag() {
            return download == null ? null : download.tag();
        }

        @Override
        public boolean hasItsOwnPlace() {
            return format == Format.PDF;
        }

        @Override
        public Representation make() throws IOException {
            return switch (format) {
                case JSON -> Representation.of(format.type(), table::writeJson);
                case HTML -> Representation.of(format.type(), out -> TableHtml.write(page, table, out));
                case XLSX, PDF, CSV -> download.made(out -> rendering(format).write(table, download.sha256(), out));
            };
        }

        @Override
        public void close() {
            table.close();
        }
    }

    private Rendering<TableRows> rendering(Format format) {
        return renderings.stream()
                .filter(each -> each.format() == format)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no file of format " + format));
    }

    private static boolean isFile(Format format) {
        return switch (format) {
            case JSON, HTML -> false;
            case XLSX, PDF, CSV -> true;
        };
    }

    private static Download download(Format format, String number, String name, String sha256) {
        return new Download(format, "goal-table-" + number, name, sha256);
    }

    private static String name(GoalTable head) {
        String department = head.department().name() == null
                ? head.department().code()
                : head.department().name();
        return head.fiscalYear() + "年" + department + head.title();
    }
}
