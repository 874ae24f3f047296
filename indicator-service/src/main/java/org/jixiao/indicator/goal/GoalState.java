package org.jixiao.indicator.goal;

/** Where a goal stands. */
public enum GoalState {
    /** Approved together with the budget (批复). */
    ISSUED,
    /** No longer pursued; kept as it last was, never deleted. */
    WITHDRAWN
}
