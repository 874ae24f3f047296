package org.jixiao.indicator.judging;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jixiao.indicator.goal.Goal;
import org.jixiao.indicator.goal.Indicator;
import org.jixiao.indicator.target.Meaning;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * What a body says of the indicators of a goal.
 *
 * @param each one for every indicator of the goal, in their order
 * @param violations what contradicts the goal; with any, the rest says nothing
 */
public record Observations(List<Observation> each, List<Violation> violations) {

    public Observations {
        each = List.copyOf(each);
        violations = List.copyOf(violations);
    }

    /** Reads what its schema has accepted; an indicator is named by its id, its sequence, or both. */
    public static Observations read(Goal goal, JsonNode body) {
        List<Violation> violations = new ArrayList<>();
        Map<Integer, Observation> bySequence = new TreeMap<>();
        for (int i = 0; i < body.get("indicators").size(); i++) {
            JsonNode json = body.get("indicators").get(i);
            String pointer = "/indicators/" + i;
            indicator(goal, json, pointer, violations).ifPresent(indicator -> {
                Observation said = observation(goal, indicator, json, pointer);
                violations.addAll(contradictions(said));
                refuseOther(indicator.name(), json, "name", pointer, violations);
                refuseOther(indicator.annualTarget().raw(), json, "annualTarget", pointer, violations);
                if (bySequence.put(indicator.sequence(), said) != null) {
                    Text text = Text.of("指标 %d 出现两次", "Indicator %d is there twice", indicator.sequence());
                    violations.add(new Violation(pointer, "DUPLICATE_INDICATOR", text));
                }
            });
        }
        List<Observation> each = goal.indicators().stream()
                .map(indicator -> bySequence.getOrDefault(
                        indicator.sequence(), Observation.none(indicator, goal.indicatorId(indicator))))
                .toList();
        return new Observations(each, violations);
    }

    private static Optional<Indicator> indicator(Goal goal, JsonNode json, String pointer, List<Violation> violations) {
        String id = json.hasNonNull("indicatorId") ? json.get("indicatorId").asText() : null;
        Integer sequence = json.hasNonNull("sequence") ? json.get("sequence").asInt() : null;
        if (id == null && sequence == null) {
            Text text = Text.of("须给出 indicatorId 或 sequence", "indicatorId or sequence is needed");
            violations.add(new Violation(pointer + "/indicatorId", "MISSING_FIELD", text));
            return Optional.empty();
        }
        Optional<Indicator> found = goal.indicators().stream()
                .filter(indicator -> (id == null || id.equals(goal.indicatorId(indicator)))
                        && (sequence == null || sequence == indicator.sequence()))
                .findFirst();
        if (found.isEmpty()) {
            Text text = Text.of("该项目的绩效目标没有这一指标", "The goal of this project has no such indicator");
            String member = id == null ? "/sequence" : "/indicatorId";
            violations.add(new Violation(pointer + member, "UNKNOWN_REFERENCE", text));
        }
        return found;
    }

    /** A place in the goal may belong to another indicator by now, whose figures these are not. */
    private static void refuseOther(
            String present, JsonNode json, String member, String pointer, List<Violation> violations) {
        JsonNode sent = json.path(member);
        String repeated = sent.path("raw").asText(sent.asText());
        if (json.hasNonNull(member) && !repeated.equals(present)) {
            Text text =
                    Text.of("绩效目标中这里现为“%s”，请核对后重填", "The goal says \"%s\" here now: check, and state it anew", present);
            violations.add(new Violation(pointer + "/" + member, "READ_ONLY_FIELD", text));
        }
    }

    private static Observation observation(Goal goal, Indicator indicator, JsonNode json, String pointer) {
        return new Observation(
                indicator,
                goal.indicatorId(indicator),
                pointer,
                decimal(json, "actual"),
                constant(json, "result", Result.class),
                decimal(json, "points"),
                constant(json, "outlook", Outlook.class),
                constant(json, "cause", Cause.class),
                json.hasNonNull("explanation") ? json.get("explanation").asText() : null);
    }

    private static List<Violation> contradictions(Observation said) {
        List<Violation> violations = new ArrayList<>();
        boolean measured = isMeasured(said.indicator());
        if (measured && said.result() != null) {
            Text text = Text.of("有数值的指标值须填 actual，不填 result", "A measured target takes actual, not result");
            violations.add(new Violation(said.at("result"), "RESULT_NOT_ALLOWED", text));
        }
        if (!measured && said.actual() != null) {
            Text text =
                    Text.of("没有数值的指标值须填 result，不填 actual", "A target that is not measured takes result, not actual");
            violations.add(new Violation(said.at("actual"), "ACTUAL_NOT_ALLOWED", text));
        }
        if (!isInWords(said.indicator()) && said.result() == Result.PARTLY) {
            Text text = Text.of("是否类和期限类指标没有部分达成", "Yes or no, or a date, is not met in part");
            violations.add(new Violation(said.at("result"), "RESULT_NOT_ALLOWED", text));
        }
        if (!isInWords(said.indicator()) && said.points() != null) {
            Text text = Text.of("该指标的得分由系统计算", "The score of this indicator is computed");
            violations.add(new Violation(said.at("points"), "POINTS_NOT_ALLOWED", text));
        }
        return violations;
    }

    /** Whether the target of the year is a figure that an actual value is held against. */
    public static boolean isMeasured(Indicator indicator) {
        return switch (indicator.annualTarget().meaning()) {
            case Meaning.Quantity _, Meaning.Range _, Meaning.Tolerance _ -> true;
            case Meaning.Deadline _, Meaning.Truth _, Meaning.Prose _, Meaning.Blank _ -> false;
        };
    }

    /** Whether a person says how far the target was met; also where there is none, because the indicator has weight all the same. */
    public static boolean isInWords(Indicator indicator) {
        return switch (indicator.annualTarget().meaning()) {
            case Meaning.Prose _, Meaning.Blank _ -> true;
            case Meaning.Quantity _, Meaning.Range _, Meaning.Tolerance _, Meaning.Deadline _, Meaning.Truth _ -> false;
        };
    }

    private static BigDecimal decimal(JsonNode json, String member) {
        return json.hasNonNull(member) ? new BigDecimal(json.get(member).asText()) : null;
    }

    private static <E extends Enum<E>> E constant(JsonNode json, String member, Class<E> constants) {
        return json.hasNonNull(member)
                ? Enum.valueOf(constants, json.get(member).asText())
                : null;
    }
}
