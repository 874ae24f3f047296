package org.jixiao.platform.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record on its way through the intake.
 *
 * @param id and {@code source}: as far as they could be read
 * @param event null when the envelope or its schema was refused
 * @param outcome null as long as nothing is decided
 */
record Inbound(
        ConsumerRecord<byte[], byte[]> record,
        String sha256,
        String id,
        String source,
        CloudEvent event,
        Outcome outcome) {

    private static final int LONGEST_NAME = 200;

    Inbound with(Outcome decided) {
        return new Inbound(record, sha256, id, source, event, decided);
    }

    /** Takes id and source from a document, also from one that is refused, so that its receipt can name it. */
    Inbound nameFrom(JsonNode json) {
        return new Inbound(record, sha256, name(json, "id"), name(json, "source"), event, outcome);
    }

    boolean dryRun() {
        return event != null && event.dryRun();
    }

    private static String name(JsonNode json, String member) {
        String value = json.path(member).isTextual() ? json.get(member).asText() : "";
        return value.isEmpty() || value.length() > LONGEST_NAME || value.indexOf('\0') >= 0 ? null : value;
    }
}
