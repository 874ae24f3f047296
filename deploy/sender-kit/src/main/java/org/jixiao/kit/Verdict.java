package org.jixiao.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.problem.Violation;

/**
 * What is to be expected of an event.
 *
 * @param json the document; null when there is none to be had
 */
record Verdict(FoundEvent found, JsonNode json, Outcome outcome) {

    /** The word of the receipt that the owner would give at best. */
    String word() {
        return switch (outcome) {
            case Outcome.Accepted accepted -> "VALID";
            case Outcome.Duplicate duplicate -> "DUPLICATE";
            case Outcome.Stale stale -> "STALE";
            case Outcome.Rejected rejected -> "REJECTED";
        };
    }

    /** Whether sending the event serves a purpose. */
    boolean isFit() {
        return outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Duplicate;
    }

    /** The stable code of a refusal, else null. */
    String code() {
        return outcome instanceof Outcome.Rejected rejected ? rejected.code().name() : null;
    }

    List<Violation> violations() {
        return outcome instanceof Outcome.Rejected rejected ? rejected.violations() : List.of();
    }

    /** What is accepted and still looks wrong. */
    List<Violation> warnings() {
        return outcome instanceof Outcome.Accepted accepted ? accepted.warnings() : List.of();
    }

    /** A member of the envelope as text, or a dash. */
    String attribute(String name) {
        JsonNode value = json == null ? null : json.get(name);
        return value == null || value.isContainerNode() ? "–" : value.asText();
    }
}
