package org.jixiao.budget;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.junit.jupiter.api.Test;

/** What Prometheus is told of how long requests take. */
@ServiceTest
class RequestTimesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void areCountedInAFewBucketsForEachTemplateOfAnAddress() {
        List<String> codes = List.of(ProjectJson.newCode(), ProjectJson.newCode());

        codes.forEach(
                code -> Caller.reader().get("/api/v1/projects/" + code).then().statusCode(404));

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> buckets = given().get("/q/metrics")
                    .asString()
                    .lines()
                    .filter(line -> line.startsWith("http_server_requests_seconds_bucket{"))
                    .toList();
            assertThat(buckets).noneMatch(line -> codes.stream().anyMatch(line::contains));
            assertThat(buckets.stream()
                            .filter(line -> line.contains("uri=\"/api/v1/projects/{projectCode"))
                            .map(line -> line.replaceFirst(".*le=\"([^\"]*)\".*", "$1"))
                            .distinct())
                    .containsExactly("0.05", "0.1", "0.25", "0.5", "1.0", "5.0", "+Inf");
        });
    }
}
