package org.jixiao.indicator.judging;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jixiao.indicator.frame.CodedName;
import org.jixiao.indicator.goal.Goal;
import org.jixiao.indicator.goal.GoalState;
import org.jixiao.indicator.goal.Indicator;
import org.jixiao.indicator.goal.PrintedIndicator;

/** Goals, what is said of them, and the profile of the whole country, in a few words. */
public final class Judged {

    public static final String CODE = "44010425T000000000001";

    private static final Map<String, String> CATEGORIES =
            Map.of("产出指标", "1", "效益指标", "2", "满意度指标", "3", "成本指标", "4", "进度指标", "5");

    private Judged() {}

    /** What the migration seeds. */
    public static AssessmentProfile national() {
        return new AssessmentProfile(
                "全国通行口径（财预〔2020〕10号）",
                new LampLimits(decimal("0.60"), decimal("0.80"), decimal("1.20"), Set.of("质量", "时效", "成本")),
                new ScoreRules(decimal("0.60"), decimal("0.80"), decimal("1.30"), decimal("10.00"), decimal("0.90")),
                List.of(
                        new Share("STANDARD", "产出", decimal("50.00"), null),
                        new Share("STANDARD", "效益", decimal("30.00"), null),
                        new Share("STANDARD", "满意度", decimal("10.00"), "效益"),
                        new Share("WITH_COST", "成本", decimal("20.00"), null),
                        new Share("WITH_COST", "产出", decimal("40.00"), null),
                        new Share("WITH_COST", "效益", decimal("20.00"), null),
                        new Share("WITH_COST", "满意度", decimal("10.00"), "效益")),
                List.of(
                        new GradeLimit(Grade.EXCELLENT, "优", decimal("90.00")),
                        new GradeLimit(Grade.GOOD, "良", decimal("80.00")),
                        new GradeLimit(Grade.FAIR, "中", decimal("60.00")),
                        new GradeLimit(Grade.POOR, "差", decimal("0.00"))));
    }

    /** An indicator of a category, with its target for the year. */
    public static Indicator indicator(int sequence, String category, String type, String target) {
        return Indicator.read(
                sequence,
                new PrintedIndicator(
                        new CodedName(CATEGORIES.get(category), category),
                        new CodedName(CATEGORIES.get(category) + "1", type),
                        "指标" + sequence,
                        target,
                        target));
    }

    /** An output with this target. */
    public static Indicator output(int sequence, String target) {
        return indicator(sequence, "产出指标", "数量指标", target);
    }

    public static Goal goal(List<Indicator> indicators) {
        return new Goal(CODE, 2025, "440104019", "目标", indicators, "", GoalState.ISSUED, 1);
    }

    /** What is said of a measured target. */
    public static Observation actual(Indicator indicator, String actual) {
        return said(indicator, actual, null, null, null);
    }

    /** What is said of any target; null says nothing. */
    public static Observation said(
            Indicator indicator, String actual, Result result, String points, String explanation) {
        return new Observation(
                indicator,
                CODE + "-0" + indicator.sequence(),
                "/indicators/" + (indicator.sequence() - 1),
                actual == null ? null : decimal(actual),
                result,
                points == null ? null : decimal(points),
                null,
                null,
                explanation);
    }

    public static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
