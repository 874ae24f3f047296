package org.jixiao.budget.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.budget.fixture.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, each record gets a receipt and a dead letter with its own bytes, and the next one is applied. */
@ServiceTest
class PoisonTest {

    private static Topics topics;

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
        topics = topics == null ? new Topics() : topics;
    }

    @AfterAll
    static void close() {
        topics.close();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                bytes("empty", "MALFORMED", good -> new byte[0]),
                bytes("tombstone", "MALFORMED", good -> null),
                bytes("not JSON", "MALFORMED", good -> "预算项目".getBytes(UTF_8)),
                bytes(
                        "cut off",
                        "MALFORMED",
                        good -> text(good).substring(0, 200).getBytes(UTF_8)),
                bytes("two documents", "MALFORMED", good -> (text(good) + text(good)).getBytes(UTF_8)),
                bytes(
                        "not UTF-8",
                        "MALFORMED",
                        good -> text(good).replace("法治", "é").getBytes(ISO_8859_1)),
                bytes("very deep", "MALFORMED", good -> "[".repeat(10_000).getBytes(UTF_8)),
                bytes(
                        "duplicate keys",
                        "MALFORMED",
                        good -> text(good)
                                .replaceFirst("\\{", "{\"id\": \"other\", ")
                                .getBytes(UTF_8)),
                bytes("300 KB", "TOO_LARGE", good -> (text(good) + " ".repeat(300 << 10)).getBytes(UTF_8)),
                bytes("a list", "UNKNOWN_TYPE", good -> "[]".getBytes(UTF_8)),
                event(
                        "an unknown type",
                        "UNKNOWN_TYPE",
                        json -> json.put("type", "org.jixiao.budget.project.reported.v2")),
                event("an unknown attribute", "SCHEMA", json -> json.put("priority", "high")),
                event("binary content", "SCHEMA", json -> json.put("datacontenttype", "text/xml")),
                event("another schema", "SCHEMA", json -> json.put("dataschema", "urn:jixiao:schema:other:1.0")),
                event("version zero", "SCHEMA", json -> json.put("aggregateversion", 0)),
                event("a huge version", "SCHEMA", json -> json.put("aggregateversion", Long.MAX_VALUE)),
                event("a version as text", "SCHEMA", json -> json.put("aggregateversion", "1")),
                event("no such time", "SCHEMA", json -> json.put("time", "2025-02-30T09:15:00+08:00")),
                event("a leap second", "SCHEMA", json -> json.put("time", "2025-06-30T23:59:60Z")),
                event("a local time", "SCHEMA", json -> json.put("time", "2025-02-20T09:15:00")),
                event("a bad trace", "SCHEMA", json -> json.put("traceparent", "00-0-0-00")),
                event("NUL in the id", "MALFORMED", json -> json.put("id", "a\u0000b")),
                event("another subject", "SCHEMA", json -> json.put("subject", "project/44010425T000000000099")),
                event(
                        "another key",
                        "SCHEMA",
                        json -> json.put("partitionkey", "44010425T000000000099")
                                .put("subject", "project/44010425T000000000099")),
                event(
                        "another sender",
                        "UNAUTHORISED_REGION",
                        json -> json.put("source", "urn:jixiao:sender:haizhu-finance")),
                data("another project", "SCHEMA", data -> data.put("projectCode", "44010425T000000000099")),
                data("an unknown property", "SCHEMA", data -> data.put("remark", "加急")),
                data("a total", "SCHEMA", data -> amounts(data).put("total", "480000.00")),
                data("NUL in the name", "MALFORMED", data -> data.put("name", "法\u0000治")),
                bytes(
                        "a lone surrogate",
                        "MALFORMED",
                        good -> text(good).replace("法治建设", "\\ud83d").getBytes(UTF_8)),
                data("another currency", "SCHEMA", data -> data.put("currency", "USD")),
                data("a number for an amount", "SCHEMA", data -> amounts(data).put("other", 1)),
                data("three decimals", "AMOUNT_FORMAT", data -> amounts(data).put("other", "1.000")),
                data("a negative amount", "AMOUNT_FORMAT", data -> amounts(data).put("other", "-1.00")),
                data("thousands", "AMOUNT_FORMAT", data -> amounts(data).put("other", "1,000.00")),
                data(
                        "a sum that fits nowhere",
                        "AMOUNT_RANGE",
                        data -> amounts(data).put("other", "9999999999999999.99")),
                data(
                        "another district",
                        "UNAUTHORISED_REGION",
                        data -> data.put("regionCode", "440105")
                                .put("departmentCode", ReferenceData.HAIZHU_JUSTICE)
                                .put("unitCode", ReferenceData.HAIZHU_JUSTICE_UNIT)),
                data("a region that is not the department's", "SCHEMA", data -> data.put("regionCode", "440105")),
                data("a unit elsewhere", "SCHEMA", data -> data.put("unitCode", ReferenceData.CULTURE_UNIT)),
                data(
                        "an unknown department",
                        "UNKNOWN_REFERENCE",
                        data -> data.put("departmentCode", "440104999").put("unitCode", "440104999001")),
                data("an unknown unit", "UNKNOWN_REFERENCE", data -> data.put("unitCode", "440104019999")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void poisonIsSetAsideAndTheNextRecordIsApplied(String code, Function<Report, byte[]> poison) {
        Report good = Report.of(ProjectJson.newCode());
        byte[] key = good.projectCode().getBytes(UTF_8);
        byte[] value = poison.apply(good);
        Rows before = Rows.now();

        topics.send(key, value);
        topics.send(good.with(json -> json.put("id", good.id() + "-good")));

        assertRejected(key, value, code);
        topics.published(Topics.PROJECTS, good.projectCode(), 1);
        assertThat(Rows.now().versions()).isEqualTo(before.versions() + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "data"
            })
    void everyAttributeIsNeeded(String attribute) {
        Report report = Report.of(ProjectJson.newCode()).with(json -> json.remove(attribute));
        byte[] key = "key".getBytes(UTF_8);

        topics.send(key, report.bytes());

        JsonNode receipt = assertRejected(key, report.bytes(), "SCHEMA");
        assertThat(receipt.at("/data/violations").findValuesAsText("code")).contains("MISSING_FIELD");
        assertThat(receipt.at("/data/violations").findValuesAsText("pointer")).contains("/" + attribute);
    }

    @Test
    void aRecordWithoutAKeyIsSetAside() {
        Report report = Report.of(ProjectJson.newCode());

        topics.send(null, report.bytes());

        assertRejected(null, report.bytes(), "SCHEMA");
    }

    @Test
    void anIdThatWasUsedForOtherContentIsAConflict() {
        Report report = Report.of(ProjectJson.newCode());
        Report reused = report.version(2).appropriation("1.00");
        topics.send(report);

        topics.send(reused);

        assertRejected(report.projectCode().getBytes(UTF_8), reused.bytes(), "ID_CONFLICT");
        assertThat(topics.published(Topics.PROJECTS, report.projectCode(), 1)).hasSize(1);
    }

    @Test
    void aProjectIsNotTakenFromItsDistrict() {
        Report report = Report.of(ProjectJson.newCode());
        topics.send(report);
        topics.receipt(report);
        Report taken = report.with(json ->
                        json.put("id", report.id() + "-taken").put("source", "urn:jixiao:sender:haizhu-finance"))
                .withData(data -> data.put("regionCode", "440105")
                        .put("departmentCode", ReferenceData.HAIZHU_JUSTICE)
                        .put("unitCode", ReferenceData.HAIZHU_JUSTICE_UNIT));

        topics.sendAsHaizhu(taken);

        ConsumerRecord<byte[], byte[]> letter =
                topics.deadLetter(sha256(taken.bytes()), taken.projectCode().getBytes(UTF_8));
        assertThat(Topics.header(letter, "dlq-code")).isEqualTo("STATE_CONFLICT");
    }

    private static JsonNode assertRejected(byte[] key, byte[] value, String code) {
        JsonNode receipt = topics.receipt(sha256(value), key);
        assertThat(receipt.at("/data/outcome").asText()).isEqualTo("REJECTED");
        assertThat(receipt.at("/data/code").asText())
                .as(receipt.toPrettyString())
                .isEqualTo(code);
        ConsumerRecord<byte[], byte[]> letter = topics.deadLetter(sha256(value), key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(Topics.header(letter, "dlq-code")).isEqualTo(code);
        return receipt;
    }

    private static String sha256(byte[] value) {
        try {
            byte[] bytes = value == null ? new byte[0] : value;
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Report report) {
        return new String(report.bytes(), UTF_8);
    }

    private static ObjectNode amounts(ObjectNode data) {
        return ProjectJson.amounts(data);
    }

    private static Arguments bytes(String name, String code, Function<Report, byte[]> poison) {
        return argumentSet(name, code, poison);
    }

    private static Arguments event(String name, String code, Consumer<ObjectNode> change) {
        return bytes(name, code, good -> good.with(change).bytes());
    }

    private static Arguments data(String name, String code, Consumer<ObjectNode> change) {
        return bytes(name, code, good -> good.withData(change).bytes());
    }
}
