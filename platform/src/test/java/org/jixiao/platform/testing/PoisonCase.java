package org.jixiao.platform.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One record that makes a {@link PoisonKind}, made of a good event, and what must become of it.
 *
 * @param variant which of the kind's cases this is; empty when there is one
 * @param before the events that the sender has sent about the same subject, in their order
 * @param beforeApplied whether those were good ones
 */
public record PoisonCase(
        PoisonKind kind,
        String variant,
        Function<ObjectNode, List<ObjectNode>> before,
        boolean beforeApplied,
        Function<ObjectNode, Shipment> spoiled,
        Expected expected) {

    /** What must become of the record. */
    public sealed interface Expected {

        /** A receipt with this code, a rejected row and a dead letter. */
        record Rejected(String code) implements Expected {}

        /** A receipt that names the last applied revision, and nothing else. */
        record Stale(long lastApplied) implements Expected {}

        /** A good event all the same. */
        record Accepted() implements Expected {}

        /** No receipt, no dead letter, no effect. */
        record Unseen() implements Expected {}
    }

    /** A case about a record as a whole. */
    public static PoisonCase of(
            PoisonKind kind, String variant, Function<ObjectNode, Shipment> spoiled, Expected expected) {
        return new PoisonCase(kind, variant, good -> List.of(), true, spoiled, expected);
    }

    /** A case in which the good event's text is spoiled. */
    public static PoisonCase text(PoisonKind kind, String variant, UnaryOperator<String> spoiled, String code) {
        return value(kind, variant, good -> bytes(spoiled.apply(good.toString())), code);
    }

    /** A case in which the value is made of the good event, and need not be JSON at all. */
    public static PoisonCase value(PoisonKind kind, String variant, Function<ObjectNode, byte[]> value, String code) {
        return of(kind, variant, good -> Shipment.of(key(good), value.apply(good)), new Expected.Rejected(code));
    }

    /** A case in which something of the event is changed. */
    public static PoisonCase event(PoisonKind kind, String variant, Consumer<ObjectNode> change, Expected expected) {
        return of(kind, variant, good -> sent(changed(good, change)), expected);
    }

    /** A case in which something of the event is changed, so that it is rejected. */
    public static PoisonCase event(PoisonKind kind, String variant, Consumer<ObjectNode> change, String code) {
        return event(kind, variant, change, new Expected.Rejected(code));
    }

    /** A case in which something of the payload is changed, so that it is rejected. */
    public static PoisonCase data(PoisonKind kind, String variant, Consumer<ObjectNode> change, String code) {
        return event(kind, variant, event -> change.accept((ObjectNode) event.get("data")), code);
    }

    /** The same after good events that the sender has sent before. */
    public PoisonCase after(Function<ObjectNode, List<ObjectNode>> events) {
        return new PoisonCase(kind, variant, events, true, spoiled, expected);
    }

    /** The same after an event that the sender has sent before, and that was refused for this change of its payload. */
    public PoisonCase afterRefused(Consumer<ObjectNode> change) {
        return new PoisonCase(
                kind,
                variant,
                good -> List.of(changed(good, event -> change.accept((ObjectNode) event.get("data")))),
                false,
                spoiled,
                expected);
    }

    /** The record by which an event is sent as it should be. */
    public static Shipment sent(ObjectNode event) {
        return Shipment.of(key(event), bytes(event.toString()));
    }

    static byte[] key(ObjectNode event) {
        return bytes(event.get("partitionkey").asText());
    }

    static ObjectNode changed(ObjectNode event, Consumer<ObjectNode> change) {
        ObjectNode changed = event.deepCopy();
        change.accept(changed);
        return changed;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return variant.isEmpty() ? kind.toString() : kind + ": " + variant;
    }
}
