package org.jixiao.reporting.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.jixiao.reporting.fixture.Office.PUBLICATIONS;
import static org.jixiao.reporting.fixture.Office.body;
import static org.jixiao.reporting.fixture.Office.certifier;
import static org.jixiao.reporting.fixture.Office.certify;
import static org.jixiao.reporting.fixture.Office.etag;
import static org.jixiao.reporting.fixture.Office.person;
import static org.jixiao.reporting.fixture.Office.publish;
import static org.jixiao.reporting.fixture.Office.publisher;
import static org.jixiao.reporting.fixture.Office.revert;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.answer.CanonicalJson;
import org.jixiao.reporting.answer.KeptAnswers;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.Office;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publish, certify by another person, revert; who may see what; what the bytes are. */
@ServiceTest
class PublicationsTest {

    private static final AtomicInteger DEPARTMENTS = new AtomicInteger(100);

    /** Publications stay for ever: each test has a department of its own. */
    private final String department = "440112" + DEPARTMENTS.incrementAndGet();

    @Inject
    MeterRegistry meters;

    private final AProject project = AProject.of(department, 1);
    private final AProject other = AProject.of(department, 2);

    @BeforeEach
    void twoProjectsWithTheirGoals() throws SQLException {
        ReadModel.empty();
        Topics.publish(
                ADepartment.of(department).event(),
                project.event(),
                AGoal.of(project, 2).event(),
                other.event(),
                AGoal.of(other, 3).event());
    }

    @Test
    void whatIsPublishedIsTheTableInCanonicalFormWithoutWhatStandsBesideIt() {
        Topics.publish(AnAssessment.of(project).monitored(7, "11 RED").event());
        JsonNode table = Asking.table(2025, department);

        Response answer = publisher().body(body(department)).post(PUBLICATIONS);

        answer.then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", endsWith(PUBLICATIONS + "/2025-" + department + "-1"))
                .body("number", equalTo("2025-" + department + "-1"))
                .body("state", equalTo("PUBLISHED"))
                .body("departmentName", equalTo("部门" + department))
                .body("publishedBy", equalTo("lin"))
                .body("history.state", contains("PUBLISHED"));
        CanonicalJson canonical = Asking.canonical(table);
        assertThat(answer.jsonPath().getString("sha256")).isEqualTo(canonical.sha256());
        assertThat(Office.table(answer.jsonPath().getString("number"))).isEqualTo(canonical.bytes());
    }

    @Test
    void changesShowAsDifferencesAndNeverInTheBytes() {
        String number = publish(department);
        byte[] published = Office.table(number);
        AProject third = AProject.of(department, 3);

        Topics.publish(
                project.amounting("15000.00", "15000.00", null, null).at(At.version(2)),
                AGoal.of(project, 2).stating("改写").at(At.version(2)),
                other.withdrawn().at(At.version(2)),
                third.event());

        JsonNode differences = Office.differences(number, "");
        assertThat(differences.get("equal").asBoolean()).isFalse();
        assertThat(differences.at("/before/number").asText()).isEqualTo(number);
        assertThat(differences.at("/after/number").isNull()).isTrue();
        assertThat(Asking.texts(differences.get("projects"), "kind")).containsExactly("CHANGED", "REMOVED", "ADDED");
        JsonNode total = differences.at("/projects/0/fields/0");
        assertThat(total.get("field").asText()).isEqualTo("amounts.total");
        assertThat(total.get("before").asText()).isEqualTo("10000.00");
        assertThat(total.get("after").asText()).isEqualTo("15000.00");
        assertThat(total.at("/tenThousands/after").asText()).isEqualTo("1.50");
        assertThat(Office.table(number)).isEqualTo(published);
    }

