package org.jixiao.reporting.intake;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jixiao.reporting.assessment.AssessedIndicator;
import org.jixiao.reporting.assessment.MonitoringLamp;

/** Puts together what the last round and the self-evaluation say of each indicator, in the form in which it is handed on. */
final class AssessedIndicators {

    private static final JsonMapper JSON = new JsonMapper();

    private AssessedIndicators() {}

    /**
     * A JSON array in the order of their numbers.
     *
     * @param monitored of the last round; none before the first
     * @param evaluated of the self-evaluation; none before it
     */
    static String of(List<Members> monitored, List<Members> evaluated, Pattern score) throws Unreadable {
        Map<String, AssessedIndicator> indicators = new HashMap<>();
        for (Members each : monitored) {
            AssessedIndicator indicator = new AssessedIndicator(
                    each.text("indicatorId"),
                    each.number("sequence", 1),
                    each.isNull("lamp") ? null : each.constant("lamp", MonitoringLamp.class),
                    each.textOrNull("cause"),
                    each.textOrNull("actual"),
                    each.textOrNull("result"),
                    null);
            indicators.put(indicator.indicatorId(), indicator);
        }
        for (Members each : evaluated) {
            String id = each.text("indicatorId");
            AssessedIndicator before = indicators.getOrDefault(
                    id, new AssessedIndicator(id, each.number("sequence", 1), null, null, null, null, null));
            indicators.put(
                    id,
                    before.evaluated(each.textOrNull("actual"), each.textOrNull("result"), each.code("score", score)));
        }
        return JSON.valueToTree(indicators.values().stream()
                        .sorted(Comparator.comparingLong(AssessedIndicator::sequence))
                        .toList())
                .toString();
    }
}
