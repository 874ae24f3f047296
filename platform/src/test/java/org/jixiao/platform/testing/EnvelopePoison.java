package org.jixiao.platform.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.jixiao.platform.testing.PoisonCase.bytes;
import static org.jixiao.platform.testing.PoisonCase.changed;
import static org.jixiao.platform.testing.PoisonCase.event;
import static org.jixiao.platform.testing.PoisonCase.sent;
import static org.jixiao.platform.testing.PoisonCase.text;
import static org.jixiao.platform.testing.PoisonCase.value;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jixiao.platform.testing.PoisonCase.Expected;

/**
 * The cases that are the same for every owner, because they are about bytes, envelopes and records.
 *
 * <p>Where the contract leaves room, this is what holds: bytes other than UTF-8 without a byte order mark are MALFORMED,
 * because one document must have one form to be hashed. The body alone is the event, so content types and attributes in
 * headers have no say, and an event in binary mode has no type. Times are what a sender claims; nothing is ordered by
 * them, so one in year 1, year 9999 or ten years on is taken. A version is any number that JSON can carry exactly, 2^31
 * among them. An equal version with another payload is STALE, as any version that is not higher; only an id that is
 * used again is a conflict. Version 1 of the contract knows no signatures, so {@code ce-jws} is a header as any other
 * that nobody reads.
 */
public final class EnvelopePoison {

    private static final Expected ACCEPTED = new Expected.Accepted();
    private static final String MALFORMED = "MALFORMED";
    private static final String SCHEMA = "SCHEMA";
    private static final String UNKNOWN_TYPE = "UNKNOWN_TYPE";
    private static final String OTHER_CODE = "44010425T999999999999";
    private static final String OLD_JWS = "eyJhbGciOiJFZERTQSIsImtpZCI6IjIwMTkifQ..c2lnbmF0dXJl";

    private static final List<String> ATTRIBUTES = List.of(
            "specversion",
            "id",
            "source",
            "subject",
            "time",
            "datacontenttype",
            "dataschema",
            "aggregateversion",
            "sourceepoch",
            "partitionkey",
            "data");

    private EnvelopePoison() {}

    /** All cases; with those of an owner's payload they are the owner's table. */
    public static Stream<PoisonCase> cases() {
        return Stream.of(bytesThatAreNoEvent(), envelopes(), revisions(), records())
                .flatMap(cases -> cases);
    }

    private static Stream<PoisonCase> bytesThatAreNoEvent() {
        return Stream.of(
                value(PoisonKind.EMPTY_VALUE, "", good -> new byte[0], MALFORMED),
                PoisonCase.of(
                        PoisonKind.NULL_VALUE,
                        "and no key",
                        good -> Shipment.of(null, null),
                        new Expected.Rejected(MALFORMED)),
                value(PoisonKind.TOMBSTONE, "", good -> null, MALFORMED),
                value(PoisonKind.NOT_JSON, "text", good -> bytes("预算项目"), MALFORMED),
                value(PoisonKind.NOT_JSON, "noise", good -> noise(2_000), MALFORMED),
                value(PoisonKind.NOT_JSON, "null", good -> bytes("null"), MALFORMED),
                text(PoisonKind.NOT_JSON, "two documents", good -> good + good, MALFORMED),
                text(PoisonKind.TRUNCATED_JSON, "", good -> good.substring(0, good.length() - 1), MALFORMED),
                text(PoisonKind.BOM, "UTF-8", good -> "\uFEFF" + good, MALFORMED),
                value(PoisonKind.BOM, "UTF-16", good -> ("\uFEFF" + good).getBytes(UTF_16BE), MALFORMED),
                value(PoisonKind.INVALID_UTF_8, "Latin 1", good -> withName(good, "é", ISO_8859_1), MALFORMED),
                value(
                        PoisonKind.INVALID_UTF_8,
                        "UTF-16",
                        good -> good.toString().getBytes(UTF_16LE),
                        MALFORMED),
                text(PoisonKind.INVALID_UTF_8, "half a surrogate pair", good -> spoiledId(good, "\\ud83d"), MALFORMED),
                text(PoisonKind.INVALID_UTF_8, "NUL", good -> spoiledId(good, "\\u0000"), MALFORMED),
                text(PoisonKind.LARGE, "", good -> good + " ".repeat(300 << 10), "TOO_LARGE"),
                value(PoisonKind.COMPRESSED_BOMB, "20 MB", good -> new byte[20 << 20], "TOO_LARGE"),
                value(PoisonKind.DEEP, "closed", good -> bytes("[".repeat(10_000) + "]".repeat(10_000)), MALFORMED),
                value(PoisonKind.DEEP, "open", good -> bytes("{\"a\":".repeat(10_000)), MALFORMED),
                text(PoisonKind.DUPLICATE_KEYS, "", good -> good.replaceFirst("\\{", "{\"id\":\"other\","), MALFORMED));
    }

