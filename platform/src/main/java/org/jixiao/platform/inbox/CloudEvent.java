package org.jixiao.platform.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jixiao.platform.outbox.OutboxMessage;

/**
 * A CloudEvents 1.0 envelope in structured mode: one self-contained JSON document.
 *
 * @param aggregateVersion the producer's revision of the subject, from 1; null on receipts
 * @param sourceEpoch raised when the producer was restored from a backup; order is (epoch, version)
 * @param partitionKey equal to the record key; null only on a receipt for a record without one
 * @param causationId the id of the event or request that caused this one; null on a sender's own
 * @param data the payload
 * @param traceparent W3C trace context, repeated as a header; null without one, or when it was not well-formed
 */
public record CloudEvent(
        String id,
        String source,
        String type,
        String subject,
        OffsetDateTime time,
        String dataSchema,
        Long aggregateVersion,
        long sourceEpoch,
        String partitionKey,
        String causationId,
        boolean dryRun,
        JsonNode data,
        String traceparent) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Milliseconds and count of the last id. */
    private static final AtomicLong LAST = new AtomicLong();

    private static final long MOST_AHEAD = 10_000L << 12;

    /** An event outside of every trace. */
    public CloudEvent(
            String id,
            String source,
            String type,
            String subject,
            OffsetDateTime time,
            String dataSchema,
            Long aggregateVersion,
            long sourceEpoch,
            String partitionKey,
            String causationId,
            boolean dryRun,
            JsonNode data) {
        this(
                id,
                source,
                type,
                subject,
                time,
                dataSchema,
                aggregateVersion,
                sourceEpoch,
                partitionKey,
                causationId,
                dryRun,
                data,
                null);
    }

    /** The same event as part of a trace; null for none. */
    public CloudEvent traced(String trace) {
        return new CloudEvent(
                id,
                source,
                type,
                subject,
                time,
                dataSchema,
                aggregateVersion,
                sourceEpoch,
                partitionKey,
                causationId,
                dryRun,
                data,
                trace);
    }

    /** Reads an envelope that its schema has already accepted. */
    public static CloudEvent read(JsonNode json) {
        return new CloudEvent(
                text(json, "id"),
                text(json, "source"),
                text(json, "type"),
                text(json, "subject"),
                OffsetDateTime.parse(text(json, "time")),
                text(json, "dataschema"),
                json.hasNonNull("aggregateversion")
                        ? json.get("aggregateversion").longValue()
                        : null,
                json.path("sourceepoch").asLong(1),
                text(json, "partitionkey"),
                text(json, "causationid"),
                json.path("dryrun").asBoolean(false),
                json.get("data"),
                Trace.wellFormed(text(json, Trace.HEADER)));
    }

    /**
     * A new UUIDv7: sortable by the time at which it was made, and by the order within this process. Twelve bits below the
     * millisecond count on; when they run out, or the clock steps back by less than ten seconds, the count runs ahead of it.
     */
    public static String newId(Instant now) {
        long least = now.toEpochMilli() << 12;
        long stamp = LAST.updateAndGet(last -> last < least || last - least > MOST_AHEAD ? least : last + 1);
        long high = (stamp >>> 12) << 16 | 0x7000 | stamp & 0x0FFF;
        long low = RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Not above any id that was or will be made at this time or later. */
    public static UUID leastId(Instant at) {
        return new UUID(Math.max(0, at.toEpochMilli()) << 16, 0);
    }

    /** The document as bytes in UTF-8, members in the order of the contract. */
    public byte[] toBytes() {
        ObjectNode json = JSON.createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", id);
        json.put("source", source);
        json.put("type", type);
        putIfPresent(json, "subject", subject);
        json.put("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        json.put("datacontenttype", "application/json");
        putIfPresent(json, "dataschema", dataSchema);
        if (aggregateVersion != null) {
            json.put("aggregateversion", aggregateVersion);
        }
        json.put("sourceepoch", sourceEpoch);
        putIfPresent(json, "partitionkey", partitionKey);
        putIfPresent(json, "causationid", causationId);
        if (dryRun) {
            json.put("dryrun", true);
        }
        json.set("data", data);
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** The message that publishes this event: keyed by its partition key, once per epoch and version of that key. */
    public OutboxMessage toMessage(String topic) {
        byte[] key = partitionKey == null ? null : partitionKey.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/cloudevents+json; charset=UTF-8");
        headers.put("ce_type", type);
        headers.put("ce_id", id);
        if (traceparent != null) {
            headers.put(Trace.HEADER, traceparent);
        }
        return new OutboxMessage(topic, key, sourceEpoch, aggregateVersion, toBytes(), headers);
    }

    private static String text(JsonNode json, String member) {
        return json.hasNonNull(member) ? json.get(member).asText() : null;
    }

    private static void putIfPresent(ObjectNode json, String member, String value) {
        if (value != null) {
            json.put(member, value);
        }
    }
}
