package org.jixiao.reporting.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jixiao.reporting.finding.FindingCounts;
import org.jixiao.reporting.freshness.Freshness;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.SpooledTable;
import org.jixiao.reporting.goaltable.TableHtml;
import org.jixiao.reporting.reconciliation.Agreement;

/** What the page shows. To be closed. */
sealed interface Page extends TemplateInstance, AutoCloseable {

    Chooser chooser();

    Here here();

    /** The HTTP status. */
    default int status() {
        return 200;
    }

    /** Writes it in UTF-8 and leaves the stream open. */
    default void writeTo(OutputStream out) throws IOException {
        out.write(render().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    default void close() {
        // there is nothing to let go
    }

    /**
     * The table of a department with its figures beside it.
     *
     * @param table without its units
     * @param rows the units and their projects, of which there may be very many
     */
    @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record TablePage(
            Here here,
            Chooser chooser,
            Freshness fresh,
            Agreement agreement,
            GoalTable table,
            Disclosed disclosed,
            Figures figures,
            SpooledTable rows)
            implements Page {

        @Override
        public void writeTo(OutputStream out) throws IOException {
            TableHtml.write(render(), rows, here.unit(), here.language(), out);
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /** The totals of a region, level by level. */
    @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record RegionPage(
            Here here, Chooser chooser, Freshness fresh, Agreement agreement, Figures figures, FindingCounts findings)
            implements Page {}

    /** There is nothing to show, and what to do about it. */
    @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record MessagePage(Here here, Chooser chooser, int status, String title, String message) implements Page {}
}
