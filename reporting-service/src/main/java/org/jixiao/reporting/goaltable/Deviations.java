package org.jixiao.reporting.goaltable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
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

    private static final ObjectReader INDICATORS =
            new JsonMapper().readerFor(new TypeReference<List<AssessedIndicator>>() {});

    /** Of the array as the read model keeps it. */
    static Deviations of(String indicators) {
        Map<MonitoringLamp, Long> lit = new EnumMap<>(MonitoringLamp.class);
        Map<MonitoringLamp, Long> explained = new EnumMap<>(MonitoringLamp.class);
        try {
            List<AssessedIndicator> all = INDICATORS.readValue(indicators);
            for (AssessedIndicator each : all) {
                if (each.lamp() != null) {
                    lit.merge(each.lamp(), 1L, Long::sum);
                    explained.merge(each.lamp(), each.cause() == null ? 0L : 1L, Long::sum);
                }
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
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
