package org.jixiao.platform.inbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jixiao.platform.problem.Violation;

/** Words outcomes as receipts: the answer to one event, on the sender's result topic. */
final class Receipts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_KEY = 1000;

    private final String service;
    private final Reception reception;
    private final Clock clock;

    Receipts(String service, Reception reception, Clock clock) {
        this.service = service;
        this.reception = reception;
        this.clock = clock;
    }

    CloudEvent of(Inbound inbound) {
        Instant now = clock.instant();
        return new CloudEvent(
                CloudEvent.newId(now),
                "urn:jixiao:service:" + service,
                reception.typePrefix() + ".receipt.v1",
                inbound.event() == null ? null : inbound.event().subject(),
                now.atOffset(ZoneOffset.UTC),
                "urn:jixiao:schema:receipt:1.0",
                null,
                1,
                key(inbound.record().key()),
                inbound.id(),
                false,
                data(inbound));
    }

    /** An endless key is no code of anything; a receipt that repeated it might not be published. */
    private static String key(byte[] key) {
        return key == null || key.length > LONGEST_KEY ? null : new String(key, StandardCharsets.UTF_8);
    }

    private static ObjectNode data(Inbound inbound) {
        Outcome outcome = inbound.outcome();
        ObjectNode data = JSON.objectNode();
        data.put("outcome", word(outcome));
        data.put("dryRun", inbound.dryRun());
        data.put("version", version(outcome));
        ObjectNode inReplyTo = data.putObject("inReplyTo");
        inReplyTo.put("source", inbound.source());
        inReplyTo.put("id", inbound.id());
        inReplyTo.put("topic", inbound.record().topic());
        inReplyTo.put("partition", inbound.record().partition());
        inReplyTo.put("offset", inbound.record().offset());
        inReplyTo.put("sha256", inbound.sha256());
        data.put("code", code(outcome));
        data.put(
                "retryable",
                outcome instanceof Outcome.Rejected rejected && rejected.code().retryable());
        data.set("violations", list(outcome instanceof Outcome.Rejected rejected ? rejected.violations() : List.of()));
        data.set("warnings", list(outcome instanceof Outcome.Accepted accepted ? accepted.warnings() : List.of()));
        return data;
    }

    static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> "ACCEPTED";
            case Outcome.Duplicate duplicate -> "DUPLICATE";
            case Outcome.Stale stale -> "STALE";
            case Outcome.Rejected rejected -> "REJECTED";
        };
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

    private static ArrayNode list(List<Violation> violations) {
        ArrayNode list = JSON.arrayNode();
        for (Violation each : violations) {
            list.addObject()
                    .put("pointer", each.pointer())
                    .put("code", each.code())
                    .put("message", each.message().zh());
        }
        return list;
    }
}
