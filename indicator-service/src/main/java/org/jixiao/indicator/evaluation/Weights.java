package org.jixiao.indicator.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jixiao.indicator.goal.Indicator;
import org.jixiao.indicator.judging.AssessmentProfile;
import org.jixiao.indicator.judging.Share;

/**
 * What each indicator of a goal weighs.
 *
 * @param points in the order of the indicators, each above 0 with two decimals
 */
record Weights(WeightSource source, List<BigDecimal> points) {

    private static final BigDecimal WHOLE = new BigDecimal(100);
    private static final BigDecimal FEWEST = new BigDecimal("0.01");

    /**
     * Those that the goal states, when every indicator has one and they come to 100, or to 100 with the execution; else those of the
     * profile.
     *
     * @return empty when no variant of the profile has all categories of the goal, or its weights are too fine to be divided
     */
    static Optional<Weights> of(List<Indicator> indicators, AssessmentProfile profile) {
        List<BigDecimal> stated = indicators.stream().map(Indicator::weight).toList();
        if (stated.stream().allMatch(Objects::nonNull)) {
            Weights own = new Weights(
                    WeightSource.GOAL,
                    stated.stream()
                            .map(points -> points.setScale(2, RoundingMode.UNNECESSARY))
                            .toList());
            if (own.isWhole() || own.isWholeWith(profile.scores().executionWeight())) {
                return Optional.of(own);
            }
        }
        return ofProfile(indicators, profile);
    }

    BigDecimal total() {
        return points.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether they leave nothing for the execution. */
    boolean isWhole() {
        return total().compareTo(WHOLE) == 0;
    }

    private boolean isWholeWith(BigDecimal executionWeight) {
        return total().add(executionWeight).compareTo(WHOLE) == 0;
    }

    private static Optional<Weights> ofProfile(List<Indicator> indicators, AssessmentProfile profile) {
        SequencedMap<String, List<Integer>> places = IntStream.range(0, indicators.size())
                .boxed()
                .sorted(Comparator.comparing(i -> indicators.get(i).category().code()))
                .collect(Collectors.groupingBy(
                        i -> AssessmentProfile.stem(indicators.get(i).category().name()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<String> categories = List.copyOf(places.keySet());
        return variant(categories, profile.shares()).flatMap(shares -> {
            List<BigDecimal> ofCategories = spread(categories, shares);
            BigDecimal[] points = new BigDecimal[indicators.size()];
            int category = 0;
            for (List<Integer> members : places.values()) {
                divide(ofCategories.get(category++), members, points);
            }
            boolean positive = List.of(points).stream().allMatch(each -> each.compareTo(FEWEST) >= 0);
            return positive ? Optional.of(new Weights(WeightSource.PROFILE, List.of(points))) : Optional.empty();
        });
    }

    /** The shares of the variant with the fewest categories that has all of these. */
    private static Optional<List<Share>> variant(List<String> categories, List<Share> shares) {
        return shares.stream()
                .collect(Collectors.groupingBy(Share::variant, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(variant ->
                        variant.stream().map(Share::category).toList().containsAll(categories))
                .min(Comparator.comparingInt(List::size));
    }

    /**
     * The points of each category that is there. What a missing one weighs goes where its share says, if that is there; all else is
     * spread in proportion. The last category takes what rounding leaves.
     */
    private static List<BigDecimal> spread(List<String> categories, List<Share> shares) {
        Map<String, BigDecimal> own = new HashMap<>();
        for (Share share : shares) {
            boolean there = categories.contains(share.category());
            String heir = there ? share.category() : share.goesTo();
            if (heir != null && categories.contains(heir)) {
                own.merge(heir, share.weight(), BigDecimal::add);
            }
        }
        BigDecimal whole = shares.stream().map(Share::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal there = own.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BigDecimal> points = new ArrayList<>();
        BigDecimal left = whole;
        for (String category : categories.subList(0, categories.size() - 1)) {
            BigDecimal part = own.get(category).multiply(whole).divide(there, 2, RoundingMode.DOWN);
            points.add(part);
            left = left.subtract(part);
        }
        points.add(left);
        return points;
    }

    /** Evenly; the last takes what rounding leaves. */
    private static void divide(BigDecimal whole, List<Integer> members, BigDecimal[] points) {
        BigDecimal part = whole.divide(new BigDecimal(members.size()), 2, RoundingMode.DOWN);
        members.forEach(member -> points[member] = part);
        BigDecimal all = part.multiply(new BigDecimal(members.size()));
        points[members.getLast()] = part.add(whole.subtract(all)).setScale(2, RoundingMode.UNNECESSARY);
    }
}
