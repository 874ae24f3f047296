package org.jixiao.indicator.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.JsonSchema;

/**
 * What this service keeps of a project that budget-service published. Reads what it needs and ignores everything else.
 *
 * @param epoch and {@code version}: of two, the higher (epoch, version) counts
 * @param total the budget as it is adjusted now; null when it is blank
 * @param executed what was spent; null when it is blank
 */
record KnownProject(
        String projectCode,
        long epoch,
        long version,
        String state,
        String departmentCode,
        Money total,
        Money executed) {

    private static final String TYPE = "org.jixiao.budget.project.changed.v1";

    /** A record that is no project of the contract. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final String code;

        private Unreadable(String code, String reason) {
            super(reason);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    static KnownProject read(byte[] value) throws Unreadable {
        JsonNode event;
        try {
            event = JsonSchema.read(value == null ? new byte[0] : value);
        } catch (JsonProcessingException e) {
            throw new Unreadable("MALFORMED", "not one JSON document");
        }
        if (!TYPE.equals(event.path("type").asText())) {
            throw new Unreadable("UNKNOWN_TYPE", "not " + TYPE);
        }
        return new KnownProject(
                text(event, "/data/projectCode", "[0-9]{8}[A-Z][0-9A-Z]{12}"),
                event.has("sourceepoch") ? number(event, "/sourceepoch") : 1,
                number(event, "/aggregateversion"),
                text(event, "/data/state", "[A-Z_]{1,40}"),
                text(event, "/data/departmentCode", "[0-9]{9}"),
                money(event, "/data/amounts/total"),
                money(event, "/data/executed"));
    }

    KnownProject orLater(KnownProject other) {
        boolean later = other.epoch > epoch || (other.epoch == epoch && other.version > version);
        return later ? other : this;
    }

    private static String text(JsonNode event, String pointer, String pattern) throws Unreadable {
        JsonNode node = event.at(pointer);
        if (!node.isTextual() || !node.asText().matches(pattern)) {
            throw new Unreadable("SCHEMA", pointer + " is missing or has another form");
        }
        return node.asText();
    }

    private static Money money(JsonNode event, String pointer) throws Unreadable {
        JsonNode node = event.at(pointer);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        try {
            return Money.ofYuan(node.isTextual() ? node.asText() : "");
        } catch (IllegalArgumentException e) {
            throw new Unreadable("SCHEMA", pointer + " is no amount");
        }
    }

    private static long number(JsonNode event, String pointer) throws Unreadable {
        JsonNode node = event.at(pointer);
        if (!node.canConvertToLong() || !node.isIntegralNumber() || node.longValue() < 1) {
            throw new Unreadable("SCHEMA", pointer + " is missing or no positive number");
        }
        return node.longValue();
    }
}
