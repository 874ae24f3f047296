package org.jixiao.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.EventForm;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * Events in the order in which they will be sent, each held against its owner's rules and against those before it. The
 * order of the questions is the owner's: form, ids, authority, revisions, rules.
 */
final class Examination {

    /** A record has at most 256 KiB, in which key, headers and what Kafka adds want room too. */
    private static final int MOST_BYTES = 255 * 1024;

    private final Scope scope;
    private final Frames frames;
    private final Map<Owner, Map<String, Sent>> sent = new EnumMap<>(Owner.class);
    private final Map<Owner, Map<String, CloudEvent>> last = new EnumMap<>(Owner.class);
    private String sender;

    private record Sent(String sha256, boolean rejected) {}

    /**
     * An examination that has seen nothing yet.
     *
     * @param sender whose topic it is; null to take it from the first event that names one
     * @param scope what the sender may speak for; null to let everything pass
     */
    Examination(String sender, Scope scope, Frames frames) {
        this.sender = sender;
        this.scope = scope;
        this.frames = frames;
        for (Owner owner : Owner.values()) {
            sent.put(owner, new HashMap<>());
            last.put(owner, new HashMap<>());
        }
    }

    /** What the owner will say of this event, everything before it having been sent. */
    Verdict examine(FoundEvent found) {
        JsonNode json = json(found.bytes());
        if (found.bytes().length > MOST_BYTES) {
            return new Verdict(found, json, tooLarge());
        }
        if (sender == null && json != null && json.path("source").asText().startsWith(EventForm.SOURCE)) {
            sender = json.get("source").asText().substring(EventForm.SOURCE.length());
        }
        Owner owner = ownerOf(json);
        EventForm.Reading reading = owner.form().read(key(json), found.bytes(), sender == null ? "" : sender);
        String sha256 = sha256(found.bytes());
        if (reading.event() == null) {
            noteRefused(owner, reading.json(), sha256);
            return new Verdict(found, reading.json(), reading.refused());
        }
        Outcome outcome = decide(owner, reading.event(), sha256);
        note(owner, reading.event(), sha256, outcome);
        return new Verdict(found, reading.json(), outcome);
    }

    private static Outcome tooLarge() {
        Text text = Text.of(
                "超过 255 KiB：加上键和消息头 Kafka 不收", "Larger than 255 KiB: with key and headers Kafka does not take it");
        return new Outcome.Rejected(Outcome.Code.TOO_LARGE, new Violation("", "TOO_LARGE", text));
    }

    private Outcome decide(Owner owner, CloudEvent event, String sha256) {
        Sent before = sent.get(owner).get(event.id());
        if (before != null && !before.sha256.equals(sha256)) {
            return EventForm.idConflict();
        }
        if (before != null && !before.rejected) {
            return new Outcome.Duplicate(null);
        }
        String scopeCode = owner.scopeCode(event.data());
        if (scope != null && !scope.covers(scopeCode)) {
            return EventForm.outOfScope(scopeCode);
        }
        CloudEvent applied = last.get(owner).get(event.subject());
        return applied != null && !isAfter(event, applied)
                ? new Outcome.Stale(applied.aggregateVersion())
                : owner.judge(event, frames);
    }

    private void note(Owner owner, CloudEvent event, String sha256, Outcome outcome) {
        if (event.dryRun()) {
            return;
        }
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                last.get(owner).put(event.subject(), event);
                sent.get(owner).put(event.id(), new Sent(sha256, false));
            }
            case Outcome.Stale stale -> sent.get(owner).put(event.id(), new Sent(sha256, false));
            case Outcome.Rejected rejected -> sent.get(owner).putIfAbsent(event.id(), new Sent(sha256, true));
            case Outcome.Duplicate duplicate -> {
                // the first one is remembered
            }
        }
    }

    /** What could say who it is has used its id. */
    private void noteRefused(Owner owner, JsonNode json, String sha256) {
        if (json != null
                && json.path("source").asText().equals(EventForm.SOURCE + sender)
                && !json.path("dryrun").booleanValue()) {
            sent.get(owner).putIfAbsent(json.path("id").asText(), new Sent(sha256, true));
        }
    }

    private static boolean isAfter(CloudEvent event, CloudEvent applied) {
        return event.sourceEpoch() > applied.sourceEpoch()
                || (event.sourceEpoch() == applied.sourceEpoch()
                        && event.aggregateVersion() > applied.aggregateVersion());
    }

    /** By the type; what has none that is known is refused by every owner in the same words. */
    private static Owner ownerOf(JsonNode json) {
        boolean indicator = json != null && json.path("type").asText().startsWith("org.jixiao.indicator.");
        return indicator ? Owner.INDICATOR : Owner.BUDGET;
    }

    /** The sender keys a record by what the event says of itself. */
    private static byte[] key(JsonNode json) {
        return json == null ? null : json.path("partitionkey").asText().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JsonSchema.read(bytes);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