    private static Stream<PoisonCase> envelopes() {
        return Stream.of(
                        ATTRIBUTES.stream()
                                .map(name -> envelope(PoisonKind.MISSING_ATTRIBUTE, name, json -> json.remove(name))),
                        ATTRIBUTES.stream()
                                .map(name -> envelope(
                                        PoisonKind.WRONG_TYPES, name + " as list", json -> json.putArray(name))),
                        Stream.of(
                                event(PoisonKind.MISSING_ATTRIBUTE, "type", json -> json.remove("type"), UNKNOWN_TYPE),
                                value(PoisonKind.WRONG_TYPES, "a list", good -> bytes("[" + good + "]"), UNKNOWN_TYPE),
                                event(
                                        PoisonKind.WRONG_TYPES,
                                        "version as text",
                                        json -> json.put("aggregateversion", "1"),
                                        SCHEMA),
                                event(
                                        PoisonKind.WRONG_TYPES,
                                        "dryrun as text",
                                        json -> json.put("dryrun", "true"),
                                        SCHEMA),
                                event(
                                        PoisonKind.UNKNOWN_TYPE,
                                        "",
                                        json -> json.put("type", "com.example"),
                                        UNKNOWN_TYPE),
                                event(
                                        PoisonKind.UNKNOWN_MAJOR,
                                        "",
                                        json -> json.put(
                                                "type",
                                                json.get("type").asText().replace(".v1", ".v2")),
                                        UNKNOWN_TYPE),
                                event(PoisonKind.UNKNOWN_PROPERTY, "", json -> json.put("priority", "high"), SCHEMA),
                                event(
                                        PoisonKind.DATASCHEMA_MISMATCH,
                                        "",
                                        json -> json.put("dataschema", "urn:jixiao:schema:other:1.0"),
                                        SCHEMA),
                                event(
                                        PoisonKind.WRONG_CONTENT_TYPE,
                                        "of the data",
                                        json -> json.put("datacontenttype", "text/xml"),
                                        SCHEMA),
                                time(PoisonKind.YEAR_0001, "0001-01-01T00:00:00Z"),
                                time(PoisonKind.YEAR_9999, "9999-12-31T23:59:59+08:00"),
                                time(PoisonKind.TIME_10_YEARS_ON, "2036-02-20T09:15:00+08:00"),
                                event(
                                        PoisonKind.BAD_TRACEPARENT,
                                        "",
                                        json -> json.put("traceparent", "00-0-0-00"),
                                        SCHEMA)))
                .flatMap(cases -> cases);
    }

    private static Stream<PoisonCase> revisions() {
        return Stream.of(
                event(PoisonKind.VERSION_0, "", json -> json.put("aggregateversion", 0), SCHEMA),
                event(PoisonKind.VERSION_NEGATIVE, "", json -> json.put("aggregateversion", -1), SCHEMA),
                event(PoisonKind.VERSION_2_31, "", json -> json.put("aggregateversion", 1L << 31), ACCEPTED),
                event(
                        PoisonKind.VERSION_2_31,
                        "and beyond what JSON is exact for",
                        json -> json.put("aggregateversion", (1L << 53)),
                        SCHEMA),
                event(PoisonKind.VERSION_LOWER, "", json -> json.put("aggregateversion", 4), new Expected.Stale(5))
                        .after(good -> List.of(revision(good, 5))),
                event(PoisonKind.VERSION_EQUAL, "", json -> json.put("aggregateversion", 5), new Expected.Stale(5))
                        .after(good -> List.of(revision(good, 5))),
                event(PoisonKind.ID_REUSED, "", json -> json.put("aggregateversion", 2), "ID_CONFLICT")
                        .after(good -> List.of(good)),
                event(PoisonKind.ID_REUSED, "of what was refused for its form", json -> {}, "ID_CONFLICT")
                        .afterRefused(data -> data.put("colour", "red")));
    }

