package org.jixiao.budget.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry of sending systems, over HTTP. */
@ServiceTest
class SendersResourceTest {

    private static final String REGIONS = """
            {"name": "天河区财政局", "contact": "020-1", "regions": [{"regionCode": "440106", "from": "2025-01-01", "to": null}]}""";

    private final String sender = "s-" + UUID.randomUUID();
    private final String path = "/api/v1/senders/" + sender;

    @Test
    void isRegisteredOnceAndReadBackWithItsVersion() {
        Caller.ops()
                .header("If-None-Match", "*")
                .body(REGIONS)
                .put(path)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", notNullValue());

        Caller.ops()
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("sender", equalTo(sender))
                .body("name", equalTo("天河区财政局"))
                .body("regions[0].regionCode", equalTo("440106"))
                .body("regions[0].from", equalTo("2025-01-01"))
                .body("regions[0].to", nullValue())
                .body("registeredAt", notNullValue())
                .body("retirement", nullValue());
        Caller.ops().header("If-None-Match", "\"1\"").get(path).then().statusCode(304);
    }

    @Test
    void changeNamesTheVersionItHasSeen() {
        created();

        Caller.ops().body(REGIONS).put(path).then().statusCode(428).body("code", equalTo("PRECONDITION_REQUIRED"));
        Caller.ops().header("If-None-Match", "*").body(REGIONS).put(path).then().statusCode(412);
        Caller.ops().header("If-Match", "\"2\"").body(REGIONS).put(path).then().statusCode(412);
        Caller.ops()
                .header("If-Match", "\"1\"")
                .body(REGIONS)
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
    }

    @Test
    void bodyThatDoesNotFollowTheSchemaIsRefused() {
        Caller.ops()
                .header("If-None-Match", "*")
                .body("{\"regions\": [{\"regionCode\": \"4401\", \"from\": \"2025-02-30\"}]}")
                .put(path)
                .then()
                .statusCode(400)
                .body("violations.pointer", containsInAnyOrder("/regions/0/regionCode", "/regions/0/from"));
        Caller.ops().get(path).then().statusCode(404);
    }

    @Test
    void isRetiredWithAReasonAndReinstated() {
        created();

        Caller.ops()
                .body("{\"reason\": \" \"}")
                .post(path + "/retirement")
                .then()
                .statusCode(400);
        Caller.ops()
                .body("{\"reason\": \"并入市级系统\"}")
                .post(path + "/retirement")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("retirement.reason", equalTo("并入市级系统"))
                .body("retirement.retiredBy", notNullValue());
        Caller.ops().header("If-Match", "\"2\"").body(REGIONS).put(path).then().statusCode(422);
        Caller.ops().delete(path + "/retirement").then().statusCode(428);
        reinstated("\"1\"").statusCode(412);
        reinstated("\"2\"").statusCode(200).body("retirement", nullValue());
        reinstated("\"3\"").statusCode(404);
    }

    @Test
    void listIsPaged() {
        created();
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = (cursor == null ? Caller.ops() : Caller.ops().queryParam("cursor", cursor))
                    .queryParam("limit", 1)
                    .get("/api/v1/senders")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("senders.sender"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(seen).contains(sender).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "many"})
    void limitOutOfRangeIsRefused(String limit) {
        Caller.ops().queryParam("limit", limit).get("/api/v1/senders").then().statusCode(400);
    }

    private ValidatableResponse reinstated(String seen) {
        return Caller.ops()
                .header("If-Match", seen)
                .delete(path + "/retirement")
                .then();
    }

    private void created() {
        Caller.ops().header("If-None-Match", "*").body(REGIONS).put(path).then().statusCode(201);
    }
}
