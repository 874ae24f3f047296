package org.jixiao.reporting.intake;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jixiao.reporting.assessment.AssessedIndicator;
import org.jixiao.reporting.assessment.MonitoringLamp;

/** What the last round and the self-evaluation say of each indicator, in the form in which it is kept. */
final class AssessedIndicators {

    private static final JsonMapper JSON = new JsonMapper();

    private AssessedIndicators() {}

    /**
     * A JSON array in the order of their numbers. What the round and the self-evaluation say of one number stays apart: between them
     * it may have become that of another indicator.
     *
     * @param monitored of the last round; none before the first
     * @param evaluated of the self-evaluation; none before it
     */
    static String of(List<Members> monitored, List<Members> evaluated, Pattern score) throws Unreadable {
        List<AssessedIndicator> said = new ArrayList<>();
        for (Members each : monitored) {
            said.add(new AssessedIndicator(
                    each.text("indicatorId"),
                    each.number("sequence", 1),
                    each.text("name"),
                    each.text("annualTarget"),
                    each.isNull("lamp") ? null : each.constant("lamp", MonitoringLamp.class),
                    each.textOrNull("cause"),
                    each.textOrNull("actual"),
                    each.textOrNull("result"),
                    null));
        }
        for (Members each : evaluated) {
            said.add(new AssessedIndicator(
                    each.text("indicatorId"),
                    each.number("sequence", 1),
                    each.text("name"),
                    each.text("annualTarget"),
                    null,
                    null,
                    each.textOrNull("actual"),
                    each.textOrNull("result"),
                    each.code("score", score)));
        }
        said.sort(Comparator.comparing(AssessedIndicator::sequence));
        return JSON.valueToTree(said).toString();
    }
}
