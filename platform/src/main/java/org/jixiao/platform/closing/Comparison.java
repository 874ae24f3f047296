package org.jixiao.platform.closing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jixiao.platform.closing.Closing.Difference;
import org.jixiao.platform.closing.Closing.Differing;
import org.jixiao.platform.closing.Closing.Reason;

/** Holds figures against figures, to the fen. A blank equals a blank and nothing else, zero included. */
final class Comparison {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NO_FIGURES =
            List.of("sender", "fiscalYear", "period", "projects", "projectCode", "version", "sourceEpoch");

    private Comparison() {}

    /**
     * A project in the books.
     *
     * @param inForce whether it counts
     */
    record Held(String projectCode, long epoch, long version, boolean inForce, JsonNode figures) {}

    /** What is left of a statement without the names of what it is about. */
    static ObjectNode figures(JsonNode statement) {
        ObjectNode figures = statement.deepCopy();
        return figures.remove(NO_FIGURES);
    }

    /** The stated figures that are not found as stated; what was not stated is not compared. */
    static List<Difference> differences(JsonNode stated, JsonNode found) {
        List<Difference> differences = new ArrayList<>();
        collect("", stated, stated, found, differences);
        return differences;
    }

    /** The projects that differ, ordered by code. */
    static List<Differing> projects(JsonNode stated, Map<String, Held> held) {
        Map<String, Held> unstated = new TreeMap<>(held);
        Map<String, Differing> differing = new TreeMap<>();
        for (JsonNode each : stated) {
            String code = each.get("projectCode").asText();
            Differing one = compare(code, each, unstated.remove(code));
            if (!one.reasons().isEmpty()) {
                differing.put(code, one);
            }
        }
        unstated.values().stream().filter(Held::inForce).forEach(each -> {
            List<Difference> all = new ArrayList<>();
            collect("", each.figures, null, each.figures, all);
            List<Reason> reasons = List.of(Reason.MISSING_THERE);
            differing.put(each.projectCode, new Differing(each.projectCode, reasons, null, each.version, all));
        });
        return List.copyOf(differing.values());
    }

    private static Differing compare(String code, JsonNode stated, Held held) {
        long version = stated.get("version").longValue();
        if (held == null) {
            List<Difference> all = differences(figures(stated), null);
            return new Differing(code, List.of(Reason.MISSING_HERE), version, null, all);
        }
        List<Reason> reasons = new ArrayList<>();
        if (!held.inForce) {
            reasons.add(Reason.WITHDRAWN_HERE);
        }
        long epoch = stated.path("sourceEpoch").asLong(held.epoch);
        if (version != held.version || epoch != held.epoch) {
            reasons.add(Reason.OTHER_REVISION);
        }
        List<Difference> differences = differences(figures(stated), held.figures);
        if (!differences.isEmpty()) {
            reasons.add(Reason.OTHER_FIGURES);
        }
        return new Differing(code, List.copyOf(reasons), version, held.version, differences);
    }

    /** Goes over the figures of {@code shape}; either side may be absent as a whole. */
    private static void collect(
            String pointer, JsonNode shape, JsonNode stated, JsonNode found, List<Difference> differences) {
        for (Map.Entry<String, JsonNode> member : shape.properties()) {
            String at = pointer + "/" + member.getKey();
            JsonNode there = member(stated, member.getKey());
            JsonNode here = member(found, member.getKey());
            if (member.getValue().isObject()) {
                collect(at, member.getValue(), there, here, differences);
            } else if (!same(there, here)) {
                differences.add(new Difference(at, there, here, difference(there, here)));
            }
        }
    }

    private static JsonNode member(JsonNode node, String name) {
        return node == null || !node.hasNonNull(name) ? NullNode.instance : node.get(name);
    }

    /** Amounts have one way to be written, so that equal amounts are equal texts. */
    private static boolean same(JsonNode stated, JsonNode found) {
        return stated.isNull() == found.isNull() && stated.asText().equals(found.asText());
    }

    private static JsonNode difference(JsonNode stated, JsonNode found) {
        if (stated.isNull() || found.isNull()) {
            return NullNode.instance;
        }
        BigDecimal difference = new BigDecimal(found.asText()).subtract(new BigDecimal(stated.asText()));
        return stated.isTextual()
                ? JSON.textNode(difference.toPlainString())
                : JSON.numberNode(difference.longValueExact());
    }
}
