package org.jixiao.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A record that no owner can take.
 *
 * @param verdict how its receipt begins
 */
record Poison(String kind, byte[] key, byte[] value, String verdict) {

    private static final byte[] KEY = "P1".getBytes(UTF_8);
    private static final List<String> REQUIRED =
            List.of("specversion", "id", "source", "subject", "time", "aggregateversion", "partitionkey", "data");

    static List<Poison> all() {
        List<Poison> all = new ArrayList<>();
        bytes(all);
        documents(all);
        envelopes(all);
        payloads(all);
        keys(all);
        return all;
    }

    /** What is not one JSON document. */
    private static void bytes(List<Poison> all) {
        String good = Report.ofParcel("P1").text();
        all.add(malformed("no value", null));
        all.add(malformed("empty", new byte[0]));
        all.add(malformed("blank", "  \n".getBytes(UTF_8)));
        all.add(malformed("not JSON", "amount=1".getBytes(UTF_8)));
        all.add(malformed("cut off", good.substring(0, good.length() / 2).getBytes(UTF_8)));
        all.add(malformed("two documents", (good + good).getBytes(UTF_8)));
        all.add(malformed("not UTF-8", replaced(good, "post", new byte[] {'p', (byte) 0xC3, (byte) 0x28, 't'})));
        all.add(malformed("UTF-16 cut off", good.substring(0, 30).getBytes(UTF_16BE)));
        all.add(malformed("10 000 deep", ("[".repeat(10_000) + "]".repeat(10_000)).getBytes(UTF_8)));
        all.add(malformed(
                "a key twice",
                good.replace("\"time\"", "\"id\":\"other\",\"time\"").getBytes(UTF_8)));
        all.add(malformed(
                "not a number",
                good.replace("\"aggregateversion\":1", "\"aggregateversion\":NaN")
                        .getBytes(UTF_8)));
        for (String number : List.of("1e400", "-1e999999999")) {
            all.add(malformed(
                    number,
                    good.replace("\"aggregateversion\":1", "\"aggregateversion\":" + number)
                            .getBytes(UTF_8)));
        }
        all.add(malformed(
                "U+0000 in a text", good.replace("post", "po\\u0000st").getBytes(UTF_8)));
        all.add(malformed(
                "U+0000 in the id", good.replace("\"id-", "\"\\u0000id-").getBytes(UTF_8)));
        all.add(malformed(
                "U+0000 in a name",
                good.replace("\"carrier\"", "\"carrier\\u0000\"").getBytes(UTF_8)));
        all.add(malformed(
                "half a surrogate pair", good.replace("post", "po\\ud83dst").getBytes(UTF_8)));
        all.add(malformed(
                "half a surrogate pair in the id",
                good.replace("\"id-", "\"\\udc00id-").getBytes(UTF_8)));
        all.add(malformed(
                "half a surrogate pair in a name",
                good.replace("\"carrier\"", "\"\\ud800\"").getBytes(UTF_8)));
        all.add(malformed(
                "surrogate in UTF-8", replaced(good, "post", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})));
        all.add(new Poison("300 KB", KEY, padded(300 << 10), "REJECTED TOO_LARGE"));
        all.add(new Poison("3 MB", KEY, padded(3 << 20), "REJECTED TOO_LARGE"));
    }

    /** What is JSON, and no event. */
    private static void documents(List<Poison> all) {
        for (String document :
                List.of("[]", "{}", "5", "\"text\"", "true", "[{\"type\":\"org.jixiao.parcel.reported.v1\"}]")) {
            all.add(new Poison(document, KEY, document.getBytes(UTF_8), "REJECTED UNKNOWN_TYPE"));
        }
        all.add(malformed("null", "null".getBytes(UTF_8)));
    }

    private static void envelopes(List<Poison> all) {
        for (String attribute : REQUIRED) {
            all.add(schema("without " + attribute, Report.ofParcel("P1").with(json -> json.remove(attribute))));
            all.add(schema("null " + attribute, Report.ofParcel("P1").with(json -> json.putNull(attribute))));
            all.add(schema(attribute + " an object", Report.ofParcel("P1").with(json -> json.putObject(attribute))));
            all.add(schema(attribute + " a list", Report.ofParcel("P1").with(json -> json.putArray(attribute))));
        }
        for (String type : List.of("org.jixiao.parcel.reported.v2", "", "com.example")) {
            Report report = Report.ofParcel("P1").with(json -> json.put("type", type));
            all.add(new Poison("type " + type, KEY, report.bytes(), "REJECTED UNKNOWN_TYPE"));
        }
        for (String version : List.of("0", "-1", "1.5", "9223372036854775808", "\"1\"", "1" + "0".repeat(90))) {
            all.add(schema(
                    "version " + version,
                    Report.ofParcel("P1").text().replace("\"aggregateversion\":1", "\"aggregateversion\":" + version)));
        }
        for (String time : List.of(
                "",
                "yesterday",
                "2025-02-30T09:15:00Z",
                "2016-12-31T23:59:60Z",
                "2025-02-20T09:15:00.1234567890123Z",
                "2025-02-20",
                "2025-02-20T09:15:00",
                "2025-02-20T09:15:00+99:00")) {
            all.add(schema("time " + time, Report.ofParcel("P1").with(json -> json.put("time", time))));
        }
        all.add(schema("an endless id", Report.ofParcel("P1").id("x".repeat(201))));
        all.add(schema("an unknown attribute", Report.ofParcel("P1").with(json -> json.put("colour", "red"))));
        all.add(schema("20 000 unknown attributes", Report.ofParcel("P1").with(json -> {
            for (int i = 0; i < 20_000; i++) {
                json.put("x" + i, 0);
            }
        })));
        all.add(schema(
                "an attribute with an endless name",
                Report.ofParcel("P1").with(json -> json.put("~\"x".repeat(12_000), 0))));
    }

    private static void payloads(List<Poison> all) {
        for (String amount : List.of(
                "1,000.00",
                "1.234",
                "1.2",
                "1",
                "+1.00",
                "-1.00",
                " 1.00",
                "1e9",
                "01.00",
                "１.00",
                "12345678901234567.00",
                "NaN",
                "",
                "1.00\n")) {
            all.add(new Poison(
                    "amount " + amount,
                    KEY,
                    Report.ofParcel("P1").amount(amount).bytes(),
                    "REJECTED AMOUNT_FORMAT"));
        }
        all.add(schema("amount a number", Report.ofParcel("P1").data(data -> data.put("amount", 1.0))));
        all.add(schema("an unknown property", Report.ofParcel("P1").data(data -> data.put("colour", "red"))));
    }

    private static void keys(List<Poison> all) {
        byte[] good = Report.ofParcel("P1").bytes();
        all.add(new Poison("no key", null, good, "REJECTED SCHEMA"));
        all.add(new Poison("empty key", new byte[0], good, "REJECTED SCHEMA"));
        all.add(new Poison("other key", "P2".getBytes(UTF_8), good, "REJECTED SCHEMA"));
        all.add(new Poison("key not UTF-8", new byte[] {(byte) 0xFF, 0}, good, "REJECTED SCHEMA"));
        all.add(new Poison("endless key", new byte[1 << 20], good, "REJECTED SCHEMA"));
    }

    private static Poison malformed(String kind, byte[] value) {
        return new Poison(kind, KEY, value, "REJECTED MALFORMED");
    }

    private static Poison schema(String kind, Report report) {
        return new Poison(kind, KEY, report.bytes(), "REJECTED SCHEMA");
    }

    private static Poison schema(String kind, String document) {
        return new Poison(kind, KEY, document.getBytes(UTF_8), "REJECTED SCHEMA");
    }

    private static byte[] padded(int size) {
        return Report.ofParcel("P1").carrier("x".repeat(size)).bytes();
    }

    private static byte[] replaced(String document, String text, byte[] by) {
        int at = document.indexOf(text);
        byte[] before = document.substring(0, at).getBytes(UTF_8);
        byte[] after = document.substring(at + text.length()).getBytes(UTF_8);
        return ByteBuffer.allocate(before.length + by.length + after.length)
                .put(before)
                .put(by)
                .put(after)
                .array();
    }

    @Override
    public String toString() {
        return kind.strip();
    }
}
