package org.jixiao.reporting.web;

import java.util.regex.Pattern;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Parameters;
import org.jixiao.reporting.funding.MoneyUnit;

/**
 * What the page was asked for; null for what was left open.
 *
 * @param region of 6 digits
 * @param department of 9 digits
 * @param own only the departments of the region itself
 * @param page of the departments with findings, from 1
 * @param after the code behind which the rows of a region begin; "" for the first ones
 * @param unit 万元 unless {@code yuan} was asked for
 */
record Asked(
        Integer year,
        String region,
        String department,
        boolean own,
        int page,
        String after,
        MoneyUnit unit,
        Language language) {

    private static final int FIRST = 1;
    private static final Pattern PAGE = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern AFTER = Pattern.compile("[0-9]{6}|[0-9]{9}");

    /**
     * Reads the parameters of the page; a field that a form sends empty counts as left open.
     *
     * @throws Problem INVALID_PARAMETER for anything that is not a year, code or unit
     */
    static Asked of(
            String year,
            String region,
            String department,
            String own,
            String page,
            String after,
            String unit,
            Language language) {
        Integer someYear = isOpen(year) ? null : Parameters.year(year);
        String someRegion = isOpen(region) ? null : Parameters.region(region);
        String someDepartment = isOpen(department) ? null : Parameters.department("department", department);
        return new Asked(
                someYear,
                someRegion,
                someDepartment,
                "true".equals(own),
                page(page),
                after(after),
                unit(unit),
                language);
    }

    /** The page is Chinese unless English is asked for, whatever the browser prefers. */
    static Language language(String lang) {
        return "en".equals(lang) ? Language.ENGLISH : Language.CHINESE;
    }

    /** Where somebody is who has chosen nothing, or nothing that can be understood. */
    static Here nowhere(Language language) {
        return new Here(null, null, null, false, FIRST, "", MoneyUnit.TEN_THOUSAND_YUAN, language);
    }

    private static int page(String page) {
        if (isOpen(page)) {
            return FIRST;
        }
        if (!PAGE.matcher(page).matches()) {
            throw Problem.parameter("page", Text.of("page 须是从 1 起的整数", "page must be a whole number from 1"));
        }
        return Integer.parseInt(page);
    }

    private static String after(String after) {
        if (isOpen(after)) {
            return "";
        }
        if (!AFTER.matcher(after).matches()) {
            throw Problem.parameter(
                    "after", Text.of("after 须是区划或部门的代码", "after must be the code of a region or department"));
        }
        return after;
    }

    private static MoneyUnit unit(String unit) {
        if (isOpen(unit) || unit.equals("wan")) {
            return MoneyUnit.TEN_THOUSAND_YUAN;
        }
        if (unit.equals("yuan")) {
            return MoneyUnit.YUAN;
        }
        throw Problem.parameter("unit", Text.of("unit 只能是 wan（万元）或 yuan（元）", "unit must be wan or yuan"));
    }

    private static boolean isOpen(String parameter) {
        return parameter == null || parameter.isEmpty();
    }
}
