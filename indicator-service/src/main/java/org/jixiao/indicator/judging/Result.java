package org.jixiao.indicator.judging;

/** What became of a target that is not measured: one in words, one of yes or no, a date. */
public enum Result {
    /** 达成年度指标. */
    ACHIEVED,
    /** 部分达成并具有一定效果. Only words can be met in part. */
    PARTLY,
    /** 未达成且效果较差. */
    NOT_ACHIEVED
}
