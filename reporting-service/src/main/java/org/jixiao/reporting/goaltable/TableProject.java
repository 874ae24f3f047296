package org.jixiao.reporting.goaltable;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.MoneyUnit;

/** The row of a project. */
@CheckedTemplate(basePath = "goaltable", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record TableProject(GoalTable.Project project, MoneyUnit moneyUnit, Language language) implements TemplateInstance {}
