package org.jixiao.budget.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Topics;
import org.jixiao.platform.testing.AtOnce;
import org.jixiao.platform.testing.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done about senders and their events, sent several times at the same moment with one {@code Idempotency-Key}. */
@ServiceTest
class RepeatedPostsTest {

    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
    }

    @Test
    void aSenderIsRetiredOnce() throws Exception {
        String sender = "/api/v1/senders/s-" + UUID.randomUUID();
        Caller.ops()
                .header("If-None-Match", "*")
                .body("{\"regions\": [{\"regionCode\": \"440106\", \"from\": \"2025-01-01\"}]}")
                .put(sender)
                .then()
                .statusCode(201);

        List<Response> answers = AtOnce.call(
                () -> keyed(Caller.ops()).body("{\"reason\": \"并入市级系统\"}").post(sender + "/retirement"));

        assertSame(answers, 200);
        assertThat(answers.getFirst().header("ETag")).isEqualTo("\"2\"");
        keyed(Caller.ops())
                .body("{\"reason\": \"another\"}")
                .post(sender + "/retirement")
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void aGapIsGivenUpOnce() throws Exception {
        Report skipping = Report.of(ProjectJson.newCode()).version(4);
        received(skipping);
        long gap = Caller.reader()
                .queryParam("projectCode", skipping.projectCode())
                .get("/api/v1/gaps")
                .jsonPath()
                .getLong("gaps[0].gapId");
        String givingUp = "/api/v1/gaps/" + gap + "/giving-up";

        List<Response> answers = AtOnce.call(
                () -> keyed(admin("liang")).body("{\"reason\": \"从未存在\"}").post(givingUp));

        assertSame(answers, 200);
        admin("liang").body("{\"reason\": \"从未存在\"}").post(givingUp).then().statusCode(409);
    }

    @Test
    void aReplayIsAskedForAndApprovedOnce() throws Exception {
        Report refused = Report.of(ProjectJson.newCode()).withData(data -> data.put("unitCode", "440104019998"));
        received(refused);
        String body = "{\"deadLetterId\": %d}".formatted(letter(refused));

        List<Response> asked =
                AtOnce.call(() -> keyed(admin("liang")).body(body).post("/api/v1/replays"));
        assertSame(asked, 201);
        String approval = "/api/v1/replays/" + asked.getFirst().path("replayId") + "/approval";
        List<Response> approved = AtOnce.call(() -> keyed(admin("wen")).post(approval));

        assertSame(approved, 202);
        admin("wen").post(approval).then().statusCode(409);
    }

    private RequestSpecification keyed(RequestSpecification request) {
        return request.header("Idempotency-Key", key);
    }

    private static void assertSame(List<Response> answers, int status) {
        assertThat(answers).extracting(Response::statusCode).containsOnly(status);
        assertThat(answers)
                .extracting(Response::asString)
                .containsOnly(answers.getFirst().asString());
    }

    private static void received(Report report) {
        try (Topics topics = new Topics()) {
            topics.send(report);
            topics.receipt(report);
        }
    }

    private static long letter(Report report) {
        return admin("liang")
                .queryParam("topic", Topics.IN)
                .get("/api/v1/dead-letters")
                .jsonPath()
                .getLong("deadLetters.find { it.key == '%s' }.deadLetterId".formatted(report.projectCode()));
    }

    private static RequestSpecification admin(String name) {
        return Caller.bearing(
                StackResource.tokens().token(name, Set.of("event.admin"), Set.of(Caller.YUEXIU), Set.of()));
    }
}
