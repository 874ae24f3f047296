package org.jixiao.platform.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.inbox.receipt.KeptReceipt;
import org.jixiao.platform.inbox.receipt.ReceiptLog;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.outbox.OutboxMessage;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * The owners' inbound topics. A batch is checked, decided and written in one transaction: envelope and schema, duplicates
 * and conflicts of ids, the sender's authority (only the topic tells who sent), the order of revisions; then the owner's
 * own rules; then state, receipts and dead letters. Every record gets exactly one receipt.
 */
@ApplicationScoped
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class Intake implements Answering {

    /** Counter by sender and outcome: receipts that were given, but for those of dry runs. */
    static final String OUTCOMES = "jixiao.inbox.outcomes";

    private final Reception reception;
    private final EventForm form;
    private final Senders senders;
    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final Receipts receipts;
    private final ReceiptLog receiptLog;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Pattern topics;

    Intake(
            Reception reception,
            Senders senders,
            Outbox outbox,
            DeadLetters deadLetters,
            ReceiptLog receiptLog,
            MeterRegistry meters,
            EventsConfig config,
            Clock clock) {
        this.reception = reception;
        this.form = new EventForm(reception.types(), reception::key);
        this.senders = senders;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.receipts = new Receipts(config, reception, clock);
        this.receiptLog = receiptLog;
        this.meters = meters;
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
    public List<Outcome> answer(Connection connection, List<ConsumerRecord<byte[], byte[]>> records)
            throws SQLException {
        String sender = senderOf(records.getFirst().topic());
        List<Inbound> inbound =
                records.stream().map(record -> read(record, sender)).toList();
        Reception.Sitting sitting = open(connection, inbound);
        InboxHistory history = InboxHistory.load(connection, EventForm.SOURCE + sender, inbound);
        Senders.Standing standing = senders.standingOf(connection, sender);
        List<Inbound> decided = new ArrayList<>(inbound.size());
        for (Inbound each : inbound) {
            Inbound done = each.outcome() == null ? each.with(decide(each, history, standing, sitting)) : each;
            history.note(done);
            decided.add(done);
        }
        sitting.save();
        history.save(connection, sender, clock.instant());
        publish(connection, sender, decided);
        return decided.stream().map(Inbound::outcome).toList();
    }

    @Override
    public void lock(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        String sender = senderOf(records.getFirst().topic());
        open(connection, records.stream().map(record -> read(record, sender)).toList());
    }

    private Reception.Sitting open(Connection connection, List<Inbound> inbound) throws SQLException {
        return reception.open(
                connection,
                inbound.stream()
                        .filter(each -> each.outcome() == null)
                        .map(Inbound::event)
                        .toList());
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
            return Inbound.of(record).named(EventForm.json(record.value()));
        } catch (JsonProcessingException e) {
            return Inbound.of(record);
        }
    }

    /** An id that is known has had its answer, whatever its sender may speak for by now. */
    private Outcome decide(
            Inbound inbound, InboxHistory history, Senders.Standing standing, Reception.Sitting sitting) {
        Outcome known = history.known(inbound);
        if (known != null) {
            return known;
        }
        CloudEvent event = inbound.event();
        if (standing.retiredFrom() != null) {
            return EventForm.retired(standing.retiredFrom());
        }
        String scopeCode = reception.scopeCode(event.data());
        if (!standing.scope().covers(scopeCode)) {
            return EventForm.outOfScope(scopeCode);
        }
        Outcome stale = history.stale(event);
        return stale != null ? stale : sitting.decide(event);
    }

    private void publish(Connection connection, String sender, List<Inbound> decided) throws SQLException {
        String topic = reception.domain() + ".result." + sender + ".v1";
        List<KeptReceipt> kept = receipts.of(sender, decided);
        List<OutboxMessage> messages = new ArrayList<>(decided.size());
        for (int i = 0; i < kept.size(); i++) {
            messages.add(receipts.event(decided.get(i), kept.get(i)).toMessage(topic));
        }
        receiptLog.add(connection, kept);
        outbox.append(connection, messages);
        List<DeadLetters.Letter> letters = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            Inbound each = decided.get(i);
            if (each.outcome() instanceof Outcome.Rejected rejected && !each.dryRun()) {
                letters.add(new DeadLetters.Letter(
                        each.record(),
                        rejected.code().name(),
                        reason(rejected),
                        kept.get(i).receiptId()));
            }
        }
        deadLetters.keep(connection, name(), letters);
        count(sender, decided);
    }

    private void count(String sender, List<Inbound> decided) {
        for (Inbound each : decided) {
            if (!each.dryRun()) {
                meters.counter(
                                OUTCOMES,
                                "sender",
                                sender,
                                "outcome",
                                each.outcome().word())
                        .increment();
            }
        }
    }

    private Inbound read(ConsumerRecord<byte[], byte[]> record, String sender) {
        EventForm.Reading reading = form.read(record.key(), record.value(), sender);
        Inbound inbound = Inbound.of(record);
        if (reading.json() != null) {
            String scopeCode = reception.scopeCode(reading.json().path("data"));
            inbound = inbound.named(reading.json()).scoped(scopeCode);
        }
        if (reading.refused() != null) {
            return inbound.with(reading.refused());
        }
        String header = Trace.of(record);
        return inbound.with(header == null ? reading.event() : reading.event().traced(header));
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
