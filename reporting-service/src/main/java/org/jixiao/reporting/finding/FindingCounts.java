package org.jixiao.reporting.finding;

import java.util.List;
import org.jixiao.reporting.rule.Rule;

/**
 * What the rules found in some departments of one year, counted.
 *
 * @param pending how many of the departments have changed since they were evaluated, or never were
 * @param rules those that found something, in the order of the book
 * @param departments one page of those in which something was found, most errors first
 * @param departmentCount how many there are on all pages
 * @param page which of them, from 1
 * @param pageCount at least 1
 */
public record FindingCounts(
        int pending,
        long errors,
        long warnings,
        List<OfRule> rules,
        List<OfDepartment> departments,
        long departmentCount,
        int page,
        long pageCount) {

    /**
     * What one rule found.
     *
     * @param departments in how many
     */
    public record OfRule(Rule rule, long count, long departments) {}

    /**
     * What was found in one department.
     *
     * @param name null as long as the department's own event has not come
     */
    public record OfDepartment(String code, String name, long errors, long warnings) {}
}
