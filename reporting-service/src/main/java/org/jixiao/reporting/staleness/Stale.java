package org.jixiao.reporting.staleness;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A department of which an owner has told something that is not in the figures yet.
 *
 * @param owner {@code BUDGET} or {@code INDICATOR}
 * @param since when the owner stated the first digest that had it
 * @param versions how many versions the owner counted then
 */
record Stale(String owner, String departmentCode, int fiscalYear, Instant since, BigDecimal versions) {}
