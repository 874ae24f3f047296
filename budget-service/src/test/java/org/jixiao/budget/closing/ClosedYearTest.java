package org.jixiao.budget.closing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.budget.fixture.Topics;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.platform.testing.StackResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a closed year refuses, that nothing slips in while it is closed, and who opens it again. */
@ServiceTest
class ClosedYearTest {

    private static final String CLOSINGS = "/api/v1/closings";
    private static final String WAITING =
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = %d";

    /** What is answered in a transaction that is rolled back. */
    private static final String RECEIPTS = """
            select concat_ws(' ', data ->> 'outcome', data ->> 'code')
              from (select id, convert_from(payload, 'UTF8')::json -> 'data' as data from outbox
                     where topic = 'budget.result.yuexiu-reform.v1') as receipt
             order by id
            """;

    @Inject
    Subscription intake;

    private AYear year;
    private Report report;
    private Topics topics;

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
        topics = new Topics();
        year = AYear.fresh();
        report = year.report("480000.00");
        topics.send(report);
        topics.receipt(report);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void laterEventsAreRejectedAndKept() throws NoSuchAlgorithmException {
        closeYear();
        Report later = next(report, 2);
        Report another = year.report("1.00");

        topics.send(later);
        topics.send(another);

        assertThat(verdict(later)).isEqualTo("REJECTED CLOSED_YEAR");
        assertThat(verdict(another)).isEqualTo("REJECTED CLOSED_YEAR");
        JsonNode receipt = topics.receipt(later);
        assertThat(receipt.at("/data/violations/0/pointer").asText()).isEqualTo("/data/fiscalYear");
        assertThat(receipt.at("/data/retryable").booleanValue())
                .as("once reopened")
                .isTrue();
        assertThat(topics.deadLetter(sha256(later), later.projectCode().getBytes(UTF_8))
                        .value())
                .isEqualTo(later.bytes());
        read().body("version", equalTo(1)).body("amounts.total", equalTo("480000.00"));
    }

    @Test
    void whatWouldHaveHadNoEffectAnywayIsToldAsBefore() {
        Report second = next(report, 2);
        topics.send(second);
        topics.receipt(second);
        closeYear();
        Report stale = report.with(json -> json.put("id", report.id() + "-stale"));

        topics.send(second);
        topics.send(stale);

        assertThat(topics.receipts(second, 2).getLast().at("/data/outcome").asText())
                .isEqualTo("DUPLICATE");
        assertThat(verdict(stale)).isEqualTo("STALE");
    }

    @Test
    void aDryRunIsJudgedAlike() {
        closeYear();
        Report trial = next(report, 2).with(json -> json.put("dryrun", true));

        topics.send(trial);

        assertThat(verdict(trial)).isEqualTo("REJECTED CLOSED_YEAR");
    }

    @Test
    void otherYearsStayOpen() {
        closeYear();
        Report elsewhere = AYear.fresh().report("1.00");

        topics.send(elsewhere);

        assertThat(verdict(elsewhere)).isEqualTo("ACCEPTED");
    }

    @Test
    void anotherSenderCannotChangeWhatIsClosedAndGoesOnWithItsOwn() throws SQLException {
        Caller.ops()
                .header("If-None-Match", "*")
                .body("{\"regions\": [{\"regionCode\": \"440104\", \"from\": \"2025-01-01\"}]}")
                .put("/api/v1/senders/yuexiu-reform")
                .then()
                .statusCode(201);
        closeYear();
        Report overwriting = next(report, 7).with(json -> json.put("source", "urn:jixiao:sender:yuexiu-reform"));
        Report own = year.report("5.00").with(json -> json.put("source", "urn:jixiao:sender:yuexiu-reform"));

        try (Connection connection = Rows.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            intake.apply(connection, List.of(ofReform(overwriting, 0), ofReform(own, 1)));

            ResultSet receipts = statement.executeQuery(RECEIPTS);
            List<String> verdicts = new ArrayList<>();
            while (receipts.next()) {
                verdicts.add(receipts.getString(1));
            }
            assertThat(verdicts).containsExactly("REJECTED CLOSED_YEAR", "ACCEPTED");
            connection.rollback();
        }
    }

    @Test
    void aCallerCannotChangeWhatIsClosed() {
        closeYear();

        write(report.projectCode()).then().statusCode(422).body("code", equalTo("CLOSED_YEAR"));

        read().body("version", equalTo(1));
    }

    @Test
    void aYearThatDoesNotAgreeStaysOpen() {
        Response closing = post(Caller.ops(), year.statement(1, "479999.99"));
        Report later = next(report, 2);

        topics.send(later);

        closing.then().statusCode(201).body("equal", equalTo(false)).body("closesYear", equalTo(false));
        assertThat(verdict(later)).isEqualTo("ACCEPTED");
    }

    @Test
    void whoClosedItCannotOpenItAgain() {
        String closing = closeYear();

        reopen(Caller.ops(), closing).then().statusCode(403).body("code", equalTo("SAME_PERSON"));

        Report later = next(report, 2);
        topics.send(later);
        assertThat(verdict(later)).isEqualTo("REJECTED CLOSED_YEAR");
    }

