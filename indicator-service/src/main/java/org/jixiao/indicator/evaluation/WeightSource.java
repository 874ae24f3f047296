package org.jixiao.indicator.evaluation;

/** Where the weights of the indicators come from. */
public enum WeightSource {
    /** The goal: each has one, and with or without the execution of the budget they come to 100. */
    GOAL,
    /** The profile in force. */
    PROFILE
}
