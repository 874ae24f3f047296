package org.jixiao.reporting.rollup;

import org.jixiao.platform.money.Money;

/**
 * What a project has spent of its money, in 元.
 *
 * @param adjusted null when it has no budget
 * @param executed null when nothing was reported
 * @param lamp by the month that was asked for
 */
public record Spending(String projectCode, String name, Money adjusted, Money executed, Lamp lamp) {}
