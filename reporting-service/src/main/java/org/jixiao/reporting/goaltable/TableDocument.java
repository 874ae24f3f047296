package org.jixiao.reporting.goaltable;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.MoneyUnit;

/** The table as a page of its own. */
@CheckedTemplate(basePath = "goaltable", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record TableDocument(GoalTable table, MoneyUnit moneyUnit, Language language) implements TemplateInstance {}
