package org.jixiao.indicator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.indicator.GoalJson.goal;
import static org.jixiao.indicator.GoalJson.indicator;
import static org.jixiao.indicator.GoalJson.with;
import static org.jixiao.indicator.GoalJson.without;
import static org.jixiao.indicator.ReportedGoal.event;
import static org.jixiao.platform.testing.TopicProbe.header;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives is answered once, kept as it came, and holds up nothing that follows. */
@ServiceTest
class BadEventsTest {

    private static final String LONG = "长".repeat(1000);

    /** A good event made bad; its value is made of it, so that it need not be JSON at all. */
    record Bad(
            String what,
            UnaryOperator<ObjectNode> spoiled,
            Function<ObjectNode, byte[]> value,
            String code,
            String pointer) {

        @Override
        public String toString() {
            return what;
        }

        private byte[] of(ObjectNode good) {
            return value.apply(spoiled.apply(good));
        }
    }

    private static Bad bad(String what, UnaryOperator<ObjectNode> spoiled, String code, String pointer) {
        return new Bad(what, spoiled, GoalJson::bytes, code, pointer);
    }

    private static Bad text(String what, Function<String, String> value, String code, String pointer) {
        return new Bad(
                what,
                UnaryOperator.identity(),
                good -> value.apply(good.toString()).getBytes(StandardCharsets.UTF_8),
                code,
                pointer);
    }

    private static UnaryOperator<ObjectNode> setting(String pointer, String json) {
        return event -> with(event, pointer, json);
    }

