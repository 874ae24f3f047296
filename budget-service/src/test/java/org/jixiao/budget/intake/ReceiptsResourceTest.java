package org.jixiao.budget.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender reads on its result topic it can also ask for. */
@ServiceTest
class ReceiptsResourceTest {

    private static final String SOURCE = "urn:jixiao:sender:yuexiu-finance";

    private Topics topics;
    private Report report;

    @BeforeEach
    void open() {
        ReferenceData.registered();
        topics = new Topics();
        report = Report.of(ProjectJson.newCode());
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void theAnswerIsTheDocumentOfTheTopic() throws Exception {
        Report refused = report.appropriation("1,0");
        topics.send(refused);
        JsonNode event = topics.receipt(refused);

        String body = one(refused).then().statusCode(200).extract().asString();

        ObjectNode kept = (ObjectNode) new ObjectMapper().readTree(body);
        assertThat(kept.remove("receiptId")).isEqualTo(event.get("id"));
        assertThat(Instant.parse(kept.remove("time").asText()))
                .isEqualTo(Instant.parse(event.get("time").asText()));
        assertThat(kept.remove("sender").asText()).isEqualTo("yuexiu-finance");
        assertThat(kept.remove("projectCode").asText()).isEqualTo(report.projectCode());
        assertThat(kept).isEqualTo(event.get("data"));
    }

    @Test
    void theFinalReceiptIsTheOneThatTellsWhatTheEventLedTo() {
        topics.send(report);
        topics.send(report);
        topics.send(report.appropriation("9.00"));
        topics.receipts(report, 3);

        one(report).then().body("outcome", equalTo("ACCEPTED")).body("version", equalTo(1));
    }

    @Test
    void aDryRunIsFoundToo() {
        Report dry = report.with(json -> json.put("dryrun", true));
        topics.send(dry);
        topics.receipt(dry);

        one(dry).then().statusCode(200).body("dryRun", equalTo(true)).body("outcome", equalTo("ACCEPTED"));
    }

    @Test
    void anEventThatNobodySentHasNone() {
        one(report).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void filtersNarrowTheListToWhatIsAskedFor() {
        topics.send(report);
        topics.send(report);
        Report refused = report.with(json -> json.put("id", report.id() + "-2")).appropriation("1,0");
        topics.send(refused);
        topics.receipt(refused);

        list("projectCode", report.projectCode())
                .body("receipts.outcome", contains("REJECTED", "DUPLICATE", "ACCEPTED"))
                .body("nextCursor", nullValue());
        list("projectCode", report.projectCode(), "outcome", "DUPLICATE").body("receipts", hasSize(1));
        list("projectCode", report.projectCode(), "code", "AMOUNT_FORMAT")
                .body("receipts.inReplyTo.id", contains(refused.id()));
        list("source", SOURCE, "id", report.id()).body("receipts", hasSize(2));
        list("sender", "haizhu-finance").body("receipts.sender", everyItem(equalTo("haizhu-finance")));
        list("projectCode", report.projectCode(), "to", "2025-01-01T00:00:00Z").body("receipts", empty());
        list("projectCode", report.projectCode(), "from", "2025-01-01T00:00:00+08:00")
                .body("receipts", hasSize(3));
    }

    @Test
    void pagesFollowEachOtherWithoutAHoleOrARepetition() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Report each = report.with(json -> json.put("id", UUID.randomUUID().toString()));
            topics.send(each);
            sent.addFirst(each.id());
        }
        topics.seenUntil(5, 0);

        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            var page = list("projectCode", report.projectCode(), "limit", "2", "cursor", cursor)
                    .extract()
                    .jsonPath();
            paged.addAll(page.getList("receipts.inReplyTo.id"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(paged).isEqualTo(sent);
    }

    @Test
    void whatIsOutOfScopeIsNeitherListedNorFound() {
        topics.send(report);
        topics.receipt(report);

        var neighbour = Caller.as("budget.read", Caller.HAIZHU);

        neighbour
                .queryParam("projectCode", report.projectCode())
                .get("/api/v1/receipts")
                .then()
                .body("receipts", empty());
        Caller.as("budget.read", Caller.HAIZHU)
                .get("/api/v1/receipts/{source}/{id}", SOURCE, report.id())
                .then()
                .statusCode(404);
    }

    @ParameterizedTest(name = "a code of {0}, department {1}, as seen from {2}")
    @CsvSource({
        "440100, 440104019, 440104, 1",
        "440100, 440104019, 440105, 0",
        "440100, 440105019, 440104, 0",
        "440100, 440105019, 440105, 1",
        "440104, 440105019, 440104, 1",
        "440104, 440105019, 440105, 1",
        "440104, nobody, 440104, 1",
        "440100, nobody, 440104, 0"
    })
    void aReceiptIsSeenByItsDepartmentAndByItsCode(String coded, String department, String region, int seen) {
        Report event = Report.of(ProjectJson.newCode().replaceFirst(Caller.YUEXIU, coded))
                .withData(data -> data.put("departmentCode", department));
        topics.send(event);
        topics.receipt(event);

        Caller.as("budget.read", region)
                .queryParam("projectCode", event.projectCode())
                .get("/api/v1/receipts")
                .then()
                .body("receipts", hasSize(seen));
        Caller.as("budget.read", region)
                .get("/api/v1/receipts/{source}/{id}", SOURCE, event.id())
                .then()
                .statusCode(seen == 1 ? 200 : 404);
    }

    @Test
    void whatNobodyCouldReadIsForOperatorsAlone() {
        topics.send(null, ("{" + UUID.randomUUID()).getBytes(UTF_8));
        topics.seenUntil(1, 1);

        Caller.as("event.admin", Caller.YUEXIU)
                .queryParam("code", "MALFORMED")
                .queryParam("limit", 1)
                .get("/api/v1/receipts")
                .then()
                .body("receipts[0].projectCode", nullValue())
                .body("receipts[0].inReplyTo.id", nullValue());
        list("code", "MALFORMED").body("receipts.projectCode", everyItem(equalTo("never null")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcome=FINE",
                "outcome=accepted",
                "code=NONE",
                "from=yesterday",
                "to=2025-02-30T00:00:00Z",
                "from=2025-02-20T00:00:00",
                "limit=0",
                "limit=501",
                "cursor=!",
                "cursor=aGFsbG8",
                "id=%00"
            })
    void aFilterThatCannotBeIsNamed(String query) {
        Caller.reader()
                .urlEncodingEnabled(false)
                .get("/api/v1/receipts?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("INVALID_PARAMETER"))
                .body("violations[0].pointer", equalTo("?" + query.substring(0, query.indexOf('='))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.read", "indicator.read"})
    void otherRolesHaveNoBusinessHere(String role) {
        Caller.as(role, Caller.YUEXIU).get("/api/v1/receipts").then().statusCode(403);
    }

    private static Response one(Report event) {
        return Caller.reader().get("/api/v1/receipts/{source}/{id}", SOURCE, event.id());
    }

    private static io.restassured.response.ValidatableResponse list(String... query) {
        var request = Caller.reader();
        for (int i = 0; i < query.length; i += 2) {
            if (query[i + 1] != null) {
                request.queryParam(query[i], query[i + 1]);
            }
        }
        return request.get("/api/v1/receipts").then().statusCode(200);
    }
}
