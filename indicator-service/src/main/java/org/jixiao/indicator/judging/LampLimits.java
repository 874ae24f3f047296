package org.jixiao.indicator.judging;

import java.math.BigDecimal;
import java.util.Set;
import org.jixiao.indicator.frame.CodedName;

/**
 * Where the colours of lamps begin, as shares of what was due.
 *
 * @param redBelow red below this
 * @param yellowBelow yellow below this, green from it on
 * @param blueFrom blue from this on
 * @param metOrNot names of types and categories, 指标 aside, that are met or not: 质量, 时效, 成本
 */
public record LampLimits(BigDecimal redBelow, BigDecimal yellowBelow, BigDecimal blueFrom, Set<String> metOrNot) {

    public LampLimits {
        metOrNot = Set.copyOf(metOrNot);
    }

    /** Whether an indicator of this classification is green or red and nothing else. */
    public boolean isMetOrNot(CodedName category, CodedName type) {
        return metOrNot.contains(AssessmentProfile.stem(category.name()))
                || metOrNot.contains(AssessmentProfile.stem(type.name()));
    }
}
