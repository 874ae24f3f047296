package org.jixiao.indicator.judging;

/** Whether the year's target will be met (完成可能性, 财预〔2019〕136号). */
public enum Outlook {
    /** 确定能. */
    CERTAIN,
    /** 有可能. */
    POSSIBLE,
    /** 完全不可能. */
    IMPOSSIBLE
}
