package org.jixiao.reporting.web;

import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.MoneyUnit;

/**
 * Where a reader is and how the reader wants it shown. Its addresses keep everything but what they change.
 *
 * @param year null when there is no table at all
 * @param region of 6 digits; null when there is none
 * @param department of 9 digits; null when a region is shown as a whole
 * @param unit in which amounts are shown
 */
record Here(Integer year, String region, String department, MoneyUnit unit, Language language) {

    /** One of two texts, by the reader's language. */
    public String say(String zh, String en) {
        return language.say(zh, en);
    }

    public String text(Text text) {
        return language.of(text);
    }

    /** The exact amount in the reader's unit; nothing for a blank. */
    public String money(Money amount) {
        return amount == null ? "" : unit.exact(amount);
    }

    /** The unit's name in the reader's language. */
    public String unitName() {
        return language.of(unit.label());
    }

    public boolean isEnglish() {
        return language.equals(Language.ENGLISH);
    }

    public boolean isYuan() {
        return unit.isYuan();
    }

    /** This very page. */
    public String address() {
        StringBuilder address = new StringBuilder("/");
        add(address, "year", year == null ? null : year.toString());
        add(address, department == null ? "region" : "department", department == null ? region : department);
        add(address, "unit", isYuan() ? "yuan" : null);
        add(address, "lang", isEnglish() ? "en" : null);
        return address.toString();
    }

    /** Where nothing has been chosen yet. */
    public String start() {
        return new Here(null, null, null, unit, language).address();
    }

    public String region(String code) {
        return new Here(year, code, null, unit, language).address();
    }

    public String department(String code) {
        return new Here(year, region, code, unit, language).address();
    }

    public String inTenThousandYuan() {
        return new Here(year, region, department, MoneyUnit.TEN_THOUSAND_YUAN, language).address();
    }

    public String inYuan() {
        return new Here(year, region, department, MoneyUnit.YUAN, language).address();
    }

    public String inChinese() {
        return new Here(year, region, department, unit, Language.CHINESE).address();
    }

    public String inEnglish() {
        return new Here(year, region, department, unit, Language.ENGLISH).address();
    }

    /** What an address of the API is asked about. */
    public String asked() {
        return "year=" + year + (department == null ? "&region=" + region : "&department=" + department);
    }

    private static void add(StringBuilder address, String name, String value) {
        if (value != null) {
            address.append(address.length() == 1 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(value);
        }
    }
}
