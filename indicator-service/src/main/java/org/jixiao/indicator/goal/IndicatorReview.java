package org.jixiao.indicator.goal;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jixiao.indicator.frame.FrameNode;
import org.jixiao.indicator.frame.IndicatorFrame;
import org.jixiao.indicator.target.IndicatorName;
import org.jixiao.indicator.target.Target;

/** The doubts about an indicator: those that show in itself, and those that show against a frame. */
final class IndicatorReview {

    private static final Set<String> EXECUTION_RATES = Set.of("资金使用率", "资金支付率", "资金执行率", "预算执行率", "预算支出率");

    private IndicatorReview() {}

    static Set<IndicatorFlag> of(PrintedIndicator printed, Target period, Target annual) {
        Set<IndicatorFlag> flags = EnumSet.noneOf(IndicatorFlag.class);
        Stream.of(period, annual)
                .flatMap(target -> target.flags().stream())
                .map(IndicatorFlag::of)
                .forEach(flags::add);
        if (period.unit().isPresent() && annual.unit().isPresent() && !period.unitAgreesWith(annual)) {
            flags.add(IndicatorFlag.UNIT_CONFLICT);
        }
        if (new IndicatorName(printed.name()).isRate() && printed.type().name().startsWith("数量")) {
            flags.add(IndicatorFlag.RATE_AS_QUANTITY);
        }
        if (printed.name().contains("满意度") && !printed.category().name().contains("满意度")) {
            flags.add(IndicatorFlag.SATISFACTION_ELSEWHERE);
        }
        if (EXECUTION_RATES.contains(printed.name())) {
            flags.add(IndicatorFlag.EXECUTION_RATE_REPEATED);
        }
        return flags;
    }

    static Set<IndicatorFlag> against(IndicatorFrame frame, PrintedIndicator printed) {
        Set<IndicatorFlag> flags = EnumSet.noneOf(IndicatorFlag.class);
        Optional<FrameNode> category = frame.category(printed.category().code());
        Optional<FrameNode> type = frame.type(printed.type().code());
        if (category.isEmpty()) {
            flags.add(IndicatorFlag.CATEGORY_UNKNOWN);
        } else if (!category.get().isNamed(printed.category().name())) {
            flags.add(IndicatorFlag.CATEGORY_NAME_DIFFERS);
        }
        if (type.isEmpty()) {
            flags.add(IndicatorFlag.TYPE_UNKNOWN);
            return flags;
        }
        if (!type.get().isNamed(printed.type().name())) {
            flags.add(IndicatorFlag.TYPE_NAME_DIFFERS);
        }
        if (!type.get().parentCode().equals(printed.category().code())) {
            flags.add(IndicatorFlag.TYPE_OUTSIDE_CATEGORY);
        }
        return flags;
    }
}
