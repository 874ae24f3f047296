package org.jixiao.reporting.web;

import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.MoneyUnit;
import org.jixiao.reporting.rollup.Area;
import org.jixiao.reporting.rollup.Basis;
import org.jixiao.reporting.rollup.Rollup;

/**
 * Where a reader is and how the reader wants it shown. Its addresses keep everything but what they change.
 *
 * @param year null when there is no table at all
 * @param region of 6 digits; null when there is none
 * @param department of 9 digits; null when a region is shown as a whole
 * @param own whether of the region only its own departments are meant (本级)
 * @param page of the departments with findings, from 1
 * @param after the code behind which the rows of a region begin; "" for the first ones
 * @param unit in which amounts are shown
 */
record Here(
        Integer year,
        String region,
        String department,
        boolean own,
        int page,
        String after,
        MoneyUnit unit,
        Language language) {

    private static final int FIRST = 1;

    /** The same on another page of the departments with findings. */
    Here onPage(int number) {
        return new Here(year, region, department, own, number, after, unit, language);
    }

    /** What is shown. */
    Area area() {
        if (department != null) {
            return new Area.Department(department);
        }
        return own ? new Area.Own(region) : new Area.Region(region);
    }

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

    /** What a column with the money in force is called: the money of this basis. */
    public String budget(Basis basis) {
        return say("预算（", "Budget (") + text(basis.label()) + say("）", ")");
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
        add(address, "own", own && department == null ? "true" : null);
        add(address, "page", page == FIRST || department != null ? null : Integer.toString(page));
        add(address, "after", after.isEmpty() || department != null ? null : after);
        add(address, "unit", isYuan() ? "yuan" : null);
        add(address, "lang", isEnglish() ? "en" : null);
        return address.toString();
    }

    /** Where nothing has been chosen yet. */
    public String start() {
        return new Here(null, null, null, false, FIRST, "", unit, language).address();
    }

    public String region(String code) {
        return new Here(year, code, null, false, FIRST, "", unit, language).address();
    }

    public String department(String code) {
        return new Here(year, region, code, false, FIRST, "", unit, language).address();
    }

    /** The rows of this region that come behind those of a rollup, which has not all of them. */
    public String rowsAfter(Rollup rollup) {
        return after(rollup.rows().getLast().key());
    }

    /** This region from its first row on. */
    public String firstRows() {
        return after("");
    }

    /** This region with the departments or regions behind one of them. */
    public String after(String code) {
        return new Here(year, region, null, own, page, code, unit, language).address();
    }

    public String previousPage() {
        return onPage(page - 1).address();
    }

    public String nextPage() {
        return onPage(page + 1).address();
    }

    public String inTenThousandYuan() {
        return new Here(year, region, department, own, page, after, MoneyUnit.TEN_THOUSAND_YUAN, language).address();
    }

    public String inYuan() {
        return new Here(year, region, department, own, page, after, MoneyUnit.YUAN, language).address();
    }

    public String inChinese() {
        return new Here(year, region, department, own, page, after, unit, Language.CHINESE).address();
    }

    public String inEnglish() {
        return new Here(year, region, department, own, page, after, unit, Language.ENGLISH).address();
    }

    /** The page of a row of a rollup; null where there is nothing below. */
    public String below(Rollup rollup, Rollup.Row row) {
        return switch (rollup.by()) {
            case DEPARTMENT -> department(row.key());
            case REGION -> row.key().equals(rollup.scope().code()) ? ownOf(rollup, row.key()) : region(row.key());
            default -> null;
        };
    }

    /** What an address of the API is asked about. */
    public String asked() {
        return "year=" + year + (department == null ? "&region=" + region : "&department=" + department);
    }

    /** The same where of a region only its own departments can be asked about. */
    public String askedOwn() {
        return asked() + (own && department == null ? "&own=true" : "");
    }

    /** The departments of a region itself; nothing below when they are what is shown. */
    private String ownOf(Rollup rollup, String code) {
        return rollup.scope().kind() == Rollup.Scope.Kind.OWN
                ? null
                : new Here(year, code, null, true, FIRST, "", unit, language).address();
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
