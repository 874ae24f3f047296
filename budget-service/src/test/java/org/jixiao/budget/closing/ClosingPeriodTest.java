package org.jixiao.budget.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.budget.fixture.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender's control totals against the books. */
@ServiceTest
class ClosingPeriodTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLOSINGS = "/api/v1/closings";

    private AYear year;
    private Topics topics;

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
        topics = new Topics();
        year = AYear.fresh();
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void totalsThatAgreeAreEqual() {
        reported(year.report("100.01"), year.report("200.02"));

        JsonNode closing = closed(year.june(2, "300.03"));

        assertThat(closing.get("equal").booleanValue()).isTrue();
        assertThat(closing.get("closesYear").booleanValue()).as("a month").isFalse();
        assertThat(closing.get("differences")).isEmpty();
        assertThat(closing.get("projects").isNull()).as("none were stated").isTrue();
        assertThat(closing.at("/found/totals/total").asText()).isEqualTo("300.03");
        assertThat(closing.get("closedBy").asText()).isEqualTo("test-ops");
    }

    @Test
    void eachFigureThatDiffersIsNamedWithBothSides() {
        reported(year.report("100.00")
                .withData(data ->
                        ProjectJson.amounts(data).put("specialAccount", "0.00").putNull("other")));
        ObjectNode statement = year.june(2, "100.00");
        ((ObjectNode) statement.get("totals")).put("executed", "30.10").put("other", "0.00");

        JsonNode closing = closed(statement);

        assertThat(closing.get("equal").booleanValue()).isFalse();
        assertThat(texts(closing.get("differences")))
                .containsExactly(
                        "/projectCount 2 1 -1",
                        "/totals/specialAccount null 0.00 null",
                        "/totals/other 0.00 null null",
                        "/totals/executed 30.10 0.00 -30.10");
    }

    @Test
    void projectsThatDifferAreNamedExactly() {
        Report same = year.report("1.00");
        Report unstated = year.report("2.00");
        Report older = year.report("3.00").version(2);
        Report changedHere = year.report("4.00");
        Report withdrawn = year.report("5.00").withData(data -> data.put("state", "WITHDRAWN"));
        Report neverSent = year.report("6.00");
        reported(same, unstated, older, changedHere, withdrawn);
        ObjectNode statement = year.june(5, "19.00");
        AYear.listing(statement, same);
        AYear.listing(statement, older.version(3));
        AYear.listing(statement, changedHere.appropriation("4.01"));
        AYear.listing(statement, withdrawn);
        AYear.listing(statement, neverSent);

        JsonNode closing = closed(statement);

        assertThat(differing(closing))
                .containsExactlyInAnyOrder(
                        unstated.projectCode() + " [MISSING_THERE] null 1",
                        older.projectCode() + " [OTHER_REVISION] 3 2",
                        changedHere.projectCode() + " [OTHER_FIGURES] 1 1",
                        withdrawn.projectCode() + " [WITHDRAWN_HERE] 1 1",
                        neverSent.projectCode() + " [MISSING_HERE] 1 null");
        assertThat(texts(project(closing, changedHere).get("differences")))
                .containsExactly("/fiscalAppropriation 4.01 4.00 -0.01");
        assertThat(texts(project(closing, unstated).get("differences")))
                .contains("/total null 2.00 null", "/fiscalAppropriation null 2.00 null");
        assertThat(closing.at("/found/projectCount").intValue()).isEqualTo(4);
        assertThat(closing.at("/found/withdrawnCount").intValue()).isEqualTo(1);
    }

    @Test
    void aListThatAgreesIsEqualAndAnotherRevisionOfTheSameAmountsIsNot() {
        Report report = year.report("1.00");
        reported(report);

        JsonNode agreeing = closed(AYear.listing(year.june(1, "1.00"), report));
        JsonNode ahead = closed(AYear.listing(year.june(1, "1.00"), report.version(2)));

        assertThat(agreeing.get("equal").booleanValue()).isTrue();
        assertThat(agreeing.get("projects")).isEmpty();
        assertThat(ahead.get("equal").booleanValue()).isFalse();
    }

    @Test
    void whatACallerChangedSinceIsADifference() {
        Report report = year.report("1.00");
        reported(report);
        write(report.projectCode(), 1, "1.01").then().statusCode(200);

        JsonNode closing = closed(AYear.listing(year.june(1, "1.00"), report));

        assertThat(differing(closing)).containsExactly(report.projectCode() + " [OTHER_FIGURES] 1 1");
    }

    @Test
    void withoutAListWhatWasRefusedSinceAndWhatWasSkippedIsNamed() {
        Report accepted = year.report("1.00");
        Report refusedLater = accepted.version(2).with(json -> json.put("id", accepted.id() + "-2"));
        Report neverAccepted = year.report("2.00").withData(data -> data.put("unitCode", "440104019999"));
        Report healed = year.report("3.00").withData(data -> data.put("unitCode", "440104019999"));
        reported(accepted);
        reported(refusedLater
                .appropriation("9999999999999999.99")
                .withData(data -> ProjectJson.amounts(data).put("other", "0.01")));
        Report skipping = year.report("4.00").version(3);
        reported(neverAccepted, healed, skipping);
        reported(healed.version(2)
                .with(json -> json.put("id", healed.id() + "-2"))
                .withData(data -> data.put("unitCode", ReferenceData.JUSTICE_UNIT)));

        JsonNode closing = closed(year.june(2, "6.00"));

        assertThat(elements(closing.get("candidates"))
                        .map(each -> String.join(
                                " ",
                                each.get("projectCode").asText(),
                                each.get("cause").asText(),
                                each.get("code").asText())))
                .containsExactlyInAnyOrder(
                        accepted.projectCode() + " REJECTED AMOUNT_RANGE",
                        neverAccepted.projectCode() + " REJECTED UNKNOWN_REFERENCE",
                        healed.projectCode() + " GAP null",
                        skipping.projectCode() + " GAP null");
        assertThat(closing.at("/readUpTo/offsets")).isNotEmpty();
        assertThat(closing.at("/readUpTo/lastReceivedAt").asText()).startsWith("20");
    }

    @Test
    void nothingReportedIsNoAmountAndNotZero() {
        JsonNode blanks = closed(year.june(0, null));
        JsonNode zeros = closed(year.june(0, "0.00"));

        assertThat(blanks.get("equal").booleanValue()).isTrue();
        assertThat(texts(zeros.get("differences")))
                .containsExactly(
                        "/totals/total 0.00 null null",
                        "/totals/fiscalAppropriation 0.00 null null",
                        "/totals/executed 0.00 null null");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sumsAreExactWhateverTheAmounts(long seed) {
        Random random = new Random(seed);
        BigDecimal sum = new BigDecimal("19999999999999999.98");
        List<Report> reports =
                new ArrayList<>(List.of(year.report("9999999999999999.99"), year.report("9999999999999999.99")));
        for (int i = 0; i < 40; i++) {
            BigDecimal amount = BigDecimal.valueOf(random.nextLong(1L << random.nextInt(2, 59)), 2);
            sum = sum.add(amount);
            reports.add(year.report(amount.toPlainString()));
        }
        reported(reports.toArray(Report[]::new));

        JsonNode closing = closed(year.june(42, sum.toPlainString()));

        assertThat(closing.get("differences")).as("seed %d", seed).isEmpty();
    }

    @Test
    void aClosingIsKeptAsItWasAnswered() throws SQLException {
        Report report = year.report("1.00");
        reported(report);
        JsonNode answered = closed(AYear.listing(year.june(2, "1.01"), report.version(2)));

        JsonNode kept =
                json(Caller.ops().get(CLOSINGS + "/" + answered.get("closingId").asText()));

        assertThat(kept).isEqualTo(answered);
        for (String rewriting :
                List.of("update closing set equal = true", "delete from closing", "truncate closing cascade")) {
            assertThatThrownBy(() -> execute(rewriting)).hasMessageContaining("are kept as they were written");
        }
    }

    @Test
    void closingsAreListedTheNewestFirstInPages() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(closed(year.june(i, null)).get("closingId").asText());
        }

        JsonNode first = json(Caller.ops().get(CLOSINGS + "?sender=yuexiu-finance&limit=2&year=" + year.year()));
        JsonNode last = json(Caller.ops()
                .get(CLOSINGS + "?limit=2&year=" + year.year() + "&cursor="
                        + first.get("nextCursor").asText()));

        assertThat(first.get("closings").findValuesAsText("closingId")).isEqualTo(ids.subList(0, 2));
        assertThat(last.get("closings").findValuesAsText("closingId")).isEqualTo(ids.subList(2, 3));
        assertThat(last.get("nextCursor").isNull()).isTrue();
        assertThat(json(Caller.ops().get(CLOSINGS + "?sender=haizhu-finance&year=" + year.year()))
                        .get("closings"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sender         | \"yuexiu-finanse\" | 422 | UNKNOWN_REFERENCE | /sender",
                "sender         | \"Yuexiu\"         | 400 | INVALID_BODY      | /sender",
                "period         | \"2029-06\"        | 422 | PERIOD_MISMATCH   | /period",
                "period         | \"2029\"           | 422 | PERIOD_MISMATCH   | /period",
                "period         | \"2030-13\"        | 400 | INVALID_BODY      | /period",
                "projectCount   | -1                 | 400 | INVALID_BODY      | /projectCount",
                "totals         | {}                 | 400 | INVALID_BODY      | /totals/fiscalAppropriation",
                "projects       | [{}]               | 400 | INVALID_BODY      | /projects/0/projectCode",
                "surplus        | 1                  | 400 | INVALID_BODY      | /surplus"
            })
    void aStatementThatIsNoneIsRefusedAndNotKept(String member, String value, int status, String code, String pointer)
            throws IOException {
        ObjectNode statement = year.june(0, null);
        statement.set(member, JSON.readTree(value));

        JsonNode problem =
                json(post(statement).then().statusCode(status).extract().response());

        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.at("/violations/0/pointer").asText()).isEqualTo(pointer);
        assertThat(json(Caller.ops().get(CLOSINGS + "?year=" + year.year())).get("closings"))
                .isEmpty();
    }

    @Test
    void amountsThatAreNoneAndProjectsThatAreThereTwiceAreRefused() {
        Report report = year.report("1.00");
        ObjectNode rounded = year.june(1, "1.0");
        ObjectNode twice = AYear.listing(AYear.listing(year.june(1, "1.00"), report), report);

        JsonNode ofRounded = json(post(rounded));
        JsonNode ofTwice = json(post(twice));

        assertThat(ofRounded.at("/violations/0/code").asText()).isEqualTo("AMOUNT_FORMAT");
        assertThat(ofTwice.at("/violations/0/pointer").asText()).isEqualTo("/projects/1/projectCode");
        assertThat(ofTwice.at("/violations/0/code").asText()).isEqualTo("DUPLICATE");
    }

    @Test
    void onlyThoseWhoWatchOverSendersMayCloseAndLook() {
        String statement = year.june(0, null).toString();

        for (String role : List.of("budget.read", "budget.write", "report.read")) {
            Caller.as(role, Caller.YUEXIU).body(statement).post(CLOSINGS).then().statusCode(403);
            Caller.as(role, Caller.YUEXIU).get(CLOSINGS).then().statusCode(403);
        }
        Caller.as("event.admin", Caller.YUEXIU)
                .body(statement)
                .post(CLOSINGS)
                .then()
                .statusCode(201);
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatIsNoParameterRefused() {
        Caller.ops()
                .get(CLOSINGS + "/00000000-0000-7000-8000-000000000000")
                .then()
                .statusCode(404);
        Caller.ops().get(CLOSINGS + "/1").then().statusCode(404);
        for (String query : List.of("year=25", "sender=A", "limit=0", "limit=x", "cursor=x", "cursor=YQ")) {
            Caller.ops().get(CLOSINGS + "?" + query).then().statusCode(400);
        }
    }

    private void reported(Report... reports) {
        List.of(reports).forEach(topics::send);
        List.of(reports).forEach(topics::receipt);
    }

    private static Response post(JsonNode statement) {
        return Caller.ops().body(statement.toString()).post(CLOSINGS);
    }

    private static JsonNode closed(JsonNode statement) {
        return json(post(statement).then().statusCode(201).extract().response());
    }

    private Response write(String projectCode, long version, String yuan) {
        Consumer<ObjectNode> change = json -> {
            json.put("fiscalYear", year.year());
            ProjectJson.amounts(json).put("fiscalAppropriation", yuan);
        };
        return Caller.writer()
                .header("If-Match", "\"" + version + "\"")
                .body(ProjectJson.ruleOfLaw(change).toString())
                .put("/api/v1/projects/" + projectCode);
    }

    private static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.asByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = Rows.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(JsonNode differences) {
        return elements(differences)
                .map(each -> String.join(
                        " ",
                        each.get("pointer").asText(),
                        each.get("stated").asText(),
                        each.get("found").asText(),
                        each.get("difference").asText()))
                .toList();
    }

    private static List<String> differing(JsonNode closing) {
        return elements(closing.get("projects"))
                .map(each -> String.join(
                        " ",
                        each.get("projectCode").asText(),
                        each.get("reasons").toString().replace("\"", ""),
                        each.get("statedVersion").asText(),
                        each.get("foundVersion").asText()))
                .toList();
    }

    private static JsonNode project(JsonNode closing, Report report) {
        return elements(closing.get("projects"))
                .filter(each -> each.get("projectCode").asText().equals(report.projectCode()))
                .findFirst()
                .orElseThrow();
    }

    private static java.util.stream.Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
