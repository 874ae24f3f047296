package org.jixiao.platform.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.outbox.OutboxMessage;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * The owners' inbound topics. A batch is checked, decided and written in one transaction: envelope and schema, the
 * sender's authority (only the topic tells who sent), duplicates and conflicts of ids, the order of revisions; then the
 * owner's own rules; then state, receipts and dead letters. Every record gets exactly one receipt.
 */
@ApplicationScoped
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class Intake implements Subscription {

    /** Larger events are refused: the contract's {@code max.message.bytes}, which compression can get around. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final String SOURCE = "urn:jixiao:sender:";

    private final Reception reception;
    private final Senders senders;
    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final Receipts receipts;
    private final Clock clock;
    private final Pattern topics;

    Intake(
            Reception reception,
            Senders senders,
            Outbox outbox,
            DeadLetters deadLetters,
            EventsConfig config,
            Clock clock) {
        this.reception = reception;
        this.senders = senders;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.receipts = new Receipts(config.service(), reception, clock);
        this.clock = clock;
        this.topics = Pattern.compile(reception.domain() + "\\.in\\.([a-z0-9-]{1,60})\\.v1");
    }

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public Pattern topics() {
        return topics;
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        String sender = senderOf(records.getFirst().topic());
        List<Inbound> inbound =
                records.stream().map(record -> read(record, sender)).toList();
        List<CloudEvent> events = inbound.stream()
                .filter(each -> each.outcome() == null)
                .map(Inbound::event)
                .toList();
        Reception.Sitting sitting = reception.open(connection, events);
        InboxHistory history = InboxHistory.load(connection, SOURCE + sender, events);
        Scope scope = senders.scopeOf(connection, sender);
        List<Inbound> decided = new ArrayList<>(inbound.size());
        for (Inbound each : inbound) {
            Inbound done = each.outcome() == null ? each.with(decide(each, history, scope, sitting)) : each;
            history.note(done);
            decided.add(done);
        }
        sitting.save();
        history.save(connection, clock.instant());
        publish(connection, sender, decided);
    }

    @Override
    public void reject(Connection connection, ConsumerRecord<byte[], byte[]> record, String reason)
            throws SQLException {
        Text text = Text.of("内部错误，已作为死信保存", "Internal error, kept as a dead letter");
        Outcome outcome = new Outcome.Rejected(Outcome.Code.INTERNAL, new Violation("", "INTERNAL", text));
        publish(connection, senderOf(record.topic()), List.of(named(record).with(outcome)));
    }

    /** Trusts nothing that {@link #read} does: it may be what failed. */
    private static Inbound named(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Inbound.of(record).named(json(record));
        } catch (JsonProcessingException e) {
            return Inbound.of(record);
        }
    }

    private Outcome decide(Inbound inbound, InboxHistory history, Scope scope, Reception.Sitting sitting) {
        CloudEvent event = inbound.event();
        String scopeCode = reception.scopeCode(event.data());
        if (!scope.covers(scopeCode)) {
            return new Outcome.Rejected(
                    Outcome.Code.UNAUTHORISED_REGION,
                    new Violation(
                            "/data",
                            "UNAUTHORISED_REGION",
                            Text.of("该系统无权为 %s 报送", "This sender may not speak for %s", scopeCode)));
        }
        Outcome known = history.verdictOn(inbound);
        return known != null ? known : sitting.decide(event);
    }

    private void publish(Connection connection, String sender, List<Inbound> decided) throws SQLException {
        String topic = reception.domain() + ".result." + sender + ".v1";
        List<OutboxMessage> messages =
                decided.stream().map(each -> receipts.of(each).toMessage(topic)).toList();
        outbox.append(connection, messages);
        List<DeadLetters.Letter> letters = new ArrayList<>();
        for (Inbound each : decided) {
            if (each.outcome() instanceof Outcome.Rejected rejected && !each.dryRun()) {
                letters.add(
                        new DeadLetters.Letter(each.record(), rejected.code().name(), reason(rejected)));
            }
        }
        deadLetters.keep(connection, name(), letters);
    }

    private Inbound read(ConsumerRecord<byte[], byte[]> record, String sender) {
        Inbound inbound = Inbound.of(record);
        if (record.value() != null && record.value().length > MOST_BYTES) {
            return inbound.with(rejected(Outcome.Code.TOO_LARGE, Text.of("超过 256 KiB", "Larger than 256 KiB")));
        }
        JsonNode json;
        try {
            json = json(record);
        } catch (JsonProcessingException e) {
            return inbound.with(rejected(Outcome.Code.MALFORMED, Text.of("不是合法的 JSON", "Not valid JSON")));
        }
        inbound = inbound.named(json);
        JsonSchema schema = reception.types().get(json.path("type").asText());
        if (schema == null) {
            Text text = Text.of("没有这种事件类型", "There is no such event type");
            return inbound.with(rejected(Outcome.Code.UNKNOWN_TYPE, text));
        }
        List<Violation> violations = new ArrayList<>(schema.check(json));
        if (violations.isEmpty()) {
            violations.addAll(identityViolations(inbound, json, sender));
        }
        return violations.isEmpty()
                ? inbound.with(CloudEvent.read(json))
                : inbound.with(new Outcome.Rejected(codeOf(violations), violations));
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) throws JsonProcessingException {
        return JsonSchema.read(record.value() == null ? new byte[0] : record.value());
    }

    /** The key, the subject and the payload must name the same thing, and the source must be who the topic says. */
    private List<Violation> identityViolations(Inbound inbound, JsonNode json, String sender) {
        List<Violation> violations = new ArrayList<>();
        byte[] keyBytes = inbound.record().key();
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
        if (!reception.key(json.path("data")).equals(partitionKey)) {
            Text text = Text.of("data 与 partitionkey 不一致", "data and partitionkey differ");
            violations.add(new Violation("/data", "KEY_MISMATCH", text));
        }
        if (!json.path("source").asText().equals(SOURCE + sender)) {
            Text text = Text.of("source 与主题的报送系统不符", "source is not the topic's sender");
            violations.add(new Violation("/source", "UNAUTHORISED_REGION", text));
        }
        if (inbound.id() == null) {
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

    private static Outcome rejected(Outcome.Code code, Text text) {
        return new Outcome.Rejected(code, new Violation("", code.name(), text));
    }

    /** What a schema lets pass and a clock does not have: leap seconds. */
    private static boolean isTime(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String reason(Outcome.Rejected rejected) {
        StringBuilder reason = new StringBuilder();
        for (Violation each : rejected.violations()) {
            reason.append(reason.isEmpty() ? "" : "; ")
                    .append(each.pointer())
                    .append(' ')
                    .append(each.message().zh());
        }
        return reason.toString().strip();
    }

    private String senderOf(String topic) {
        return topic.substring((reception.domain() + ".in.").length(), topic.length() - ".v1".length());
    }
}
