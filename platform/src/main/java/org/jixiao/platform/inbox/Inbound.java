package org.jixiao.platform.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record on its way through the intake.
 *
 * @param id and {@code source}, {@code partitionKey}, {@code scopeCode}, {@code dryRun}: as far as they could be read
 * @param event null when the envelope or its schema was refused
 * @param outcome null as long as nothing is decided
 */
record Inbound(
        ConsumerRecord<byte[], byte[]> record,
        String sha256,
        String id,
        String source,
        String partitionKey,
        String scopeCode,
        boolean dryRun,
        CloudEvent event,
        Outcome outcome) {

    private static final int LONGEST_NAME = 200;
    private static final Pattern READABLE_CODE = Pattern.compile("[0-9]{2,200}");

    /** A record of which nothing is known yet. */
    static Inbound of(ConsumerRecord<byte[], byte[]> record) {
        return new Inbound(record, DeadLetters.sha256(record.value()), null, null, null, null, false, null, null);
    }

    /** Takes what its receipt needs from a document, also from one that will be refused. */
    Inbound named(JsonNode json) {
        boolean dry = json.path("dryrun").booleanValue();
        return new Inbound(
                record,
                sha256,
                name(json, "id"),
                name(json, "source"),
                name(json, "partitionkey"),
                scopeCode,
                dry,
                event,
                outcome);
    }

    Inbound scoped(String code) {
        String readable = READABLE_CODE.matcher(code).matches() ? code : null;
        return new Inbound(record, sha256, id, source, partitionKey, readable, dryRun, event, outcome);
    }

    Inbound with(CloudEvent read) {
        return new Inbound(record, sha256, id, source, partitionKey, scopeCode, dryRun, read, outcome);
    }

    Inbound with(Outcome decided) {
        return new Inbound(record, sha256, id, source, partitionKey, scopeCode, dryRun, event, decided);
    }

    /** A member as it may be repeated in a receipt; null when it is no text, empty or endless. */
    static String name(JsonNode json, String member) {
        String value = json.path(member).asText();
        return json.path(member).isTextual() && !value.isEmpty() && value.length() <= LONGEST_NAME ? value : null;
    }
}
