package org.jixiao.reporting.goaltable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jixiao.reporting.assessment.AssessedIndicator;
import org.jixiao.reporting.assessment.MonitoringLamp;

/**
 * What rules ask of a project's last monitoring.
 *
 * @param lit how many indicators have which lamp
 * @param explained how many of them have a cause
 */
record Deviations(Map<MonitoringLamp, Long> lit, Map<MonitoringLamp, Long> explained) {

    static Deviations of(List<AssessedIndicator> indicators) {
        Map<MonitoringLamp, Long> lit = new EnumMap<>(MonitoringLamp.class);
        Map<MonitoringLamp, Long> explained = new EnumMap<>(MonitoringLamp.class);
        for (AssessedIndicator each : indicators) {
            if (each.lamp() != null) {
                lit.merge(each.lamp(), 1L, Long::sum);
                explained.merge(each.lamp(), each.cause() == null ? 0L : 1L, Long::sum);
            }
        }
        return new Deviations(lit, explained);
    }

    /** How many have one of these lamps. */
    long lit(List<MonitoringLamp> lamps) {
        return sum(lit, lamps);
    }

    /** How many of those have a cause. */
    long explained(List<MonitoringLamp> lamps) {
        return sum(explained, lamps);
    }

    private static long sum(Map<MonitoringLamp, Long> counts, List<MonitoringLamp> lamps) {
        return lamps.stream().mapToLong(lamp -> counts.getOrDefault(lamp, 0L)).sum();
    }
}