    @Test
    void onceReopenedTheSameEventIsAcceptedAndTheYearCanBeClosedAnew() {
        String closing = closeYear();
        Report later = next(report, 2).appropriation("1.00");
        topics.send(later);
        topics.receipt(later);

        reopen(another(), closing)
                .then()
                .statusCode(200)
                .body("closesYear", equalTo(true))
                .body("reopening.reason", equalTo("漏报"))
                .body("reopening.reopenedBy", equalTo("another"));

        topics.send(later);
        assertThat(topics.receipts(later, 2).getLast().at("/data/outcome").asText())
                .isEqualTo("ACCEPTED");
        post(Caller.ops(), year.statement(1, "1.00"))
                .then()
                .body("equal", equalTo(true))
                .body("closesYear", equalTo(true));
    }

    @Test
    void onlyAClosingThatKeepsAYearClosedCanBeReopened() {
        String first = closeYear();
        String again = closingId(post(Caller.ops(), year.statement(1, "480000.00"))
                .then()
                .body("equal", equalTo(true))
                .body("closesYear", equalTo(false)));
        reopen(another(), first).then().statusCode(200);

        reopen(another(), first).then().statusCode(422).body("code", equalTo("STATE_CONFLICT"));
        reopen(another(), again).then().statusCode(422).body("code", equalTo("STATE_CONFLICT"));
        another()
                .body("{\"reason\": \" \"}")
                .post(CLOSINGS + "/" + first + "/reopening")
                .then()
                .statusCode(400);
        another()
                .body("{\"reason\": \"x\"}")
                .post(CLOSINGS + "/00000000-0000-7000-8000-000000000000/reopening")
                .then()
                .statusCode(404);
    }

    @Test
    void closingWaitsForWhatIsBeingWrittenAndCountsIt() throws SQLException {
        Report meanwhile = year.report("1.00");
        try (Connection batch = Rows.connection()) {
            batch.setAutoCommit(false);
            intake.apply(
                    batch,
                    List.of(new ConsumerRecord<>(
                            Topics.IN, 0, 1, meanwhile.projectCode().getBytes(UTF_8), meanwhile.bytes())));
            CompletableFuture<Response> closing =
                    CompletableFuture.supplyAsync(() -> post(Caller.ops(), year.statement(1, "480000.00")));
            awaitSomeoneWaiting();

            batch.commit();

            closing.join().then().statusCode(201).body("equal", equalTo(false)).body("found.projectCount", equalTo(2));
        }
    }

    @Test
    void whatComesWhileAYearIsClosedWaitsAndFindsItClosed() throws SQLException {
        Report meanwhile = next(report, 2);
        CompletableFuture<Response> writing;
        try (Connection closing = Rows.connection();
                Statement statement = closing.createStatement()) {
            closing.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(%d, %d)".formatted(0x79656172, year.year()));
            topics.send(meanwhile);
            awaitSomeoneWaiting();
            writing = CompletableFuture.supplyAsync(() -> write(report.projectCode()));
            statement.execute("""
                    insert into closing values ('01936f2e-7c1a-7b52-9d0e-5a3c2f1b%1$d', 'yuexiu-finance', %1$d, '%1$d', true,
                                                true, '{}', '{}', '[]', null, '[]', '[]', now(), 'test')
                    """.formatted(year.year()));
            statement.execute(
                    "insert into closed_year values (%1$d, 'yuexiu-finance', '01936f2e-7c1a-7b52-9d0e-5a3c2f1b%1$d')"
                            .formatted(year.year()));

            closing.commit();
        }

        assertThat(verdict(meanwhile)).isEqualTo("REJECTED CLOSED_YEAR");
        writing.join().then().statusCode(422).body("code", equalTo("CLOSED_YEAR"));
        read().body("version", equalTo(1));
    }

    private void awaitSomeoneWaiting() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (Connection connection = Rows.connection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(WAITING.formatted(year.year()))) {
                row.next();
                return row.getInt(1) > 0;
            }
        });
    }

    private String closeYear() {
        return closingId(post(Caller.ops(), year.statement(1, "480000.00"))
                .then()
                .statusCode(201)
                .body("equal", equalTo(true))
                .body("closesYear", equalTo(true)));
    }

    private static String closingId(ValidatableResponse closing) {
        return closing.extract().path("closingId");
    }

    private static Response post(RequestSpecification caller, ObjectNode statement) {
        return caller.body(statement.toString()).post(CLOSINGS);
    }

    private static Response reopen(RequestSpecification caller, String closing) {
        return caller.body("{\"reason\": \"漏报\"}").post(CLOSINGS + "/" + closing + "/reopening");
    }

    private static RequestSpecification another() {
        return Caller.bearing(
                StackResource.tokens().token("another", Set.of("event.admin"), Set.of(Caller.YUEXIU), Set.of()));
    }

    private Response write(String projectCode) {
        return Caller.writer()
                .header("If-Match", "\"1\"")
                .body(ProjectJson.ruleOfLaw(json -> json.put("fiscalYear", year.year()))
                        .toString())
                .put("/api/v1/projects/" + projectCode);
    }

    private ValidatableResponse read() {
        return Caller.reader().get("/api/v1/projects/" + report.projectCode()).then();
    }

    private String verdict(Report sent) {
        JsonNode data = topics.receipt(sent).get("data");
        String code = data.get("code").isNull() ? "" : " " + data.get("code").asText();
        return data.get("outcome").asText() + code;
    }

    private static Report next(Report report, long version) {
        return report.version(version).with(json -> json.put("id", report.id() + "-" + version));
    }

    private static ConsumerRecord<byte[], byte[]> ofReform(Report report, long offset) {
        return new ConsumerRecord<>(
                "budget.in.yuexiu-reform.v1", 0, offset, report.projectCode().getBytes(UTF_8), report.bytes());
    }

    private static String sha256(Report report) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(report.bytes()));
    }
}
