package org.jixiao.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemWordingTest {

    private final ProblemWording wording = new ProblemWording(new CurrentVertxRequest());

    @Test
    void whatAFrameworkWroteNeverLeavesTheService() {
        HttpProblem leaking = HttpProblem.builder()
                .withStatus(500)
                .withTitle("org.postgresql.util.PSQLException")
                .withDetail("insert into ledger values ('secret')")
                .with("stackTrace", "at org.jixiao.Secret")
                .build();

        HttpProblem worded = wording.apply(leaking, ProblemContext.of(new IllegalStateException("secret"), "/x"));

        assertThat(worded.getStatusCode()).isEqualTo(500);
        assertThat(worded.getType()).hasToString("urn:jixiao:problem:INTERNAL");
        assertThat(worded.getTitle()).isEqualTo("服务内部错误");
        assertThat(worded.getParameters()).containsOnlyKeys("code").containsEntry("code", "INTERNAL");
        assertThat(worded.getDetail()).doesNotContain("insert", "secret");
    }

    @Test
    void ourProblemsKeepTheirCodeTheirWordsAndTheirViolations() {
        Text message = Text.of("须为两位小数", "Two decimals, please");
        Problem problem = new Problem(
                ProblemCode.INVALID_BODY, message, List.of(new Violation("/amount", "AMOUNT_FORMAT", message)));

        HttpProblem worded = wording.apply(problem, ProblemContext.of(problem, "/x"));

        assertThat(worded.getStatusCode()).isEqualTo(400);
        assertThat(worded.getType()).hasToString("urn:jixiao:problem:INVALID_BODY");
        assertThat(worded.getDetail()).isEqualTo("须为两位小数");
        assertThat(worded.getParameters().get("violations"))
                .isEqualTo(List.of(Map.of("pointer", "/amount", "code", "AMOUNT_FORMAT", "message", "须为两位小数")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "401, UNAUTHENTICATED",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "413, TOO_LARGE",
        "418, BAD_REQUEST",
        "503, UNAVAILABLE",
        "507, INTERNAL"
    })
    void bareStatusGetsAStableCode(int status, String code) {
        assertThat(ProblemCode.ofStatus(status).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en                     | Good day",
                "en-GB,zh;q=0.5         | Good day",
                "zh-CN,zh;q=0.9,en;q=0.8 | 您好",
                "fr,en;q=0.1            | Good day",
                "en;q=0                 | 您好",
                "*                      | 您好",
                "no list at all;;;      | 您好"
            })
    void languageIsTheOneThatTheCallerPrefers(String header, String greeting) {
        assertThat(Text.of("您好", "Good day").in(ProblemWording.languages(header)))
                .isEqualTo(greeting);
    }
}
