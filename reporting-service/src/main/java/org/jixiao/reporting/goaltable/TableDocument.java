package org.jixiao.reporting.goaltable;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.MoneyUnit;

/**
 * The table as a page of its own.
 *
 * @param address of the same table in every format
 * @param number of the publication; null for the table as it stands
 * @param sha256 of what was published; null for the table as it stands
 */
@CheckedTemplate(basePath = "goaltable", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record TableDocument(
        GoalTable table, MoneyUnit moneyUnit, Language language, String address, String number, String sha256)
        implements TemplateInstance {

    /** The table as it stands. */
    public static TableDocument of(GoalTable table, Language language) {
        return new TableDocument(table, MoneyUnit.TEN_THOUSAND_YUAN, language, table.address(), null, null);
    }

    /** The table as it was published. */
    static TableDocument published(GoalTable table, Language language, String number, String sha256) {
        String address = "/api/v1/publications/" + number + "/table";
        return new TableDocument(table, MoneyUnit.TEN_THOUSAND_YUAN, language, address, number, sha256);
    }
}