    @Test
    void differencesAreMadeAnewWhenTheTableOrThePublicationHasChanged() {
        Topics.publish(project.amounting("10000.00", "9999.99", null, null).at(At.version(2)));
        String number = publish(department);
        String address = PUBLICATIONS + "/" + number + "/differences";
        Set<String> tags = new HashSet<>();
        double made = made();

        for (int twice = 0; twice < 2; twice++) {
            tags.add(publisher().get(address).then().statusCode(200).extract().header("ETag"));
        }
        Office.certify(number, waivers(findings(number))).then().statusCode(200);
        tags.add(publisher()
                .get(address)
                .then()
                .body("waivers.size()", equalTo(1))
                .extract()
                .header("ETag"));
        Topics.publish(project.named("改名").at(At.version(3)));
        String last = publisher()
                .get(address)
                .then()
                .body("equal", equalTo(false))
                .extract()
                .header("ETag");
        tags.add(last);

        publisher().header("If-None-Match", last).get(address).then().statusCode(304);
        assertThat(tags).hasSize(3);
        assertThat(made() - made).isEqualTo(3);
    }

    private double made() {
        return meters.counter(KeptAnswers.MADE).count();
    }

    @Test
    void aNewerCertifiedOneSupersedesTheOlder() {
        String first = publish(department);
        certify(first);
        Topics.publish(project.named("改名").at(At.version(2)));
        String second = publish(department);

        certify(second);

        given().get(PUBLICATIONS + "/" + first)
                .then()
                .statusCode(200)
                .body("state", equalTo("SUPERSEDED"))
                .body("supersededBy", equalTo(second))
                .body("history.state", contains("PUBLISHED", "CERTIFIED", "SUPERSEDED"));
        publisher()
                .get(PUBLICATIONS + "/" + second)
                .then()
                .body("state", equalTo("CERTIFIED"))
                .body("certifiedBy", equalTo("wu"));
        JsonNode differences = Office.differences(first, "?against=" + second);
        assertThat(differences.at("/projects/0/fields/0/after").asText()).isEqualTo("改名");
    }

    @Test
    void theEarlierOneStaysPublicWhenTheOneInForceIsRevertedAndTheReversionIsTold() {
        String first = publish(department);
        certify(first);
        String second = publish(department);
        certify(second);

        revert(certifier(), second).then().statusCode(200);

        given().get(PUBLICATIONS + "/" + first)
                .then()
                .statusCode(200)
                .body("state", equalTo("SUPERSEDED"))
                .body("supersededBy", equalTo(second));
        for (String of : List.of("", "/table", "/differences")) {
            given().get(PUBLICATIONS + "/" + second + of)
                    .then()
                    .statusCode(404)
                    .body("detail", equalTo("公开 " + second + " 已撤回"));
        }
        given().get("/?year=2025&department=" + department)
                .then()
                .body(containsString("目前没有在用的公开"))
                .body(containsString("href=\"" + PUBLICATIONS + "?year=2025&amp;department=" + department + "\""))
                .body(not(containsString("尚未公开")));
    }

    @Test
    void anOlderOneIsNotCertifiedAfterANewer() {
        String first = publish(department);
        certify(publish(department));

        Office.certify(first, "[]").then().statusCode(409).body("code", equalTo("WRONG_STATE"));
    }

    @Test
    void whoeverPublishedDoesNotCertify() {
        String number = publish(department);

        person("lin", "report.certify", "440000")
                .header("If-Match", etag(number))
                .body("{\"waivers\":[]}")
                .post(PUBLICATIONS + "/" + number + "/certification")
                .then()
                .statusCode(403)
                .body("code", equalTo("SAME_PERSON"));
    }

    @Test
    void anErrorStandsInTheWayUntilItIsWaived() {
        Topics.publish(project.amounting("10000.00", "9999.99", null, null).at(At.version(2)));
        String number = publish(department);
        String waiver = "{\"rule\":\"SOURCES_EQUAL_TOTAL\",\"projectCode\":\"%s\",\"reason\":\"正在更正\"}"
                .formatted(project.code());
        Office.certify(number, "[]")
                .then()
                .statusCode(409)
                .body("code", equalTo("OPEN_ERRORS"))
                .body("violations.code", contains("SOURCES_EQUAL_TOTAL"));

        Office.certify(number, "[" + waiver + "]")
                .then()
                .statusCode(200)
                .body("state", equalTo("CERTIFIED"))
                .body("waivers.reason", contains("正在更正"))
                .body("findings.rule", contains("SOURCES_EQUAL_TOTAL"));

        assertThat(Asking.texts(Office.differences(number, "").get("waivers"), "reason"))
                .containsExactly("正在更正");
    }

