package org.jixiao.reporting.goaltable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jixiao.reporting.assessment.AssessedIndicator;

/**
 * Puts what was said of indicators beside those of the goal, by name and target: the place that one had when it was said may have
 * become that of another since. Those that say the same are told apart by their order.
 */
final class JoiningIndicators {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectReader OF_GOAL = JSON.readerForListOf(JsonNode.class);
    private static final ObjectReader SAID = JSON.readerForListOf(AssessedIndicator.class);

    private JoiningIndicators() {}

    /** @param number among those that say the same, from 1 */
    private record Identity(String name, String annualTarget, int number) {

        private AssessedIndicator ofNoGoal() {
            return AssessedIndicator.unsaid(null, null, name, annualTarget);
        }
    }

    /**
     * Those of which something was said: in the order of the goal, and behind them those that it has no more.
     *
     * @param goal the array as indicator-service publishes it
     * @param said the array as the read model keeps it
     */
    static List<AssessedIndicator> of(String goal, String said) {
        List<JsonNode> stated = read(OF_GOAL, goal);
        List<AssessedIndicator> all = read(SAID, said);
        Map<Identity, AssessedIndicator> there = identified(stated.stream().map(JoiningIndicators::unsaid));
        Map<Identity, AssessedIndicator> monitored = identified(all.stream().filter(each -> each.score() == null));
        Map<Identity, AssessedIndicator> evaluated = identified(all.stream().filter(each -> each.score() != null));
        return Stream.of(there, monitored, evaluated)
                .flatMap(each -> each.keySet().stream())
                .distinct()
                .filter(identity -> monitored.containsKey(identity) || evaluated.containsKey(identity))
                .map(identity -> Stream.of(monitored.get(identity), evaluated.get(identity))
                        .filter(Objects::nonNull)
                        .reduce(there.getOrDefault(identity, identity.ofNoGoal()), AssessedIndicator::and))
                .toList();
    }

    /** Of a goal nobody has asked what its indicators are like: one without a name or target is beside nothing that was said. */
    private static AssessedIndicator unsaid(JsonNode ofGoal) {
        JsonNode sequence = ofGoal.path("sequence");
        return AssessedIndicator.unsaid(
                ofGoal.path("indicatorId").textValue(),
                sequence.isIntegralNumber() ? sequence.longValue() : null,
                ofGoal.path("name").textValue(),
                ofGoal.at("/annualTarget/raw").textValue());
    }

    private static Map<Identity, AssessedIndicator> identified(Stream<AssessedIndicator> indicators) {
        Map<Identity, AssessedIndicator> identified = new LinkedHashMap<>();
        Map<Identity, Integer> alike = new HashMap<>();
        indicators.forEach(each -> {
            int number = alike.merge(new Identity(each.name(), each.annualTarget(), 0), 1, Integer::sum);
            identified.put(new Identity(each.name(), each.annualTarget(), number), each);
        });
        return identified;
    }

    private static <T> List<T> read(ObjectReader reader, String array) {
        try {
            return reader.readValue(array);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
