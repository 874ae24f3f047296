package org.jixiao.indicator.judging;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * By what a jurisdiction judges projects from a year on. Data, because there are no national limits for lamps and no one set of
 * weights and labels.
 *
 * @param name for people; a self-evaluation states it
 * @param grades the best first
 */
public record AssessmentProfile(
        String name, LampLimits lamps, ScoreRules scores, List<Share> shares, List<GradeLimit> grades) {

    private static final BigDecimal WHOLE = new BigDecimal(100);
    private static final String INDICATOR = "指标";

    /**
     * @throws IllegalArgumentException without a grade for the score 0, or when a variant comes to 100 neither alone nor with the
     *     execution
     */
    public AssessmentProfile {
        shares = List.copyOf(shares);
        grades = grades.stream()
                .sorted(Comparator.comparing(GradeLimit::from).reversed())
                .toList();
        if (grades.isEmpty() || grades.getLast().from().signum() > 0) {
            throw new IllegalArgumentException("no grade for the score 0 in " + name);
        }
        shares.stream()
                .collect(Collectors.groupingBy(
                        Share::variant, Collectors.reducing(BigDecimal.ZERO, Share::weight, BigDecimal::add)))
                .forEach((variant, weight) -> {
                    boolean isWhole = weight.compareTo(WHOLE) == 0
                            || weight.add(scores.executionWeight()).compareTo(WHOLE) == 0;
                    if (!isWhole) {
                        throw new IllegalArgumentException(variant + " weighs " + weight + " in " + name);
                    }
                });
    }

    /** The grade of a score between 0 and 100. */
    public GradeLimit grade(BigDecimal score) {
        return grades.stream()
                .filter(each -> score.compareTo(each.from()) >= 0)
                .findFirst()
                .orElseThrow();
    }

    /** A classification's name as profiles have it: 产出 for 产出指标. */
    public static String stem(String name) {
        String bare = name.strip();
        return bare.endsWith(INDICATOR) ? bare.substring(0, bare.length() - INDICATOR.length()) : bare;
    }
}
