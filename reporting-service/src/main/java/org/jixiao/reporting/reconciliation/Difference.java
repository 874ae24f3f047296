package org.jixiao.reporting.reconciliation;

/**
 * A department and year that is not as it should be.
 *
 * @param statedVersion which digest it was held against; 0 where there is none
 * @param expected a JSON object; null where there should be nothing
 * @param actual a JSON object; null where there is nothing
 */
record Difference(int fiscalYear, String departmentCode, long statedVersion, String expected, String actual) {}
