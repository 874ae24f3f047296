package org.jixiao.reporting.goaltable;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The table as a page of its own. */
@CheckedTemplate(basePath = "goaltable", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record TableDocument(GoalTable table) implements TemplateInstance {}
