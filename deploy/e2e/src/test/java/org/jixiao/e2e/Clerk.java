package org.jixiao.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jixiao.local.LocalStack;
import org.jixiao.local.OutgoingEvent;
import org.jixiao.local.Receipt;
import org.jixiao.local.Sender;
import org.jixiao.local.TableCheck;
import org.jixiao.local.YuexiuTable;

/** What the people and systems around Jixiao do, in their words. */
final class Clerk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalStack stack = Stack.get();

    void registers(DepartmentTable table) {
        URI department = stack.budgetUrl().resolve("/api/v1/departments/" + table.departmentCode());
        String body = JSON.createObjectNode()
                .put("name", table.name())
                .put("regionCode", "440104")
                .toString();
        creates(department, body);
        creates(
                URI.create(department + "/units/" + table.unitCode()),
                JSON.createObjectNode().put("name", table.name()).toString());
    }

    /** Registers a department with two units in its sender's district. */
    void registers(History.Department department) {
        URI resource = stack.budgetUrl().resolve("/api/v1/departments/" + department.code());
        creates(
                resource,
                JSON.createObjectNode()
                        .put("name", "部门 " + department.code())
                        .put("regionCode", department.code().substring(0, 6))
                        .toString());
        for (int number = 1; number <= 2; number++) {
            creates(
                    URI.create(resource + "/units/" + department.unit(number)),
                    JSON.createObjectNode().put("name", "单位 " + number).toString());
        }
    }

    List<Receipt> sends(List<OutgoingEvent> events, Set<String> ids) {
        try (Sender sender = Sender.open(stack.kafka().clientSettings(YuexiuTable.SENDER), YuexiuTable.SENDER)) {
            sender.send(events);
            return List.copyOf(sender.awaitReceipts(ids, PATIENCE));
        }
    }

    /** Waits until the served table is the expected one, and fails with the differences that remain. */
    void seesTheTable(DepartmentTable table) {
        seesTheTable(table, table.expected());
    }

    void seesTheTable(DepartmentTable table, JsonNode expected) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(TableCheck.differences(expected, table.printed(), reads(table)))
                        .isEmpty());
    }

    JsonNode reads(DepartmentTable table) {
        return json(given().accept("application/json")
                .get(stack.reportingUrl().resolve("/api/v1/goal-tables/2025/" + table.departmentCode())));
    }

    JsonNode rollup(DepartmentTable table, String by) {
        return asks("/rollups?year=2025&department=" + table.departmentCode() + "&by=" + by);
    }

    /** Adds to the project's 财政拨款 by REST, in 元, and returns when the owner has answered. */
    void adds(BigDecimal yuan, String projectCode) {
        changes(projectCode, project -> {
            ObjectNode amounts = (ObjectNode) project.get("amounts");
            amounts.put("fiscalAppropriation", sum(amounts.get("fiscalAppropriation"), yuan));
            amounts.put("total", sum(amounts.get("total"), yuan));
        });
    }

    /** Reports by REST that all of a project's money was spent. */
    void spendsAll(String projectCode) {
        changes(projectCode, project -> project.set("executed", project.at("/amounts/total")));
    }

    private void changes(String projectCode, Consumer<ObjectNode> change) {
        URI project = stack.budgetUrl().resolve("/api/v1/projects/" + projectCode);
        Response seen = given().auth().oauth2(token("budget.write")).get(project);
        ObjectNode changed = (ObjectNode) json(seen);
        change.accept(changed);
        given().auth()
                .oauth2(token("budget.write"))
                .header("If-Match", seen.header("ETag"))
                .contentType("application/json")
                .body(changed.toString())
                .put(project)
                .then()
                .statusCode(200);
    }

    /** States what the indicators of a project have come to by the end of a month, first or again. */
    JsonNode monitors(String projectCode, int month, String... actuals) {
        Response stated = states(projectCode, "monitoring/" + month, actuals);
        assertThat(stated.statusCode()).isIn(200, 201);
        return json(stated);
    }

    /** States what they have come to over the year, as soon as indicator-service knows what was spent. */
    JsonNode evaluates(String projectCode, String... actuals) {
        URI goal = goal(projectCode, "");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> given().auth()
                        .oauth2(token("indicator.write"))
                        .get(goal)
                        .<Boolean>path("projectKnown"));
        return json(Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> states(projectCode, "self-evaluation", actuals), stated -> stated.statusCode() == 201));
    }

    private Response states(String projectCode, String part, String... actuals) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode indicators = body.putArray("indicators");
        for (String actual : actuals) {
            indicators.addObject().put("sequence", indicators.size()).put("actual", actual);
        }
        String seen = given().auth()
                .oauth2(token("indicator.write"))
                .get(goal(projectCode, "/" + part))
                .header("ETag");
        return given().auth()
                .oauth2(token("indicator.write"))
                .header(seen == null ? "If-None-Match" : "If-Match", seen == null ? "*" : seen)
                .contentType("application/json")
                .body(body.toString())
                .put(goal(projectCode, "/" + part));
    }

    private URI goal(String projectCode, String part) {
        return stack.indicatorUrl().resolve("/api/v1/goals/" + projectCode + part);
    }

    /** What reporting-service answers to everybody. */
    JsonNode asks(String path) {
        return json(given().get(stack.reportingUrl().resolve("/api/v1" + path)));
    }

    /** Publishes the table, as one person; the number of the publication. */
    String publishes(DepartmentTable table) {
        return as("publisher", "report.publish")
                .header("Idempotency-Key", "publish-" + table.departmentCode())
                .body("{\"fiscalYear\":2025,\"departmentCode\":\"%s\"}".formatted(table.departmentCode()))
                .post(publications())
                .then()
                .statusCode(201)
                .extract()
                .path("number");
    }

    /** Certifies what another person has published. */
    void certifies(String number) {
        steps(number, "certification", "{\"waivers\":[]}");
    }

    void reverts(String number) {
        steps(number, "reversion", "{\"reason\":\"项目金额已调整\"}");
    }

    /** What everybody can read of a publication. */
    Response readsPublicly(String path) {
        return given().get(URI.create(publications() + "/" + path));
    }

    /** What those with a role can read of a publication. */
    Response readsAsCertifier(String path) {
        return as("certifier", "report.certify").get(URI.create(publications() + "/" + path));
    }

    private void steps(String number, String step, String body) {
        String seen = readsAsCertifier(number).header("ETag");
        as("certifier", "report.certify")
                .header("If-Match", seen)
                .body(body)
                .post(URI.create(publications() + "/" + number + "/" + step))
                .then()
                .statusCode(200);
    }

    private RequestSpecification as(String person, String role) {
        return given().auth()
                .oauth2(stack.tokens().token(person, Set.of(role), Set.of("440104"), Set.of()))
                .contentType("application/json");
    }

    private URI publications() {
        return stack.reportingUrl().resolve("/api/v1/publications");
    }

    private void creates(URI resource, String body) {
        given().auth()
                .oauth2(token("ops"))
                .headers(Map.of("If-None-Match", "*"))
                .contentType("application/json")
                .body(body)
                .put(resource)
                .then()
                .statusCode(201);
    }

    private String token(String role) {
        return stack.tokens().token("e2e", Set.of(role), Set.of("440000"), Set.of());
    }

    private static String sum(JsonNode amount, BigDecimal yuan) {
        return new BigDecimal(amount.asText()).add(yuan).toPlainString();
    }

    private static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.asByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