    @Test
    void aWaiverIsOfOneErrorAndNotOfItsRule() throws SQLException {
        totalsDrift();
        String number = publish(department);

        Response answer = Office.certify(number, waivers(findings(number).subList(0, 1)));

        answer.then()
                .statusCode(409)
                .body("code", equalTo("OPEN_ERRORS"))
                .body("violations.pointer", contains("/findings/1"));
        assertThat(findings(number).get(1).get("measure").asText()).isEqualTo("goalCount");
    }

    @Test
    void whatAFindingTellsIsWhatItsWaiverNames() throws SQLException {
        totalsDrift();
        String number = publish(department);

        Response answer = Office.certify(number, waivers(findings(number)));

        answer.then()
                .statusCode(200)
                .body("state", equalTo("CERTIFIED"))
                .body("waivers.measure", contains("amounts.total", "goalCount"));
    }

    @Test
    void whatAnEarlierReleaseDidNotTellApartIsNotWaivedInOne() throws SQLException {
        String number = "2025-" + department + "-1";
        String finding =
                "{\"rule\":\"PARTS_EQUAL_TOTAL\",\"severity\":\"ERROR\",\"projectCode\":null,\"expected\":\"2\","
                        + "\"actual\":\"1\",\"difference\":\"-1\",\"message\":\"不一致\"}";
        ReadModel.execute("""
                insert into publication (number, fiscal_year, department_code, ordinal, content, sha256, as_of, published_by,
                                         published_at)
                select '%s', 2025, '%s', 1, content, encode(sha256(content), 'hex'), now(), 'lin', now()
                  from (select convert_to('{"findings":[%s,%s]}', 'UTF8') as content) as published
                """.formatted(number, department, finding, finding));

        Response answer =
                Office.certify(number, "[{\"rule\":\"PARTS_EQUAL_TOTAL\",\"projectCode\":null,\"reason\":\"已查明\"}]");

        answer.then().statusCode(422).body("violations.code", contains("SEVERAL_TO_WAIVE"));
    }

    /** Two errors of one rule. */
    private void totalsDrift() throws SQLException {
        ReadModel.execute("update department_total set total = total + 1, goal_count = goal_count + 1"
                + " where department_code = '" + department + "' and topic = 'budget.projects.v1'");
    }

    private static List<JsonNode> findings(String number) {
        JsonNode publication = Asking.json(publisher().get(PUBLICATIONS + "/" + number));
        return Asking.each(publication.get("findings"), finding -> finding);
    }

