package org.jixiao.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.problem.Violation;

/** Prints verdicts for people, Chinese first, or as one JSON document on each line. */
final class Report {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> CHINESE =
            Map.of("VALID", "通过", "DUPLICATE", "重复", "STALE", "过时", "REJECTED", "拒绝");

    private final PrintStream out;
    private final boolean asJson;
    private final Map<String, Integer> count = new TreeMap<>();
    private boolean fit = true;

    Report(PrintStream out, boolean asJson) {
        this.out = out;
        this.asJson = asJson;
    }

    void print(Verdict verdict) {
        count.merge(verdict.word(), 1, Integer::sum);
        fit &= verdict.isFit();
        if (asJson) {
            printJson(verdict);
        } else {
            printText(verdict);
        }
    }

    /** Prints how many there were of each kind. */
    void end() {
        if (!asJson) {
            out.printf(
                    "%d 个事件 / %1$d events: %s%n",
                    count.values().stream().mapToInt(Integer::intValue).sum(), count);
        }
    }

    boolean isEmpty() {
        return count.isEmpty();
    }

    /** Whether everything can be sent as it is. */
    boolean allFit() {
        return fit;
    }

    private void printText(Verdict verdict) {
        out.printf(
                "%s %-9s %s  %s v%s  %s%n",
                CHINESE.get(verdict.word()),
                verdict.code() == null ? verdict.word() : verdict.code(),
                verdict.attribute("partitionkey"),
                verdict.attribute("type").replaceFirst("^org\\.jixiao\\.", ""),
                verdict.attribute("aggregateversion"),
                verdict.found().place());
        if (verdict.outcome() instanceof Outcome.Stale(long applied)) {
            out.printf("    前面已有版本 %d / version %1$d comes before it%n", applied);
        }
        if (verdict.outcome() instanceof Outcome.Duplicate) {
            out.println("    前面已有同一事件 / the same event comes before it");
        }
        verdict.violations().forEach(this::printViolation);
        verdict.warnings().forEach(this::printViolation);
    }

    private void printViolation(Violation each) {
        out.printf(
                "    %s  %s  %s / %s%n",
                each.pointer().isEmpty() ? "/" : each.pointer(),
                each.code(),
                each.message().zh(),
                each.message().en());
    }

    private void printJson(Verdict verdict) {
        ObjectNode json = JSON.createObjectNode()
                .put("file", verdict.found().file().toString())
                .put("line", verdict.found().line())
                .put("id", verdict.attribute("id"))
                .put("projectCode", verdict.attribute("partitionkey"))
                .put("outcome", verdict.word())
                .put("code", verdict.code());
        put(json.putArray("violations"), verdict.violations());
        put(json.putArray("warnings"), verdict.warnings());
        try {
            out.println(JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static void put(ArrayNode list, List<Violation> violations) {
        for (Violation each : violations) {
            list.addObject()
                    .put("pointer", each.pointer())
                    .put("code", each.code())
                    .put("message", each.message().zh())
                    .put("messageEn", each.message().en());
        }
    }
}
