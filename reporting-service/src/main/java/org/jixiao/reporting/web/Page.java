package org.jixiao.reporting.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jixiao.reporting.finding.FindingCounts;
import org.jixiao.reporting.freshness.Freshness;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.reconciliation.Agreement;

/** What the page shows. */
sealed interface Page extends TemplateInstance {

    Chooser chooser();

    Here here();

    /** The HTTP status. */
    default int status() {
        return 200;
    }

    /** The table of a department with its figures beside it. */
    @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record TablePage(
            Here here,
            Chooser chooser,
            Freshness fresh,
            Agreement agreement,
            GoalTable table,
            Disclosed disclosed,
            Figures figures)
            implements Page {}

    /** The totals of a region, level by level. */
    @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record RegionPage(
            Here here, Chooser chooser, Freshness fresh, Agreement agreement, Figures figures, FindingCounts findings)
            implements Page {}

    /** There is nothing to show, and what to do about it. */
    @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record MessagePage(Here here, Chooser chooser, int status, String title, String message) implements Page {}
}
