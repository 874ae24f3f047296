package org.jixiao.platform.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {

    private static final JsonSchema SCHEMA = JsonSchema.ofResource("/org/jixiao/platform/problem/item-1.0.json");

    private static final List<String> NASTY = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1.5",
            "1e400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "9223372036854775808",
            "12345678901234567890123456789012345678901234567890",
            "0.00000000000000000000000001",
            "\"\"",
            "\"x\"",
            "\"\\ud83d\\ude00\"",
            "\"\\uffff\"",
            "\"2016-12-31T23:59:60Z\"",
            "\"2025-02-30\"",
            "[]",
            "[[]]",
            "[1,1]",
            "{}",
            "{\"\":0}",
            "{\"a/b~c\":0}",
            "{\"name\":{}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"a\"}                                        | /amount MISSING_FIELD",
                "{\"name\":7,\"amount\":\"1.00\"}                        | /name WRONG_TYPE",
                "{\"name\":\"\",\"amount\":\"1.00\"}                     | /name WRONG_LENGTH",
                "{\"name\":\"a\",\"amount\":\"1.000\"}                   | /amount AMOUNT_FORMAT",
                "{\"name\":\"a\",\"amount\":\"1.00\",\"b/c~d\":0}        | /b~1c~0d UNKNOWN_FIELD",
                "{\"name\":\"a\",\"amount\":\"1.00\",\"kind\":\"C\"}     | /kind NOT_ALLOWED",
                "{\"name\":\"a\",\"amount\":\"1.00\",\"on\":\"2025-02-30\"} | /on WRONG_FORMAT",
                "{\"name\":\"a\",\"amount\":\"1.00\",\"parts\":[{\"n\":1},{\"n\":0}]} | /parts/1/n WRONG_LENGTH",
                "[]                                                      | ` WRONG_TYPE`"
            })
    void faultIsToldByItsPlaceAndCode(String document, String violation) throws Exception {
        assertThat(SCHEMA.check(JsonSchema.read(document.getBytes(UTF_8))))
                .map(each -> each.pointer() + " " + each.code())
                .containsExactly(violation);
    }

    @Test
    void everyFaultIsToldAtOnceInBothLanguages() throws Exception {
        List<Violation> violations = SCHEMA.check(JsonSchema.read("{\"amount\":1,\"colour\":2}".getBytes(UTF_8)));

        assertThat(violations).extracting(Violation::pointer).containsExactlyInAnyOrder("/name", "/amount", "/colour");
        assertThat(violations).allSatisfy(each -> {
            assertThat(each.message().zh()).matches(".*\\p{IsHan}.*");
            assertThat(each.message().en()).matches("[\\p{ASCII}]+");
        });
    }

    @Test
    void validDocumentHasNoFault() throws Exception {
        byte[] bytes = "{\"name\":\"调解 😀\",\"amount\":\"0.00\",\"parts\":[{\"n\":1}]}".getBytes(UTF_8);

        assertThat(SCHEMA.check(JsonSchema.read(bytes))).isEmpty();
        assertThat(SCHEMA.readBody(bytes).get("name").asText()).isEqualTo("调解 😀");
    }

    @Test
    void answerIsBoundedHoweverManyTheFaults() throws Exception {
        String document =
                IntStream.range(0, 20_000).mapToObj(i -> "\"x" + i + "\":0").collect(Collectors.joining(",", "{", "}"));

        assertThat(SCHEMA.check(JsonSchema.read(document.getBytes(UTF_8)))).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1} x",
                "{\"a\":1,\"a\":2}",
                "{'a':1}",
                "{a:1}",
                "NaN",
                "[1,]",
                "// x\n{}",
                "{\"a\":\"\\u0000\"}",
                "{\"\\u0000\":1}",
                "{\"a\":[\"\\ud83d\"]}",
                "{\"\\udc00\":1}",
                "\"\\ude00\\ud83d\"",
                "\"\t\"",
                "01",
                "0x1",
                "\ufeff"
            })
    void whatIsNotOneDocumentIsRefused(String document) {
        assertThatThrownBy(() -> JsonSchema.read(document.getBytes(UTF_8))).isInstanceOf(JsonProcessingException.class);
        assertThat(catchThrowableOfType(Problem.class, () -> SCHEMA.readBody(document.getBytes(UTF_8)))
                        .code())
                .isEqualTo(ProblemCode.MALFORMED_JSON);
    }

    @Test
    void noBodyIsRefused() {
        assertThat(catchThrowableOfType(Problem.class, () -> SCHEMA.readBody(null))
                        .code())
                .isEqualTo(ProblemCode.MALFORMED_JSON);
    }

    @Test
    void invalidUtf8IsRefused() {
        for (byte[] bytes : List.of(
                new byte[] {'"', (byte) 0xC3, '"'},
                new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
                new byte[] {(byte) 0xFF})) {
            assertThatThrownBy(() -> JsonSchema.read(bytes)).isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void depthIsBounded() {
        assertThatCode(() -> JsonSchema.read(nested(50))).doesNotThrowAnyException();
        assertThatThrownBy(() -> JsonSchema.read(nested(51))).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> JsonSchema.read(nested(100_000))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void placeOfAMalformedBodyIsToldWithoutItsContent() {
        Problem problem =
                catchThrowableOfType(Problem.class, () -> SCHEMA.readBody("{\n \"secret\": nope}".getBytes(UTF_8)));

        assertThat(problem.explanation().zh()).contains("第 2 行");
        assertThat(problem.explanation().en()).contains("line 2").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20251123, 4711, 99})
    void anyDocumentIsReadOrRefusedAndNeverAnError(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            String document = any(random);
            assertThatCode(() -> checkOrRefuse(document))
                    .as("seed %d: %s", seed, document)
                    .doesNotThrowAnyException();
        }
    }

    private static void checkOrRefuse(String document) {
        try {
            JsonNode node = JsonSchema.read(document.getBytes(UTF_8));
            assertThat(SCHEMA.check(node)).hasSizeLessThanOrEqualTo(100);
        } catch (JsonProcessingException e) {
            assertThat(e.getMessage()).isNotNull();
        }
    }

    /** A document of the right shape with values that are not. */
    private static String any(Random random) {
        return List.of("name", "amount", "kind", "on", "count", "rate", "parts", "other").stream()
                .filter(member -> random.nextInt(3) > 0)
                .map(member -> "\"" + member + "\":" + NASTY.get(random.nextInt(NASTY.size())))
                .collect(Collectors.joining(",", "{", random.nextInt(50) == 0 ? "" : "}"));
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
    }
}
