package org.jixiao.indicator.goal;

import java.util.Objects;
import org.jixiao.indicator.frame.CodedName;

/**
 * One item of a printed cell, word for word.
 *
 * @param category level 1, {@code 1-产出指标}
 * @param type level 2, {@code 11-数量指标}; its code begins with the category's
 * @param periodTarget 实施周期指标值 as printed; may be empty
 * @param annualTarget 年度指标值 as printed; may be empty
 */
public record PrintedIndicator(
        CodedName category, CodedName type, String name, String periodTarget, String annualTarget) {

    public PrintedIndicator {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(periodTarget, "periodTarget");
        Objects.requireNonNull(annualTarget, "annualTarget");
    }
}
