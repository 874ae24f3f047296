package org.jixiao.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionTest {

    @Test
    void etagOfAVersionIsTheTagThatItIsSeenBy() {
        assertThat(Precondition.etag(3)).isEqualTo("\"3\"");
        assertThat(Precondition.of(headers(Map.of("If-Match", Precondition.etag(3)))))
                .isEqualTo(new Precondition.Seen(3));
    }

    @Test
    void ifNoneMatchAnySaysThatThereIsNothingYet() {
        assertThat(Precondition.of(headers(Map.of("If-None-Match", "*")))).isEqualTo(new Precondition.Absent());
    }

    @Test
    void withoutEitherAWriteIsRefused() {
        assertThat(refusal(Map.of())).isEqualTo(ProblemCode.PRECONDITION_REQUIRED);
        assertThat(refusal(Map.of("If-None-Match", "\"3\""))).isEqualTo(ProblemCode.PRECONDITION_REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "3",
                "W/\"3\"",
                "\"\"",
                "\"three\"",
                "\"3\", \"4\"",
                "\"-3\"",
                "\"1234567890123456789\"",
                "\"３\""
            })
    void tagThatNoVersionHereHasIsStale(String tag) {
        assertThat(refusal(Map.of("If-Match", tag))).isEqualTo(ProblemCode.PRECONDITION_FAILED);
    }

    private static ProblemCode refusal(Map<String, String> headers) {
        return catchThrowableOfType(Problem.class, () -> Precondition.of(headers(headers)))
                .code();
    }

    private static HttpHeaders headers(Map<String, String> headers) {
        return new HttpHeadersImpl(headers.entrySet());
    }
}
