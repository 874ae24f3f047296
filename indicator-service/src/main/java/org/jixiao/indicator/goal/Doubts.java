package org.jixiao.indicator.goal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jixiao.indicator.target.Target;
import org.jixiao.indicator.target.TargetFlag;
import org.jixiao.platform.problem.Violation;

/** The flags of a goal as warnings, each at the place that it is about. */
final class Doubts {

    private final List<Violation> doubts = new ArrayList<>();

    private Doubts() {}

    static List<Violation> about(Goal goal) {
        var doubts = new Doubts();
        for (int i = 0; i < goal.indicators().size(); i++) {
            doubts.add("/indicators/" + i, goal.indicators().get(i));
        }
        return List.copyOf(doubts.doubts);
    }

    private void add(String pointer, Indicator indicator) {
        Set<IndicatorFlag> ofTheWhole = EnumSet.noneOf(IndicatorFlag.class);
        ofTheWhole.addAll(indicator.flags());
        ofTheWhole.removeAll(add(pointer + "/periodTarget", indicator.periodTarget()));
        ofTheWhole.removeAll(add(pointer + "/annualTarget", indicator.annualTarget()));
        ofTheWhole.forEach(flag -> doubts.add(new Violation(pointer, flag.name(), flag.text())));
    }

    private Set<IndicatorFlag> add(String pointer, Target target) {
        Set<IndicatorFlag> said = EnumSet.noneOf(IndicatorFlag.class);
        for (TargetFlag flag : target.flags()) {
            doubts.add(new Violation(pointer, flag.name(), flag.text()));
            said.add(IndicatorFlag.of(flag));
        }
        return said;
    }
}
