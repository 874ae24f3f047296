package org.jixiao.budget.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.platform.testing.AtOnce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements and reopenings that come more often than they were meant, with an {@code Idempotency-Key}. */
@ServiceTest
class RepeatedClosingsTest {

    private static final String CLOSINGS = "/api/v1/closings";

    private final String key = UUID.randomUUID().toString();
    private AYear year;

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
        year = AYear.fresh();
    }

    /** A month is compared as of one moment, a year while nobody writes to it. */
    @ParameterizedTest
    @ValueSource(strings = {"a month", "a year"})
    void clicksAtTheSameMomentCloseOnce(String period) throws Exception {
        String statement = (period.equals("a month") ? year.june(0, null) : year.statement(0, null)).toString();

        List<Response> answers = AtOnce.call(() -> close(statement));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.header("Location") + answer.asString())
                .containsOnly(answers.getFirst().header("Location")
                        + answers.getFirst().asString());
        assertKept(1);
    }

    @Test
    void anotherStatementWithTheSameKeyIsRefused() {
        close(year.june(0, null).toString()).then().statusCode(201);

        Response answer = close(year.june(1, null).toString());

        answer.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        assertKept(1);
    }

    @Test
    void whatWasRefusedMayBeMendedAndSentWithTheSameKey() {
        close(year.june(0, null).put("sender", "nobody").toString()).then().statusCode(422);

        Response answer = close(year.june(0, null).toString());

        answer.then().statusCode(201);
        assertKept(1);
    }

    @Test
    void aYearIsOpenedAgainOnce() throws Exception {
        String closing = close(year.statement(0, null).toString())
                .then()
                .body("closesYear", equalTo(true))
                .extract()
                .path("closingId");
        String reopening = CLOSINGS + "/" + closing + "/reopening";

        List<Response> answers = AtOnce.call(() -> Caller.as("event.admin", Caller.YUEXIU)
                .header("Idempotency-Key", key)
                .body("{\"reason\": \"漏报\"}")
                .post(reopening));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers)
                .extracting(Response::asString)
                .containsOnly(answers.getFirst().asString());
        Caller.as("event.admin", Caller.YUEXIU)
                .body("{\"reason\": \"漏报\"}")
                .post(reopening)
                .then()
                .statusCode(422);
    }

    private Response close(String statement) {
        return Caller.ops().header("Idempotency-Key", key).body(statement).post(CLOSINGS);
    }

    private void assertKept(int closings) {
        Caller.ops()
                .queryParam("year", year.year())
                .get(CLOSINGS)
                .then()
                .statusCode(200)
                .body("closings", hasSize(closings));
    }
}
