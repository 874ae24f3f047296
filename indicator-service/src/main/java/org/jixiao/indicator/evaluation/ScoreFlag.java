package org.jixiao.indicator.evaluation;

/** What a reviewer should look at in a score. A flag cuts no points. */
public enum ScoreFlag {
    /** Far above the target, which may have been too low; 130 % where nothing else is in force. */
    OVER_FULFILLED
}
