package org.jixiao.indicator.judging;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a category weighs in goals that state no weights.
 *
 * @param variant which set of categories it belongs to
 * @param category the name at level 1, 指标 aside: codes differ from frame to frame
 * @param goesTo the category that gets the points when the goal has none of this one; null for all in proportion
 */
public record Share(String variant, String category, BigDecimal weight, String goesTo) {

    public Share {
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(weight, "weight");
    }
}
