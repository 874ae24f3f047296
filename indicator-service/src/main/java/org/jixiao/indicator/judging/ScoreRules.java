package org.jixiao.indicator.judging;

import java.math.BigDecimal;

/**
 * What a self-evaluation goes by.
 *
 * @param partlyFrom share of the weight from which points are for a target in words that was met in part
 * @param achievedFrom share of the weight from which points are for one that was met
 * @param overFulfilledFrom share of the target from which on an explanation is asked for
 * @param executionWeight points for the execution of the budget (预算执行率)
 * @param executionExplainBelow share of the budget below which an explanation is asked for
 */
public record ScoreRules(
        BigDecimal partlyFrom,
        BigDecimal achievedFrom,
        BigDecimal overFulfilledFrom,
        BigDecimal executionWeight,
        BigDecimal executionExplainBelow) {}
