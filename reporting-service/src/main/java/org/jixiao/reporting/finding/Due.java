package org.jixiao.reporting.finding;

import java.time.Instant;

/**
 * A department's year that has changed since it was evaluated.
 *
 * @param stamp of the state that it is in now; null when nothing is left of it
 * @param asOf when the latest of that was recorded
 */
record Due(int fiscalYear, String departmentCode, String stamp, Instant asOf) {}
