package org.jixiao.indicator.judging;

import java.math.BigDecimal;

/**
 * From which score on a grade is given, and what it is called.
 *
 * @param from of 100
 */
public record GradeLimit(Grade grade, String name, BigDecimal from) {}
