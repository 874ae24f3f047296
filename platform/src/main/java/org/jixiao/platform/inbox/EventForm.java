package org.jixiao.platform.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * What an event's own bytes show to be wrong: size, strict JSON, type, schema, and names that do not agree. The intake
 * asks here, and so does a validator without a database; both give the same codes, pointers and words.
 */
public final class EventForm {

    /** What the source of a sending system begins with. */
    public static final String SOURCE = "urn:jixiao:sender:";

    /** Larger events are refused: the contract's {@code max.message.bytes}, which a topic that others made may not have. */
    private static final int MOST_BYTES = 256 * 1024;

    private final Map<String, JsonSchema> types;
    private final Function<JsonNode, String> keyOf;

    /**
     * The form of one owner's events.
     *
     * @param types the types that are taken, each with the closed schema of the whole document
     * @param keyOf reads from the payload the code that must be the record key
     */
    public EventForm(Map<String, JsonSchema> types, Function<JsonNode, String> keyOf) {
        this.types = Map.copyOf(types);
        this.keyOf = keyOf;
    }

    /**
     * What reading came to.
     *
     * @param json the document, also of an event that is refused; null when there is none to be had
     * @param event null when the event is refused
     * @param refused null when nothing is wrong
     */
    public record Reading(JsonNode json, CloudEvent event, Outcome.Rejected refused) {}

    /**
     * Reads a record's key and value.
     *
     * @param key and {@code value}: null when the record has none
     * @param sender the sending system whose topic it came on
     */
    public Reading read(byte[] key, byte[] value, String sender) {
        if (value != null && value.length > MOST_BYTES) {
            return refused(null, Outcome.Code.TOO_LARGE, Text.of("超过 256 KiB", "Larger than 256 KiB"));
        }
        JsonNode json;
        try {
            json = json(value);
        } catch (JsonProcessingException e) {
            return refused(null, Outcome.Code.MALFORMED, Text.of("不是合法的 JSON", "Not valid JSON"));
        }
        JsonSchema schema = types.get(json.path("type").asText());
        if (schema == null) {
            return refused(json, Outcome.Code.UNKNOWN_TYPE, Text.of("没有这种事件类型", "There is no such event type"));
        }
        List<Violation> violations = schema.check(json);
        if (violations.isEmpty()) {
            violations = identityViolations(key, json, sender);
        }
        return violations.isEmpty()
                ? new Reading(json, CloudEvent.read(json), null)
                : new Reading(json, null, new Outcome.Rejected(codeOf(violations), violations));
    }

    /** The refusal of an event for a code that its sender may not speak for. */
    public static Outcome.Rejected outOfScope(String scopeCode) {
        Text text = Text.of("该系统无权为 %s 报送", "This sender may not speak for %s", scopeCode);
        return new Outcome.Rejected(
                Outcome.Code.UNAUTHORISED_REGION, new Violation("/data", "UNAUTHORISED_REGION", text));
    }

    /** The refusal of an event whose sender may report no more. */
    public static Outcome.Rejected retired(LocalDate from) {
        Text text = Text.of("该系统自 %s 起已停用", "This sender is retired since %s", from);
        return new Outcome.Rejected(Outcome.Code.UNAUTHORISED_REGION, new Violation("/source", "SENDER_RETIRED", text));
    }

    /** The refusal of an event whose id another event of the same source has. */
    public static Outcome.Rejected idConflict() {
        Text text = Text.of("同一 id 曾以不同内容报送", "The same id was sent before with other content");
        return new Outcome.Rejected(Outcome.Code.ID_CONFLICT, new Violation("/id", "ID_CONFLICT", text));
    }

    static JsonNode json(byte[] value) throws JsonProcessingException {
        return JsonSchema.read(value == null ? new byte[0] : value);
    }

    /** The key, the subject and the payload must name the same thing, and the source must be who the topic says. */
    private List<Violation> identityViolations(byte[] keyBytes, JsonNode json, String sender) {
        List<Violation> violations = new ArrayList<>();
        String key = keyBytes == null ? null : new String(keyBytes, StandardCharsets.UTF_8);
        String partitionKey = json.path("partitionkey").asText();
        if (!partitionKey.equals(key)) {
            Text text = Text.of("记录的键须等于 partitionkey", "The record key must equal partitionkey");
            violations.add(new Violation("/partitionkey", "KEY_MISMATCH", text));
        }
        if (!json.path("subject").asText().endsWith("/" + partitionKey)) {
            Text text = Text.of("subject 与 partitionkey 不一致", "subject and partitionkey differ");
            violations.add(new Violation("/subject", "KEY_MISMATCH", text));
        }
        if (!keyOf.apply(json.path("data")).equals(partitionKey)) {
            Text text = Text.of("data 与 partitionkey 不一致", "data and partitionkey differ");
            violations.add(new Violation("/data", "KEY_MISMATCH", text));
        }
        if (!json.path("source").asText().equals(SOURCE + sender)) {
            Text text = Text.of("source 与主题的报送系统不符", "source is not the topic's sender");
            violations.add(new Violation("/source", "UNAUTHORISED_REGION", text));
        }
        if (Inbound.name(json, "id") == null) {
            Text text = Text.of("id 须为 1 到 200 个字符", "id must have 1 to 200 characters");
            violations.add(new Violation("/id", "WRONG_LENGTH", text));
        }
        if (!isTime(json.path("time").asText())) {
            Text text = Text.of("time 不是有效的时刻", "time is not a point in time");
            violations.add(new Violation("/time", "WRONG_FORMAT", text));
        }
        return violations;
    }

    private static Outcome.Code codeOf(List<Violation> violations) {
        if (violations.stream().allMatch(each -> each.code().equals("AMOUNT_FORMAT"))) {
            return Outcome.Code.AMOUNT_FORMAT;
        }
        return violations.stream().anyMatch(each -> each.code().equals("UNAUTHORISED_REGION"))
                ? Outcome.Code.UNAUTHORISED_REGION
                : Outcome.Code.SCHEMA;
    }

    private static Reading refused(JsonNode json, Outcome.Code code, Text text) {
        return new Reading(json, null, new Outcome.Rejected(code, new Violation("", code.name(), text)));
    }

    /** What a schema lets pass and a clock does not have: leap seconds. */
    private static boolean isTime(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