    /** Each of these findings by itself. */
    private static String waivers(List<JsonNode> findings) {
        return findings.stream()
                .map(finding -> "{\"rule\":%s,\"projectCode\":%s,\"measure\":%s,\"reason\":\"已查明\"}"
                        .formatted(finding.get("rule"), finding.get("projectCode"), finding.get("measure")))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void aWaiverOfNothingIsRefused() {
        String number = publish(department);

        Office.certify(number, "[{\"rule\":\"SOURCES_EQUAL_TOTAL\",\"projectCode\":null,\"reason\":\"以防万一\"}]")
                .then()
                .statusCode(422)
                .body("violations[0].pointer", equalTo("/waivers/0"))
                .body("violations[0].code", equalTo("NOTHING_TO_WAIVE"));
    }

    @Test
    void aRevertedOneIsKeptForThoseWithARole() {
        String number = publish(department);
        certify(number);
        given().get(PUBLICATIONS + "/" + number + "/table").then().statusCode(200);

        revert(certifier(), number).then().statusCode(200).body("state", equalTo("REVERTED"));

        given().get(PUBLICATIONS + "/" + number).then().statusCode(404);
        given().get(PUBLICATIONS + "/" + number + "/table").then().statusCode(404);
        given().get(PUBLICATIONS + "/" + number + "/differences").then().statusCode(404);
        person("zhou", "report.read", "440112")
                .get(PUBLICATIONS + "/" + number)
                .then()
                .statusCode(200)
                .body("state", equalTo("REVERTED"))
                .body("reversionReason", equalTo("金额有误"))
                .body("revertedBy", equalTo("wu"));
        revert(certifier(), number).then().statusCode(409).body("code", equalTo("WRONG_STATE"));
    }

    @Test
    void whatIsCertifiedIsRevertedByWhoMayCertify() {
        String number = publish(department);
        certify(number);

        revert(publisher(), number).then().statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void aDraftIsSeenInScopeAlone() {
        String number = publish(department);

        given().get(PUBLICATIONS + "/" + number).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        person("sun", "report.certify", "440104")
                .get(PUBLICATIONS + "/" + number)
                .then()
                .statusCode(404);
        person("sun", "budget.read", "440112")
                .get(PUBLICATIONS + "/" + number)
                .then()
                .statusCode(404);
        given().get(PUBLICATIONS + "?department=" + department).then().body("publications", empty());
        person("zhou", "report.read", "440112")
                .get(PUBLICATIONS + "?department=" + department)
                .then()
                .body("publications.number", contains(number));
    }

    @Test
    void thePublicIsToldWhatWasDoneAndNotByWhom() {
        Topics.publish(project.amounting("10000.00", "9999.99", null, null).at(At.version(2)));
        String number = publish(department);
        Office.certify(number, waivers(findings(number)));
        String address = PUBLICATIONS + "/" + number;
        String list = PUBLICATIONS + "?department=" + department;

        for (Supplier<RequestSpecification> stranger : List.<Supplier<RequestSpecification>>of(
                RestAssured::given,
                () -> person("sun", "report.read", "440104"),
                () -> person("sun", "budget.read", "440112"))) {
            Response publication = stranger.get().get(address);
            publication
                    .then()
                    .body("history.state", contains("PUBLISHED", "CERTIFIED"))
                    .body("certifiedAt", notNullValue())
                    .body("waivers.rule", contains("SOURCES_EQUAL_TOTAL"));
            for (Response answer : List.of(
                    publication, stranger.get().get(list), stranger.get().get(address + "/differences"))) {
                answer.then().statusCode(200);
                assertThat(answer.asString()).doesNotContain("lin", "wu", "已查明");
                assertThat(answer.headers().getValues("Vary")).contains("Authorization");
            }
        }
        given().header("If-None-Match", etag(number)).get(address).then().statusCode(200);
    }

    @Test
    void whoHasARoleThereIsToldByWhom() {
        Topics.publish(project.amounting("10000.00", "9999.99", null, null).at(At.version(2)));
        String number = publish(department);
        Office.certify(number, waivers(findings(number)));
        String address = PUBLICATIONS + "/" + number;

        Response publication = person("zhou", "report.read", "440112").get(address);
        Response differences = person("zhou", "report.read", "440112").get(address + "/differences");

        publication
                .then()
                .body("publishedBy", equalTo("lin"))
                .body("certifiedBy", equalTo("wu"))
                .body("history.by", contains("lin", "wu"))
                .body("waivers.reason", contains("已查明"));
        differences.then().body("waivers.reason", contains("已查明"));
        person("zhou", "report.read", "440112")
                .get(PUBLICATIONS + "?department=" + department)
                .then()
                .body("publications.certifiedBy", contains("wu"));
        for (Response answer : List.of(publication, differences)) {
            assertThat(answer.headers().getValues("Cache-Control")).contains("private", "no-cache");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "report.publish, 440104, 404, NOT_FOUND",
        "report.read,    440112, 403, FORBIDDEN",
        "report.certify, 440112, 403, FORBIDDEN"
    })
    void publishingTakesTheRoleAndTheScope(String role, String region, int status, String code) {
        person("he", role, region)
                .body(body(department))
                .post(PUBLICATIONS)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @Test
    void aStepTakesWhatWasSeen() {
        String number = publish(department);
        String steps = PUBLICATIONS + "/" + number + "/certification";
        certifier()
                .body("{\"waivers\":[]}")
                .post(steps)
                .then()
                .statusCode(428)
                .body("code", equalTo("PRECONDITION_REQUIRED"));

        certifier()
                .header("If-Match", "\"2\"")
                .body("{\"waivers\":[]}")
                .post(steps)
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));

        publisher()
                .header("If-None-Match", etag(number))
                .get(PUBLICATIONS + "/" + number)
                .then()
                .statusCode(304);
    }

    @Test
    void theSameKeyPublishesOnce() {
        Response first = publisher()
                .header("Idempotency-Key", "k-" + department)
                .body(body(department))
                .post(PUBLICATIONS);

        Response second = publisher()
                .header("Idempotency-Key", "k-" + department)
                .body(body(department))
                .post(PUBLICATIONS);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        publisher()
                .header("Idempotency-Key", "k-" + department)
                .body(body("440112999"))
                .post(PUBLICATIONS)
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        publisher().get(PUBLICATIONS + "?department=" + department).then().body("publications.size()", equalTo(1));
    }

    @Test
    void theSameKeyTakesAStepOnce() {
        String number = publish(department);
        RequestSpecification certifying = certifier()
                .header("Idempotency-Key", "k-" + department)
                .header("If-Match", etag(number))
                .body("{\"waivers\":[]}");
        Response certified = certifying.post(PUBLICATIONS + "/" + number + "/certification");
        RequestSpecification reverting = certifier()
                .header("Idempotency-Key", "k-" + department)
                .header("If-Match", etag(number))
                .body("{\"reason\":\"金额有误\"}");
        Response reverted = reverting.post(PUBLICATIONS + "/" + number + "/reversion");

        Response certifiedAgain = certifying.post(PUBLICATIONS + "/" + number + "/certification");
        Response revertedAgain = reverting.post(PUBLICATIONS + "/" + number + "/reversion");

        assertThat(certifiedAgain.statusCode()).isEqualTo(200);
        assertThat(certifiedAgain.asByteArray()).isEqualTo(certified.asByteArray());
        assertThat(certifiedAgain.header("ETag")).isEqualTo(certified.header("ETag"));
        assertThat(revertedAgain.statusCode()).isEqualTo(200);
        assertThat(revertedAgain.asByteArray()).isEqualTo(reverted.asByteArray());
    }

    @Test
    void theListIsPagedNewestFirst() {
        String first = publish(department);
        String second = publish(department);
        String third = publish(department);
        certify(second);
        String list = PUBLICATIONS + "?department=" + department;

        String cursor = publisher()
                .get(list + "&limit=2")
                .then()
                .body("publications.number", contains(third, second))
                .body("nextCursor", notNullValue())
                .extract()
                .path("nextCursor");

        publisher()
                .get(list + "&limit=2&cursor=" + cursor)
                .then()
                .body("publications.number", contains(first))
                .body("nextCursor", nullValue());
        given().get(list).then().body("publications.number", contains(second));
        publisher().get(list + "&state=PUBLISHED&year=2025").then().body("publications.number", contains(third, first));
        publisher().get(PUBLICATIONS + "?year=2024").then().body("publications.number", not(hasItem(first)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                       | 400 | INVALID_BODY",
                "{\"fiscalYear\":1999,\"departmentCode\":\"440112001\"}   | 400 | INVALID_BODY",
                "{\"fiscalYear\":2025,\"departmentCode\":\"44\"}          | 400 | INVALID_BODY",
                "[                                                        | 400 | MALFORMED_JSON",
                "{\"fiscalYear\":\"2025\",\"departmentCode\":\"440112001\"} | 400 | INVALID_BODY",
                "{\"fiscalYear\":2025,\"departmentCode\":\"440112001\",\"state\":\"CERTIFIED\"} | 400 | INVALID_BODY",
                "{\"fiscalYear\":2025,\"departmentCode\":\"440112999\"}   | 404 | NOT_FOUND",
                "{\"fiscalYear\":2099,\"departmentCode\":\"440112001\"}   | 404 | NOT_FOUND"
            })
    void whatCannotBePublishedIsRefused(String body, int status, String code) {
        publisher().body(body).post(PUBLICATIONS).then().statusCode(status).body("code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certification | {}",
                "certification | {\"waivers\":\"none\"}",
                "certification | {\"waivers\":[{\"rule\":\"SOURCES_EQUAL_TOTAL\",\"projectCode\":null}]}",
                "certification | {\"waivers\":[{\"rule\":\"SOURCES_EQUAL_TOTAL\",\"projectCode\":null,\"reason\":\" \"}]}",
                "reversion     | {}",
                "reversion     | {\"reason\":\"\"}",
                "reversion     | {\"reason\":\"　\"}",
                "reversion     | {\"reason\":\"控制\\u0000字符\"}",
                "reversion     | {\"reason\":\"\\ud800\"}"
            })
    void aStepWithABodyThatSaysNothingIsNotTaken(String step, String body) {
        String number = publish(department);

        certifier()
                .header("If-Match", etag(number))
                .body(body)
                .post(PUBLICATIONS + "/" + number + "/" + step)
                .then()
                .statusCode(400)
                .body("code", anyOf(equalTo("INVALID_BODY"), equalTo("MALFORMED_JSON")));

        publisher().get(PUBLICATIONS + "/" + number).then().body("state", equalTo("PUBLISHED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"certification", "reversion"})
    void aStepOutOfTheCallersScopeIsOfNothing(String step) {
        String number = publish(department);

        person("sun", "report.certify", "440104")
                .header("If-Match", etag(number))
                .body(step.equals("reversion") ? "{\"reason\":\"金额有误\"}" : "{\"waivers\":[]}")
                .post(PUBLICATIONS + "/" + number + "/" + step)
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void publicationsOfOneTableAreComparedOnly() {
        String another = "440112" + DEPARTMENTS.incrementAndGet();
        Topics.publish(AProject.of(another, 1).event());
        String number = publish(department);

        publisher()
                .get(PUBLICATIONS + "/" + number + "/differences?against=" + publish(another))
                .then()
                .statusCode(400)
                .body("violations.pointer", contains("?against"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?state=LOST",
                "?year=last",
                "?department=1",
                "?limit=501",
                "?limit=1000000",
                "?limit=0",
                "?cursor=x",
                "?cursor=AA",
                "?department=%00"
            })
    void aWrongParameterIsNamed(String query) {
        given().urlEncodingEnabled(false)
                .get(PUBLICATIONS + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_PARAMETER"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update publication set content = 'x' where number = '%s'",
                "update publication set content = 'x', sha256 = encode(sha256('x'), 'hex'), version = version + 1,"
                        + " state = 'CERTIFIED', certified_by = 'x', certified_at = now() where number = '%s'",
                "update publication set state = 'PUBLISHED', version = version + 1 where number = '%s'",
                "delete from publication where number = '%s'",
                "update publication_step set person = 'x' where number = '%s'",
                "delete from publication_step where number = '%s'",
                "truncate publication cascade"
            })
    void theDatabaseRefusesToChangeWhatWasPublished(String sql) {
        String number = publish(department);
        byte[] published = Office.table(number);

        assertThatThrownBy(() -> ReadModel.execute(sql.formatted(number))).isInstanceOf(SQLException.class);

        assertThat(Office.table(number)).isEqualTo(published);
    }
}
