package org.jixiao.budget.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class ProjectsResourceTest {

    private static final String PROJECTS = "/api/v1/projects";

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
    }

    @Test
    void aCreatedProjectIsAnsweredAsItIsRead() {
        String path = path(ProjectJson.newCode());

        Response created = create(path, ProjectJson.ruleOfLaw());

        created.then().statusCode(201).header("ETag", "\"1\"").header("Location", endsWith(path));
        assertThat(Caller.reader().get(path).asString()).isEqualTo(created.asString());
    }

    @Test
    void membersComeInTheOrderOfTheContractAndBlanksAreNull() {
        String code = ProjectJson.newCode();

        Response created = create(path(code), ProjectJson.ruleOfLaw());

        assertThat(created.asString())
                .isEqualTo(("{'projectCode':'%s','fiscalYear':2025,'name':'法治建设','documentNumber':null,"
                                + "'funding':'OWN','regionCode':'440104','departmentCode':'440104019',"
                                + "'unitCode':'440104019001','currency':'CNY','amounts':{'total':'480000.00',"
                                + "'fiscalAppropriation':'480000.00','specialAccount':null,'other':null},"
                                + "'issuedAmounts':{'total':'480000.00','fiscalAppropriation':'480000.00',"
                                + "'specialAccount':null,'other':null},"
                                + "'amountsChangedAt':null,'executed':'0.00','state':'ISSUED','version':1}")
                        .formatted(code)
                        .replace('\'', '"'));
    }

    @Test
    void whatWasReadIsSentBackChanged() {
        String path = path(ProjectJson.newCode());
        create(path, ProjectJson.ruleOfLaw());
        String read = Caller.reader().get(path).asString();

        Response changed = change(path, 1, read.replace("\"法治建设\"", "\"法治建设（二期）\""));

        changed.then().statusCode(200).header("ETag", "\"2\"").body("name", equalTo("法治建设（二期）"));
    }

    @Test
    void theTotalFollowsTheParts() {
        String path = path(ProjectJson.newCode());
        create(path, ProjectJson.ruleOfLaw());
        ObjectNode more =
                ProjectJson.ruleOfLaw(json -> ProjectJson.amounts(json).put("other", "0.05"));

        Response changed = change(path, 1, more.toString());

        changed.then().body("amounts.total", equalTo("480000.05")).body("amounts.specialAccount", nullValue());
    }

    @Test
    void whatWasIssuedStaysAndIsReadOnly() {
        String path = path(ProjectJson.newCode());
        create(path, ProjectJson.ruleOfLaw());
        change(
                path,
                1,
                ProjectJson.ruleOfLaw(json -> ProjectJson.amounts(json).put("other", "0.05"))
                        .toString());
        String read = Caller.reader().get(path).asString();

        Response repeated = change(path, 2, read);
        Response rewritten = change(
                path,
                3,
                read.replace(
                        "\"issuedAmounts\":{\"total\":\"480000.00\"", "\"issuedAmounts\":{\"total\":\"480000.01\""));

        repeated.then()
                .statusCode(200)
                .body("amounts.total", equalTo("480000.05"))
                .body("issuedAmounts.total", equalTo("480000.00"))
                .body("issuedAmounts.other", nullValue())
                .body("amountsChangedAt", equalTo(JsonPath.from(read).getString("amountsChangedAt")));
        rewritten.then().statusCode(422).body("code", equalTo("READ_ONLY_FIELD"));
        Caller.reader()
                .get(path + "/history")
                .then()
                .body("items.project.issuedAmounts.total", contains("480000.00", "480000.00", "480000.00"))
                .body("items.project.amountsChangedAt", contains(notNullValue(), notNullValue(), nullValue()));
    }

    @Test
    void aProjectOfBlanksHasNoTotal() {
        ObjectNode blank =
                ProjectJson.ruleOfLaw(json -> ProjectJson.amounts(json).putNull("fiscalAppropriation"));

        Response created = create(path(ProjectJson.newCode()), blank);

        created.then().statusCode(201).body("amounts.total", nullValue());
    }

    @Test
    void aProjectIsWithdrawnAndIssuedAgain() {
        String path = path(ProjectJson.newCode());
        create(path, ProjectJson.ruleOfLaw());
        change(
                        path,
                        1,
                        ProjectJson.ruleOfLaw(json -> json.put("state", "WITHDRAWN"))
                                .toString())
                .then()
                .statusCode(200)
                .body("amounts.total", equalTo("480000.00"));

        Response reissued = change(path, 2, ProjectJson.ruleOfLaw().toString());

        reissued.then().statusCode(200).body("state", equalTo("ISSUED")).body("version", equalTo(3));
    }

    @Test
    void historyTellsEveryVersionTheNewestFirst() {
        String path = path(ProjectJson.newCode());
        create(path, ProjectJson.ruleOfLaw());
        change(path, 1, ProjectJson.ruleOfLaw(json -> json.put("name", "法治建设二")).toString());

        ValidatableResponse history = Caller.reader().get(path + "/history").then();

        history.statusCode(200)
                .body("items.version", contains(2, 1))
                .body("items.project.name", contains("法治建设二", "法治建设"))
                .body("items.recordedBy", contains("test-budget.write", "test-budget.write"))
                .body("items[0].cause", not(equalTo(history.extract().path("items[1].cause"))))
                .body("nextCursor", nullValue());
    }

    @Test
    void historyComesInPages() {
        String path = path(ProjectJson.newCode());
        create(path, ProjectJson.ruleOfLaw());
        change(path, 1, ProjectJson.ruleOfLaw().toString());
        change(path, 2, ProjectJson.ruleOfLaw().toString());
        String cursor = Caller.reader().get(path + "/history?limit=2").path("nextCursor");

        ValidatableResponse second =
                Caller.reader().get(path + "/history?limit=2&cursor=" + cursor).then();

        second.body("items.version", contains(1)).body("nextCursor", nullValue());
    }

    @Test
    void aKnownVersionIsNotSentAgain() {
        String path = path(ProjectJson.newCode());
        create(path, ProjectJson.ruleOfLaw());

        Response answer = Caller.reader().header("If-None-Match", "\"1\"").get(path);

        answer.then().statusCode(304).header("ETag", "\"1\"");
        assertThat(answer.asByteArray()).isEmpty();
    }

    @Test
    void theListIsFilteredByEveryQuestion() {
        String mark = "标记" + System.nanoTime();
        String issued = ProjectJson.newCode();
        create(path(issued), named(mark + " Plan A"));
        create(path(ProjectJson.newCode()), named(mark + " Plan A").put("fiscalYear", 2024));
        create(path(ProjectJson.newCode()), named(mark + " Plan A").put("state", "WITHDRAWN"));
        create(path(ProjectJson.newCode()), named(mark + " Plan B"));
        create(path(ProjectJson.newCode()), ofCulture(named(mark + " Plan A")));

        ValidatableResponse list = Caller.reader()
                .queryParam("year", 2025)
                .queryParam("department", ReferenceData.JUSTICE)
                .queryParam("state", "ISSUED")
                .queryParam("q", mark + " plan a")
                .get(PROJECTS)
                .then();

        list.statusCode(200).body("items.projectCode", contains(issued)).body("nextCursor", nullValue());
    }

    @Test
    void pagesTogetherAreTheListInTheOrderOfCodes() {
        String mark = "分页" + System.nanoTime();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            codes.add(ProjectJson.newCode());
            create(path(codes.getLast()), named(mark));
        }

        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = (cursor == null ? Caller.reader() : Caller.reader().queryParam("cursor", cursor))
                    .queryParam("q", mark)
                    .queryParam("limit", 2)
                    .get(PROJECTS)
                    .jsonPath();
            read.addAll(page.getList("items.projectCode"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(read).isEqualTo(codes);
    }

    @Test
    void othersDoNotSeeTheProject() {
        String mark = "他区" + System.nanoTime();
        String path = path(ProjectJson.newCode());
        create(path, named(mark));

        Caller.as("budget.read", Caller.HAIZHU).get(path).then().statusCode(404);
        Caller.as("budget.read", Caller.HAIZHU).get(path + "/history").then().statusCode(404);
        Caller.as("budget.read", Caller.HAIZHU)
                .queryParam("q", mark)
                .get(PROJECTS)
                .then()
                .body("items.size()", equalTo(0));
        Caller.as("budget.read", "440100").get(path).then().statusCode(200);
    }

    @Test
    void aCodeTakenOutOfSightCannotBeCreated() {
        String path = path(ProjectJson.newCode());
        create(path, ProjectJson.ruleOfLaw());
        ObjectNode ofHaizhu = ProjectJson.ruleOfLaw(json -> json.put("regionCode", Caller.HAIZHU)
                .put("departmentCode", ReferenceData.HAIZHU_JUSTICE)
                .put("unitCode", ReferenceData.HAIZHU_JUSTICE_UNIT));

        Response answer = Caller.as("budget.write", Caller.HAIZHU)
                .header("If-None-Match", "*")
                .body(ofHaizhu.toString())
                .put(path);

        answer.then().statusCode(404);
    }

    private static String path(String projectCode) {
        return PROJECTS + "/" + projectCode;
    }

    private static ObjectNode named(String name) {
        return ProjectJson.ruleOfLaw(json -> json.put("name", name));
    }

    private static ObjectNode ofCulture(ObjectNode project) {
        return project.put("departmentCode", ReferenceData.CULTURE).put("unitCode", ReferenceData.CULTURE_UNIT);
    }

    private static Response create(String path, ObjectNode body) {
        return Caller.writer()
                .header("If-None-Match", "*")
                .body(body.toString())
                .put(path);
    }

    private static Response change(String path, long seen, String body) {
        return Caller.writer().header("If-Match", "\"" + seen + "\"").body(body).put(path);
    }
}
