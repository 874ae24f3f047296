package org.jixiao.platform.inbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.inbox.receipt.KeptReceipt;
import org.jixiao.platform.inbox.receipt.Receipt;
import org.jixiao.platform.problem.Violation;

/** Words outcomes as receipts: the answer to one event, for the sender's result topic and for the receipt log. */
final class Receipts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_KEY = 1000;

    private final EventsConfig config;
    private final Reception reception;
    private final Clock clock;

    Receipts(EventsConfig config, Reception reception, Clock clock) {
        this.config = config;
        this.reception = reception;
        this.clock = clock;
    }

    /** The receipts for a batch, all of one time, which is no finer than the database can keep. */
    List<KeptReceipt> of(String sender, List<Inbound> decided) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return decided.stream()
                .map(each -> new KeptReceipt(
                        CloudEvent.newId(now), sender, each.partitionKey(), each.scopeCode(), now, receipt(each)))
                .toList();
    }

    /** The event that carries a receipt; the receipt itself is written only once, straight into the bytes. */
    CloudEvent event(Inbound inbound, KeptReceipt kept) {
        String trace = inbound.event() == null
                ? Trace.of(inbound.record())
                : inbound.event().traceparent();
        return new CloudEvent(
                kept.receiptId(),
                "urn:jixiao:service:" + config.service(),
                reception.typePrefix() + ".receipt.v1",
                inbound.event() == null ? null : inbound.event().subject(),
                kept.time().atOffset(ZoneOffset.UTC),
                "urn:jixiao:schema:receipt:1.0",
                null,
                config.sourceEpoch(),
                key(inbound.record().key()),
                inbound.id(),
                false,
                JSON.pojoNode(kept.receipt()),
                trace);
    }

    /** An endless key is no code of anything; a receipt that repeated it might not be published. */
    private static String key(byte[] key) {
        return key == null || key.length > LONGEST_KEY ? null : new String(key, StandardCharsets.UTF_8);
    }

    private static Receipt receipt(Inbound inbound) {
        Outcome outcome = inbound.outcome();
        String code = code(outcome);
        List<Receipt.Fault> violations =
                faults(outcome instanceof Outcome.Rejected rejected ? rejected.violations() : List.of());
        return new Receipt(
                outcome.word(),
                inbound.dryRun(),
                version(outcome),
                new Receipt.InReplyTo(
                        inbound.source(),
                        inbound.id(),
                        inbound.record().topic(),
                        inbound.record().partition(),
                        inbound.record().offset(),
                        inbound.sha256()),
                code,
                Receipt.isRetryable(code, violations),
                violations,
                faults(outcome instanceof Outcome.Accepted accepted ? accepted.warnings() : List.of()));
    }

    static String code(Outcome outcome) {
        return outcome instanceof Outcome.Rejected rejected ? rejected.code().name() : null;
    }

    /** The owner's version that the event led to; the sender's last applied one for a stale event. */
    static Long version(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted.version();
            case Outcome.Duplicate duplicate -> duplicate.version();
            case Outcome.Stale stale -> stale.lastApplied();
            case Outcome.Rejected rejected -> null;
        };
    }

    private static List<Receipt.Fault> faults(List<Violation> violations) {
        return violations.stream()
                .map(each -> new Receipt.Fault(
                        each.pointer(), each.code(), each.message().zh()))
                .toList();
    }
}
