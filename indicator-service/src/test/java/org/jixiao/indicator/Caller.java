package org.jixiao.indicator;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.util.Set;
import org.jixiao.platform.testing.StackResource;

/** Who calls the service over HTTP. */
public record Caller(String name, Set<String> roles, Set<String> regions) {

    private static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    public static final Caller WRITER = new Caller("li.clerk", Set.of("indicator.write"), Set.of("440104"));
    public static final Caller READER = new Caller("wang.reader", Set.of("indicator.read"), Set.of("440104"));
    public static final Caller NEIGHBOUR = new Caller("chen.haizhu", Set.of("indicator.write"), Set.of("440105"));
    public static final Caller OPS = new Caller("ops", Set.of("ops"), Set.of("440000"));

    /** A request in this caller's name. */
    public RequestSpecification request() {
        return anyone().auth().oauth2(StackResource.tokens().token(name, roles, regions, Set.of()));
    }

    /** A request in nobody's name. */
    public static RequestSpecification anyone() {
        return given().config(AS_IT_IS).contentType("application/json");
    }

    /** A request that states a goal of which there is none yet. */
    public RequestSpecification creating(JsonNode goal) {
        return request().header("If-None-Match", "*").body(GoalJson.bytes(goal));
    }

    /** A request that changes a goal in this version. */
    public RequestSpecification changing(long version, JsonNode goal) {
        return request().header("If-Match", "\"" + version + "\"").body(GoalJson.bytes(goal));
    }

    /** Lets a sending system speak for regions, as an operator does. */
    public static void register(String sender, String region) {
        String seen = OPS.request().get("/api/v1/senders/" + sender).header("ETag");
        OPS.request()
                .header(seen == null ? "If-None-Match" : "If-Match", seen == null ? "*" : seen)
                .body("{\"regions\":[{\"regionCode\":\"" + region + "\",\"from\":\"2025-01-01\"}]}")
                .put("/api/v1/senders/" + sender)
                .then()
                .statusCode(seen == null ? 201 : 200);
    }

    /** Ends a sending system's time. */
    public static void retire(String sender) {
        OPS.request()
                .body("{\"reason\":\"并入市级系统\"}")
                .post("/api/v1/senders/" + sender + "/retirement")
                .then()
                .statusCode(200);
    }

    /** Closes a year in which the sender has reported nothing. */
    public static void close(String sender, int fiscalYear) {
        ObjectNode statement = JsonNodeFactory.instance
                .objectNode()
                .put("sender", sender)
                .put("fiscalYear", fiscalYear)
                .put("period", Integer.toString(fiscalYear))
                .put("goalCount", 0)
                .put("indicatorCount", 0);
        OPS.request().body(statement.toString()).post("/api/v1/closings").then().statusCode(201);
    }
}
