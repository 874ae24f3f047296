package org.jixiao.indicator.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.indicator.judging.Observation;
import org.jixiao.indicator.judging.Observations;
import org.jixiao.indicator.judging.Result;
import org.jixiao.indicator.judging.ScoreRules;
import org.jixiao.indicator.target.Meaning;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * The score of one indicator. Figures earn points in proportion; yes or no and dates all or nothing; words what a person gives,
 * within the band of the result. An indicator without a target of the year is taken as one in words: it has weight all the same.
 */
record Scoring(Observation said, BigDecimal weight, ScoreRules rules) {

    /** What is missing or cannot be; only without any there is a score. */
    List<Violation> violations() {
        if (said.pointer() == null) {
            Text text = Text.of(
                    "缺少指标 %d", "Indicator %d is missing", said.indicator().sequence());
            return List.of(new Violation("/indicators", "INDICATOR_MISSING", text));
        }
        List<Violation> violations = new ArrayList<>();
        if (Observations.isMeasured(said.indicator())) {
            if (said.actual() == null) {
                violations.add(missing("actual", "ACTUAL_MISSING", Text.of("须填实际完成值", "The actual value is needed")));
            } else if (isOverFulfilled() && !said.isExplained()) {
                Text text = Text.of(
                        "实际完成值达到指标值的 %s%% 以上，须说明原因",
                        "At %s %% of the target or more it must be explained",
                        Evaluating.percent(rules.overFulfilledFrom()));
                violations.add(new Violation(said.at("explanation"), "EXPLANATION_REQUIRED", text));
            }
            return violations;
        }
        if (said.result() == null) {
            violations.add(missing("result", "RESULT_MISSING", Text.of("须填完成结果", "The result is needed")));
        } else if (Observations.isInWords(said.indicator())) {
            violations.addAll(pointViolations());
        }
        return violations;
    }

    /** Between 0 and the weight. */
    BigDecimal score() {
        return switch (said.indicator().annualTarget().meaning()) {
            case Meaning.Quantity quantity -> Points.of(quantity, said.actual(), weight);
            case Meaning.Range range -> Points.of(range, said.actual(), weight);
            case Meaning.Tolerance tolerance -> Points.of(tolerance, said.actual(), weight);
            case Meaning.Deadline _, Meaning.Truth _ -> Points.allOrNothing(said.result() == Result.ACHIEVED, weight);
            case Meaning.Prose _, Meaning.Blank _ -> said.points();
        };
    }

    ScoredIndicator scored() {
        List<ScoreFlag> flags = isOverFulfilled() ? List.of(ScoreFlag.OVER_FULFILLED) : List.of();
        return ScoredIndicator.of(said, weight, score(), flags);
    }

    private boolean isOverFulfilled() {
        return said.actual() != null
                && said.indicator().annualTarget().meaning() instanceof Meaning.Quantity quantity
                && quantity.value().signum() > 0
                && !quantity.operator().isCeiling()
                && said.actual().compareTo(quantity.value().multiply(rules.overFulfilledFrom())) >= 0;
    }

    private List<Violation> pointViolations() {
        if (said.points() == null) {
            return List.of(missing("points", "POINTS_MISSING", Text.of("须给出得分", "Points are needed")));
        }
        Band band = Band.of(said.result(), weight, rules);
        if (band.has(said.points())) {
            return List.of();
        }
        Text text = Text.of("得分须在 %s 之内", "Points must be in %s", band.words());
        return List.of(new Violation(said.at("points"), "POINTS_OUT_OF_BAND", text));
    }

    private Violation missing(String member, String code, Text text) {
        return new Violation(said.at(member), code, text);
    }

    /**
     * The points that a result allows.
     *
     * @param below null when the upper end is the weight itself
     */
    private record Band(BigDecimal from, BigDecimal below, BigDecimal weight) {

        private static Band of(Result result, BigDecimal weight, ScoreRules rules) {
            BigDecimal partly = weight.multiply(rules.partlyFrom());
            BigDecimal achieved = weight.multiply(rules.achievedFrom());
            return switch (result) {
                case ACHIEVED -> new Band(achieved, null, weight);
                case PARTLY -> new Band(partly, achieved, weight);
                case NOT_ACHIEVED -> new Band(BigDecimal.ZERO, partly, weight);
            };
        }

        private boolean has(BigDecimal points) {
            return points.compareTo(from) >= 0
                    && (below == null ? points.compareTo(weight) <= 0 : points.compareTo(below) < 0);
        }

        private String words() {
            String upper = below == null ? plain(weight) + "]" : plain(below) + ")";
            return "[" + plain(from) + ", " + upper;
        }

        private static String plain(BigDecimal points) {
            return points.stripTrailingZeros().toPlainString();
        }
    }
}
