package org.jixiao.indicator.target;

import org.jixiao.platform.problem.Text;

/** What a person should look at before a target is scored. A flag never changes the target. */
public enum TargetFlag {
    /** Figures without a unit. */
    UNIT_MISSING(Text.of("目标值有数字而无计量单位", "The target has a figure and no unit")),
    /** The unit is not the one that the indicator's name states, or the two ends of a range have different ones. */
    UNIT_CONFLICT(
            Text.of("目标值的计量单位与指标名称或自身不一致", "The target's unit disagrees with the indicator's name or with itself")),
    /** 左右: about. */
    APPROX(Text.of("目标值是约数", "The target is approximate")),
    /** Figures or signs that no rule accounts for, kept as text. */
    AMBIGUOUS(Text.of(
            "目标值含有无法确定含义的数字或符号，按文字保留", "The target has figures or signs of unsure meaning and is kept as text"));

    private final Text text;

    TargetFlag(Text text) {
        this.text = text;
    }

    /** The flag in words. */
    public Text text() {
        return text;
    }
}
