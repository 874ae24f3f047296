package org.jixiao.indicator.goal;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jixiao.indicator.frame.CodedName;
import org.jixiao.indicator.frame.IndicatorFrame;
import org.jixiao.indicator.target.Accumulation;
import org.jixiao.indicator.target.Target;

/**
 * An indicator (绩效指标) of a project's goal. Its name is no key: names repeat across projects.
 *
 * @param sequence its number in the goal, from 1
 * @param category level 1 of the classification
 * @param type level 2 of the classification
 * @param periodTarget for the whole implementation period (实施周期指标值); not derived from the other
 * @param annualTarget for the year (年度指标值)
 * @param weight points of the self-evaluation; null until given
 * @param accumulation suggested from the name until a person confirms it
 * @param flags for the reviewer, in the order of {@link IndicatorFlag}
 */
public record Indicator(
        int sequence,
        CodedName category,
        CodedName type,
        String name,
        Target periodTarget,
        Target annualTarget,
        BigDecimal weight,
        Accumulation accumulation,
        Set<IndicatorFlag> flags) {

    public Indicator {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(periodTarget, "periodTarget");
        Objects.requireNonNull(annualTarget, "annualTarget");
        Objects.requireNonNull(accumulation, "accumulation");
        var ordered = EnumSet.noneOf(IndicatorFlag.class);
        ordered.addAll(flags);
        flags = Collections.unmodifiableSet(ordered);
    }

    /** An indicator as printed, its targets read under its name, its accumulation suggested, not weighted. */
    public static Indicator read(int sequence, PrintedIndicator printed) {
        Target period = Target.parse(printed.periodTarget()).named(printed.name());
        Target annual = Target.parse(printed.annualTarget()).named(printed.name());
        return new Indicator(
                sequence,
                printed.category(),
                printed.type(),
                printed.name(),
                period,
                annual,
                null,
                Accumulation.suggest(printed.name(), annual),
                IndicatorReview.of(printed, period, annual));
    }

    /** With the doubts that show when it is held against the frame in force. */
    public Indicator reviewedAgainst(IndicatorFrame frame) {
        var more = EnumSet.noneOf(IndicatorFlag.class);
        more.addAll(flags);
        more.addAll(IndicatorReview.against(frame, printed()));
        return new Indicator(sequence, category, type, name, periodTarget, annualTarget, weight, accumulation, more);
    }

    /** With its points; null takes them away. */
    public Indicator weighing(BigDecimal points) {
        return new Indicator(sequence, category, type, name, periodTarget, annualTarget, points, accumulation, flags);
    }

    /** With the accumulation that a person has confirmed. */
    public Indicator accumulating(Accumulation confirmed) {
        return new Indicator(sequence, category, type, name, periodTarget, annualTarget, weight, confirmed, flags);
    }

    /** Whether its accumulation is the one that its name and target suggest, which perhaps nobody has confirmed. */
    boolean isAccumulationSuggested() {
        return accumulation == Accumulation.suggest(name, annualTarget);
    }

    /** Whether it has the same name and the same target for the year. */
    boolean saysTheSameAs(Indicator other) {
        return name.equals(other.name) && annualTarget.raw().equals(other.annualTarget.raw());
    }

    /** As the table prints it. */
    public PrintedIndicator printed() {
        return new PrintedIndicator(category, type, name, periodTarget.raw(), annualTarget.raw());
    }
}
