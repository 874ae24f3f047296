package org.jixiao.indicator.judging;

/** The grade of a self-evaluation. What it is called and from which score on is data: 优良中差 here, 优/良/合格/不合格 elsewhere. */
public enum Grade {
    EXCELLENT,
    GOOD,
    FAIR,
    POOR
}
