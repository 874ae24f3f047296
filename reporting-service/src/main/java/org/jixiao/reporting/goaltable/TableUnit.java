package org.jixiao.reporting.goaltable;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.MoneyUnit;

/** The row of a unit. */
@CheckedTemplate(basePath = "goaltable", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record TableUnit(GoalTable.Unit unit, MoneyUnit moneyUnit, Language language) implements TemplateInstance {}
