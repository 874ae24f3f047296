package org.jixiao.budget.project;

/**
 * Which projects a list shows; null leaves a question open.
 *
 * @param name part of the name, whatever its case
 */
record ProjectFilter(Integer fiscalYear, String departmentCode, String state, String name) {}
