package org.jixiao.indicator.goal;

import org.jixiao.platform.access.Scope;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/** Query parameters of lists; one that is not what it should be is refused and never passed on. */
final class GoalParameters {

    private GoalParameters() {}

    static Goals.Filter filter(Scope scope, String year, String department, String state, String projectKnown) {
        return new Goals.Filter(
                scope,
                year == null
                        ? null
                        : Integer.valueOf(
                                fitting("year", year, "[0-9]{4}", Text.of("须为四位年度", "A year of four digits"))),
                department == null
                        ? null
                        : fitting(
                                "department",
                                department,
                                "[0-9]{9}",
                                Text.of("须为九位部门代码", "A department code of nine digits")),
                state == null
                        ? null
                        : GoalState.valueOf(fitting(
                                "state",
                                state,
                                "ISSUED|WITHDRAWN",
                                Text.of("须为 ISSUED 或 WITHDRAWN", "ISSUED or WITHDRAWN"))),
                projectKnown == null
                        ? null
                        : Boolean.valueOf(fitting(
                                "projectKnown",
                                projectKnown,
                                "true|false",
                                Text.of("须为 true 或 false", "true or false"))));
    }

    static Page.Request page(String cursor, String limit) {
        Integer most = limit == null
                ? null
                : Integer.valueOf(fitting("limit", limit, "[0-9]{1,6}", Text.of("须为整数", "A whole number")));
        Page.Request request = Page.Request.of(cursor, most);
        fitting("cursor", request.after(), "[0-9A-Z]{0,21}", Text.of("cursor 无效", "cursor was not made here"));
        return request;
    }

    /** The version that a page of the history goes on below; everything is below that of the first page. */
    static long version(String after) {
        return after.isEmpty()
                ? Long.MAX_VALUE
                : Long.parseLong(
                        fitting("cursor", after, "[0-9]{1,18}", Text.of("cursor 无效", "cursor was not made here")));
    }

    private static String fitting(String name, String value, String pattern, Text message) {
        if (!value.matches(pattern)) {
            throw Problem.parameter(name, message);
        }
        return value;
    }
}
