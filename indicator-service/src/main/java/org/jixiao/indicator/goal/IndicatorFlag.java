package org.jixiao.indicator.goal;

import org.jixiao.indicator.target.TargetFlag;
import org.jixiao.platform.problem.Text;

/** What a reviewer should look at in an indicator. A flag never changes the indicator and never refuses it. */
public enum IndicatorFlag {
    /** As for a target: one of the two has it. */
    UNIT_MISSING(TargetFlag.UNIT_MISSING.text()),
    /** As for a target; or the two targets have different units. */
    UNIT_CONFLICT(TargetFlag.UNIT_CONFLICT.text()),
    /** As for a target. */
    APPROX(TargetFlag.APPROX.text()),
    /** As for a target. */
    AMBIGUOUS(TargetFlag.AMBIGUOUS.text()),
    /** The frame in force has no such code at level 1. */
    CATEGORY_UNKNOWN(Text.of("指标体系中没有这一一级指标代码", "The frame in force has no such category code")),
    /** The frame in force has no such code at level 2. */
    TYPE_UNKNOWN(Text.of("指标体系中没有这一二级指标代码", "The frame in force has no such type code")),
    /** The frame in force puts the type under another category; the frame is right. */
    TYPE_OUTSIDE_CATEGORY(
            Text.of("按指标体系，二级指标不属于所列的一级指标", "By the frame in force the type belongs to another category")),
    /** The frame in force has another name for the category's code, 指标 aside; the code is right. */
    CATEGORY_NAME_DIFFERS(
            Text.of("一级指标名称与指标体系中该代码的名称不同", "The frame in force has another name for the category's code")),
    /** The frame in force has another name for the type's code, 指标 aside; the code is right. */
    TYPE_NAME_DIFFERS(Text.of("二级指标名称与指标体系中该代码的名称不同", "The frame in force has another name for the type's code")),
    /** A rate among the 数量指标. */
    RATE_AS_QUANTITY(Text.of("比率类指标列在数量指标下", "A rate is classified as a quantity")),
    /** A 满意度 outside the 满意度指标. */
    SATISFACTION_ELSEWHERE(Text.of("满意度类指标列在满意度指标之外", "A satisfaction rate is classified elsewhere")),
    /** 资金使用率 and the like, which the execution rate already scores. */
    EXECUTION_RATE_REPEATED(Text.of("与预算执行率重复", "Repeats the budget execution rate"));

    private final Text text;

    IndicatorFlag(Text text) {
        this.text = text;
    }

    /** The flag in words. */
    public Text text() {
        return text;
    }

    static IndicatorFlag of(TargetFlag flag) {
        return switch (flag) {
            case UNIT_MISSING -> UNIT_MISSING;
            case UNIT_CONFLICT -> UNIT_CONFLICT;
            case APPROX -> APPROX;
            case AMBIGUOUS -> AMBIGUOUS;
        };
    }
}
