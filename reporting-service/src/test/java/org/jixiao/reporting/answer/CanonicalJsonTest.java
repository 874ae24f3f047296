package org.jixiao.reporting.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    /** Section 3.2.3 of RFC 8785 sorts by UTF-16 code units: € before an emoji before U+FB33. */
    @Test
    void membersAreSortedAndWhiteSpaceIsGone() {
        String written =
                "{\n \"\\ufb33\": 3, \"\\ud83d\\ude00\": [2, {\"b\": null, \"a\": true}], \"\\u20ac\": \"穗财\\/1\"}";

        String canonical = canonical(written);

        assertThat(canonical).isEqualTo("{\"€\":\"穗财/1\",\"😀\":[2,{\"a\":true,\"b\":null}],\"\ufb33\":3}");
    }

    @Test
    void theHashIsThatOfTheBytes() {
        CanonicalJson empty = CanonicalJson.of("{ }".getBytes(UTF_8));

        assertThat(empty.sha256()).isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-12", "55", "9007199254740991", "0.1", "1e3"})
    void aNumberThatADoubleKeepsIsTaken(String number) {
        assertThat(canonical("[" + number + "]")).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993", "0.10000000000000000001", "1234567890123456.78"})
    void aNumberThatADoubleWouldChangeIsRefused(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> canonical("{\"total\":" + number + "}"));
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.of(json.getBytes(UTF_8)).bytes(), UTF_8);
    }
}
