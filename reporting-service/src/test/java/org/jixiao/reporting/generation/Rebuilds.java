package org.jixiao.reporting.generation;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.reporting.fixture.Asking;

/** Generations as an operator handles them. */
final class Rebuilds {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Requests of an operator. */
    static final Supplier<RequestSpecification> OPS =
            () -> given().auth().oauth2(token("ops")).contentType(ContentType.JSON);

    private Rebuilds() {}

    static String token(String role) {
        return StackResource.tokens().token("liang", Set.of(role), Set.of("440000"), Set.of());
    }

    static JsonNode json(Response response) {
        return Asking.json(response.then().extract().response());
    }

    static int start() {
        JsonNode started = json(OPS.get().post("/api/v1/projections"));
        return started.get("generation").asInt();
    }

    static int live() {
        for (JsonNode each : json(OPS.get().get("/api/v1/projections")).get("projections")) {
            if (each.get("live").asBoolean()) {
                return each.get("generation").asInt();
            }
        }
        throw new IllegalStateException("none is live");
    }

    static void awaitCaughtUp(int number) {
        await(number, each -> each.get("state").asText().equals("CAUGHT_UP"));
    }

    static JsonNode awaitCompared(int number) {
        return await(number, each -> !each.get("comparison").isNull());
    }

    static void replaceLive() {
        awaitCaughtUp(live());
        int number = start();
        awaitCaughtUp(number);
        OPS.get()
                .body("{\"force\": true, \"reason\": \"与主题一致 / as the topics say\"}")
                .post("/api/v1/projections/" + number + "/activation")
                .then()
                .statusCode(200);
        dropAllButLive();
    }

    static void dropAllButLive() {
        for (JsonNode each : json(OPS.get().get("/api/v1/projections")).get("projections")) {
            if (!each.get("live").asBoolean()) {
                OPS.get()
                        .delete("/api/v1/projections/" + each.get("generation").asInt())
                        .then()
                        .statusCode(204);
            }
        }
    }

    static JsonNode await(int number, Predicate<JsonNode> wanted) {
        return Awaitility.await("generation " + number)
                .atMost(PATIENCE)
                .until(() -> json(OPS.get().get("/api/v1/projections/" + number)), wanted);
    }
}
