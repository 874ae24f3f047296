package org.jixiao.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.platform.testing.StackResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests while PostgreSQL is down, by each way to the database that there is: Hibernate, JDBC, a transaction of a POST. */
@ServiceTest
class DatabaseAwayTest {

    private static final String LIST = "/api/v1/projects";

    @Inject
    AgroalDataSource pool;

    @BeforeEach
    void down() {
        ReferenceData.registered();
        StackResource.postgres().close();
    }

    @AfterEach
    void up() {
        StackResource.postgres().restart();
        // the next test shall not come upon a connection of before
        pool.flush(FlushMode.ALL);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Caller.reader().get(LIST).statusCode() == 200);
    }

    @Test
    void callersAreAskedToComeAgain() {
        List<Response> answers = List.of(
                Caller.reader().get(LIST),
                Caller.ops().get("/api/v1/senders"),
                Caller.writer()
                        .header("If-None-Match", "*")
                        .body(ProjectJson.ruleOfLaw().toString())
                        .put(LIST + "/" + ProjectJson.newCode()),
                Caller.as("event.admin", Caller.YUEXIU)
                        .header("Idempotency-Key", "k")
                        .body("{\"deadLetterId\": 1}")
                        .post("/api/v1/replays"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.<String>path("code")).isEqualTo("UNAVAILABLE");
            assertThat(answer.asString()).doesNotContainIgnoringCase("sql").doesNotContain("Connection");
        });
    }
}
