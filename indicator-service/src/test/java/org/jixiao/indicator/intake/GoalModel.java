package org.jixiao.indicator.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the contract says of a history of events and requests, in memory and without haste. */
final class GoalModel {

    private final Map<String, List<String>> statements = new HashMap<>();
    private final Map<String, List<String>> answers = new HashMap<>();
    private final Map<String, ObjectNode> contents = new HashMap<>();
    private final Map<String, Long> applied = new HashMap<>();
    private final Map<String, long[]> revisions = new HashMap<>();

    /** A receipt in short. */
    static String told(JsonNode receipt) {
        JsonNode outcome = receipt.get("code").isNull() ? receipt.get("outcome") : receipt.get("code");
        return outcome.asText() + " " + receipt.get("version")
                + (receipt.get("dryRun").asBoolean() ? " dry" : "");
    }

    void unreadable(String code) {
        answer(code, "MALFORMED null");
    }

    void put(String code, ObjectNode goal) {
        of(statements, code).add(goal.get("statement").asText());
    }

    void reported(ObjectNode event) {
        String code = event.get("partitionkey").asText();
        String id = event.get("id").asText();
        boolean dry = event.path("dryrun").asBoolean();
        String dryRun = dry ? " dry" : "";
        ObjectNode before = contents.get(id);
        if (before != null && !before.equals(event)) {
            answer(code, "ID_CONFLICT null" + dryRun);
        } else if (applied.containsKey(id)) {
            answer(code, "DUPLICATE " + applied.get(id) + dryRun);
        } else if (isStale(code, event)) {
            answer(code, "STALE " + revisions.get(code)[1] + dryRun);
            remember(id, event, dry, null);
        } else if (event.at("/data/indicators/0/typeCode").asText().equals("99")) {
            answer(code, "UNKNOWN_REFERENCE null" + dryRun);
            if (!dry) {
                contents.put(id, event);
            }
        } else {
            answer(code, "ACCEPTED " + (version(code) + 1) + dryRun);
            accept(code, id, event, dry);
        }
    }

    long version(String code) {
        return of(statements, code).size();
    }

    List<String> statements(String code) {
        return of(statements, code);
    }

    List<String> answers(String code) {
        return of(answers, code);
    }

    /** The last statement and version, once there is one. */
    List<String> state(String code) {
        return version(code) == 0 ? List.of() : List.of(of(statements, code).getLast() + version(code));
    }

    private void accept(String code, String id, ObjectNode event, boolean dry) {
        if (dry) {
            return;
        }
        of(statements, code).add(event.at("/data/statement").asText());
        revisions.put(
                code, new long[] {epoch(event), event.get("aggregateversion").asLong()});
        remember(id, event, false, version(code));
    }

    private void remember(String id, ObjectNode event, boolean dry, Long version) {
        if (!dry) {
            contents.put(id, event);
            applied.put(id, version);
        }
    }

    private boolean isStale(String code, ObjectNode event) {
        long[] last = revisions.get(code);
        if (last == null || epoch(event) != last[0]) {
            return last != null && epoch(event) < last[0];
        }
        return event.get("aggregateversion").asLong() <= last[1];
    }

    private static long epoch(ObjectNode event) {
        return event.get("sourceepoch").asLong();
    }

    private void answer(String code, String told) {
        of(answers, code).add(told);
    }

    private static List<String> of(Map<String, List<String>> lists, String code) {
        return lists.computeIfAbsent(code, none -> new ArrayList<>());
    }
}
