package org.jixiao.reporting.web;

import org.jixiao.reporting.rollup.Rollup;

/**
 * The figures beside a table, all of one moment.
 *
 * @param rows the money of a department by funding, or that of a region by what lies right below it
 * @param byLamp of money
 */
record Figures(
        Rollup rows,
        Execution execution,
        Rollup byLamp,
        Rollup byCategory,
        Rollup byType,
        Monitoring monitoring,
        Evaluation evaluation) {}