    private static Stream<PoisonCase> records() {
        return Stream.of(
                PoisonCase.of(PoisonKind.NULL_KEY, "", good -> sent(good).keyed(null), new Expected.Rejected(SCHEMA)),
                PoisonCase.of(
                        PoisonKind.KEY_NOT_SUBJECT,
                        "the record's key",
                        good -> sent(good).keyed(bytes(OTHER_CODE)),
                        new Expected.Rejected(SCHEMA)),
                event(
                        PoisonKind.KEY_NOT_SUBJECT,
                        "the subject",
                        json -> json.put("subject", "project/" + OTHER_CODE),
                        SCHEMA),
                PoisonCase.of(
                        PoisonKind.WRONG_CONTENT_TYPE,
                        "of the record",
                        good -> sent(good).with("content-type", "application/xml"),
                        ACCEPTED),
                PoisonCase.of(
                        PoisonKind.BINARY_MODE, "", EnvelopePoison::inBinaryMode, new Expected.Rejected(UNKNOWN_TYPE)),
                traced("of another form", bytes("00-0-0-00")),
                traced("without a value", null),
                traced("with NUL", new byte[] {'0', 0, '0'}),
                traced("not UTF-8", new byte[] {(byte) 0xFF, (byte) 0xC3}),
                traced("of 100 KB", bytes("0".repeat(100_000))),
                PoisonCase.of(PoisonKind.BAD_JWS, "", good -> sent(good).with("ce-jws", "not.a.signature"), ACCEPTED),
                PoisonCase.of(PoisonKind.REPLAYED_JWS, "", good -> sent(good).with("ce-jws", OLD_JWS), ACCEPTED),
                PoisonCase.of(PoisonKind.HEADER_BOMB, "on a good event", good -> bomb(sent(good)), ACCEPTED),
                PoisonCase.of(
                        PoisonKind.HEADER_BOMB,
                        "on no event",
                        good -> bomb(Shipment.of(PoisonCase.key(good), bytes("{"))),
                        new Expected.Rejected(MALFORMED)),
                PoisonCase.of(
                        PoisonKind.ABORTED_TRANSACTION, "", good -> sent(good).aborted(), new Expected.Unseen()));
    }

    private static PoisonCase time(PoisonKind kind, String time) {
        return event(kind, "", json -> json.put("time", time), ACCEPTED);
    }

    private static PoisonCase envelope(PoisonKind kind, String variant, Consumer<ObjectNode> change) {
        return value(kind, variant, good -> bytes(changed(good, change).toString()), SCHEMA);
    }

    /** On a record that is rejected, so that a dead letter has to be made of it. */
    private static PoisonCase traced(String variant, byte[] traceparent) {
        return PoisonCase.of(
                PoisonKind.BAD_TRACEPARENT,
                "in a header, " + variant,
                good -> Shipment.of(PoisonCase.key(good), bytes("{")).with("traceparent", traceparent),
                new Expected.Rejected(MALFORMED));
    }

    static ObjectNode revision(ObjectNode good, long version) {
        return changed(
                good,
                json -> json.put("id", json.get("id").asText() + "-" + version).put("aggregateversion", version));
    }

    private static Shipment inBinaryMode(ObjectNode good) {
        Shipment shipment =
                Shipment.of(PoisonCase.key(good), bytes(good.get("data").toString()));
        for (String name : List.of("specversion", "id", "source", "type", "subject", "time")) {
            shipment = shipment.with("ce_" + name, good.get(name).asText());
        }
        return shipment.with("content-type", "application/json");
    }

    private static Shipment bomb(Shipment shipment) {
        Shipment bomb = shipment;
        for (int i = 0; i < 5_000; i++) {
            bomb = bomb.with("x-" + i, "boom");
        }
        return bomb;
    }

    private static String spoiledId(String good, String by) {
        return good.replaceFirst("\"id\":\"", "\"id\":\"" + by.replace("\\", "\\\\"));
    }

    private static byte[] withName(ObjectNode good, String text, java.nio.charset.Charset charset) {
        return good.toString().replaceFirst("\"id\":\"", "\"id\":\"" + text).getBytes(charset);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }
}