    static Stream<Bad> bad() {
        return Stream.of(
                text("not JSON", good -> "绩效目标", "MALFORMED", ""),
                text("nothing", good -> "", "MALFORMED", ""),
                text("half a document", good -> good.substring(0, 300), "MALFORMED", ""),
                text(
                        "a member twice",
                        good -> good.replace("\"data\":{", "\"data\":{\"state\":\"ISSUED\","),
                        "MALFORMED",
                        ""),
                text("half a character as a member", good -> good.replace("\"data\"", "\"\\ud800\""), "MALFORMED", ""),
                text("a thousand levels", good -> "[".repeat(1000) + "]".repeat(1000), "MALFORMED", ""),
                text("an array", good -> "[]", "UNKNOWN_TYPE", ""),
                text("300 KB of nothing", good -> good.replace("通过", " ".repeat(300_000)), "TOO_LARGE", ""),
                text("a number beyond all bounds", good -> good.replace("2025,", "1e400,"), "MALFORMED", ""),
                text(
                        "a name beyond all bounds",
                        good -> good.replace("\"data\"", "\"" + "n".repeat(100_000) + "\""),
                        "MALFORMED",
                        ""),
                bad("unknown type", setting("/type", "\"org.jixiao.indicator.goal.guessed.v1\""), "UNKNOWN_TYPE", ""),
                bad("type as number", setting("/type", "1"), "UNKNOWN_TYPE", ""),
                bad("unknown property", setting("/colour", "1"), "SCHEMA", "/colour"),
                bad("unknown property of the goal", setting("/data/name", "\"x\""), "SCHEMA", "/data/name"),
                bad("properties without number", BadEventsTest::crowded, "SCHEMA", "/0"),
                bad(
                        "a property of a long name",
                        event -> event.put("n".repeat(40_000), 1),
                        "SCHEMA",
                        "/" + "n".repeat(100) + "…"),
                bad("no data", event -> without(event, "/data"), "SCHEMA", "/data"),
                bad("id with NUL", setting("/id", "\"a\\u0000\""), "MALFORMED", ""),
                bad("id of blanks", setting("/id", "\" \""), "SCHEMA", "/id"),
                bad("no day", setting("/time", "\"2025-02-30T09:15:00+08:00\""), "SCHEMA", "/time"),
                bad("a leap second", setting("/time", "\"2016-12-31T23:59:60Z\""), "SCHEMA", "/time"),
                bad("time without zone", setting("/time", "\"2025-02-20T09:15:00\""), "SCHEMA", "/time"),
                bad("revision 0", setting("/aggregateversion", "0"), "SCHEMA", "/aggregateversion"),
                bad(
                        "revision beyond exact numbers",
                        setting("/aggregateversion", "9007199254740992"),
                        "SCHEMA",
                        "/aggregateversion"),
                bad(
                        "bell in a target",
                        setting("/data/indicators/0/annualTarget", "\"\\u0007\""),
                        "SCHEMA",
                        "/data/indicators/0/annualTarget"),
                bad(
                        "target as object",
                        setting("/data/indicators/0/annualTarget", "{\"raw\":\"是\"}"),
                        "SCHEMA",
                        "/data/indicators/0/annualTarget"),
                text("half a character", good -> good.replace("通过", "\\udc00"), "MALFORMED", ""),
                bad(
                        "another sender",
                        setting("/source", "\"urn:jixiao:sender:haizhu-finance\""),
                        "UNAUTHORISED_REGION",
                        "/source"),
                bad("another region", setting("/data/departmentCode", "\"440105001\""), "UNAUTHORISED_REGION", "/data"),
                bad("another project", setting("/data/projectCode", "\"44010425T000000000099\""), "SCHEMA", "/data"),
                bad("another subject", setting("/subject", "\"project/44010425T000000000099\""), "SCHEMA", "/subject"),
                bad("another key", setting("/partitionkey", "\"44010425T000000000099\""), "SCHEMA", "/partitionkey"),
                bad(
                        "sequence twice",
                        setting("/data/indicators/1/sequence", "1"),
                        "SCHEMA",
                        "/data/indicators/1/sequence"),
                bad("no indicator", setting("/data/indicators", "[]"), "SCHEMA", "/data/indicators"),
                bad(
                        "weight above 100",
                        setting("/data/indicators/0/weight", "\"100.01\""),
                        "SCHEMA",
                        "/data/indicators/0/weight"),
                bad(
                        "a name that breaks the cell",
                        setting("/data/indicators/0/name", "\"甲；年度指标值:5\""),
                        "SCHEMA",
                        "/data/indicators/0"),
                bad(
                        "unknown type code",
                        setting("/data/indicators/1/typeCode", "\"39\""),
                        "UNKNOWN_REFERENCE",
                        "/data/indicators/1/typeCode"),
                bad(
                        "no frame for the year",
                        setting("/data/fiscalYear", "2024"),
                        "UNKNOWN_REFERENCE",
                        "/data/fiscalYear"),
                bad("too much to publish", BadEventsTest::bulky, "TOO_LARGE", "/data/indicators"));
    }

    @BeforeEach
    void register() {
        Caller.register(ReportedGoal.SENDER, "440104");
    }

    @Test
    void each_is_answered_once_and_kept_as_it_came_and_holds_up_nothing() {
        Map<String, Sent> sent = bad().map(Sent::of).collect(Collectors.toMap(Sent::code, each -> each));
        try (var topics = probe()) {

            sent.values().forEach(each -> each.to(topics));

            var receipts = byKey(topics.await(2 * sent.size(), record -> from(record, ReportedGoal.RESULTS, sent)));
            var letters = byKey(topics.await(sent.size(), record -> from(record, ReportedGoal.DEAD_LETTERS, sent)));
            var published = byKey(topics.await(sent.size(), record -> from(record, ReportedGoal.GOALS, sent)));
            for (Sent each : sent.values()) {
                each.isAnsweredBy(receipts.get(each.code));
                each.isKeptAs(letters.get(each.code));
                assertThat(published.get(each.code)).hasSize(1);
                assertThat(Rows.number("select version from goal where project_code = ?", each.code))
                        .isEqualTo(1);
            }
        }
    }

    /** A bad event on its way, and a good one of the same key behind it. */
    private record Sent(Bad bad, String code, byte[] value) {

        private static Sent of(Bad bad) {
            String code = ProjectCodes.fresh();
            return new Sent(bad, code, bad.of(event(goal(code), 1)));
        }

        private void to(TopicProbe topics) {
            byte[] key = code.getBytes(StandardCharsets.UTF_8);
            topics.send(ReportedGoal.TOPIC, key, value);
            topics.send(ReportedGoal.TOPIC, key, GoalJson.bytes(event(goal(code), 2)));
        }

        private void isAnsweredBy(List<ConsumerRecord<byte[], byte[]>> receipts) {
            assertThat(receipts).hasSize(2);
            JsonNode first = GoalJson.parse(receipts.getFirst().value()).get("data");
            JsonNode second = GoalJson.parse(receipts.getLast().value()).get("data");
            assertThat(first.get("outcome").asText()).isEqualTo("REJECTED");
            assertThat(first.get("code").asText()).as("%s: %s", bad, first).isEqualTo(bad.code);
            assertThat(pointers(first)).as("%s", bad).contains(bad.pointer);
            assertThat(second.get("outcome").asText()).isEqualTo("ACCEPTED");
        }

        private void isKeptAs(List<ConsumerRecord<byte[], byte[]>> letters) {
            assertThat(letters).hasSize(1);
            assertThat(letters.getFirst().value()).as("%s", bad).isEqualTo(value);
            assertThat(header(letters.getFirst(), "dlq-code")).isEqualTo(bad.code);
            assertThat(header(letters.getFirst(), "dlq-topic")).isEqualTo(ReportedGoal.TOPIC);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"without a key", "without a value"})
    void a_record_is_answered(String what) {
        String code = ProjectCodes.fresh();
        byte[] key = what.equals("without a key") ? null : code.getBytes(StandardCharsets.UTF_8);
        byte[] value = what.equals("without a value") ? null : GoalJson.bytes(event(goal(code), 1));
        try (var topics = probe()) {

            topics.send(ReportedGoal.TOPIC, key, value);

            ConsumerRecord<byte[], byte[]> letter = topics.await(
                    record -> record.topic().equals(ReportedGoal.DEAD_LETTERS) && Arrays.equals(record.key(), key));
            JsonNode receipt = GoalJson.parse(topics.await(
                            record -> record.topic().equals(ReportedGoal.RESULTS) && Arrays.equals(record.key(), key))
                    .value());
            assertThat(letter.value()).isEqualTo(value);
            assertThat(receipt.at("/data/outcome").asText()).isEqualTo("REJECTED");
            assertThat(receipt.at("/data/code").asText()).isEqualTo(value == null ? "MALFORMED" : "SCHEMA");
            assertThat(Rows.about(code)).isZero();
        }
    }

    private static ObjectNode crowded(ObjectNode event) {
        ObjectNode crowded = event.deepCopy();
        for (int i = 0; i < 31_000; i++) {
            crowded.put(Integer.toString(i, 36), 1);
        }
        return crowded;
    }

    private static ObjectNode bulky(ObjectNode event) {
        ObjectNode bulky = event.deepCopy();
        ArrayNode indicators = ((ObjectNode) bulky.get("data")).putArray("indicators");
        for (int i = 1; i <= 60; i++) {
            indicators.add(indicator(i, "1", "11", LONG, "≥1件"));
        }
        return bulky;
    }

    private static TopicProbe probe() {
        return TopicProbe.watching(
                StackResource.bootstrapServers(), ReportedGoal.RESULTS, ReportedGoal.GOALS, ReportedGoal.DEAD_LETTERS);
    }

    private static boolean from(ConsumerRecord<byte[], byte[]> record, String topic, Map<String, Sent> sent) {
        return record.topic().equals(topic) && record.key() != null && sent.containsKey(key(record));
    }

    private static Map<String, List<ConsumerRecord<byte[], byte[]>>> byKey(
            List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().collect(Collectors.groupingBy(BadEventsTest::key));
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static List<String> pointers(JsonNode receipt) {
        return StreamSupport.stream(receipt.get("violations").spliterator(), false)
                .map(each -> each.get("pointer").asText())
                .toList();
    }
}
