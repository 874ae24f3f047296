package org.jixiao.reporting.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.answer.KeptAnswers;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.ADepartment.Lying;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.Office;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page is made anew when something that it shows has changed, and for all who look at it once. */
@ServiceTest
class KeptPageTest {

    /** Publications stay for ever: they are of a department that no other test asks about. */
    private static final String DEPARTMENT = "440118001";

    private static final String TABLE = "/?year=2025&department=" + DEPARTMENT;
    private static final String REGION = "/?year=2025&region=440118";
    private static final AProject PROJECT = AProject.of(DEPARTMENT, 1);

    @TestHTTPResource("/")
    URI service;

    @Inject
    MeterRegistry meters;

    @Inject
    Composing composing;

    @Inject
    KeptAnswers answers;

    private Connection unattended;

    @BeforeEach
    void oneTable() throws SQLException {
        ReadModel.empty();
        unattended = ReadModel.unattended();
        ReadModel.execute("insert into reconciliation values ('TOTALS', now(), 1, 0, 0) on conflict do nothing");
        Topics.publish(
                ADepartment.of(DEPARTMENT).event(),
                PROJECT.event(),
                AGoal.of(PROJECT, 2).event());
        Asking.awaitEvaluated("440118");
    }

    @AfterEach
    void lookAgain() throws SQLException {
        unattended.close();
        ReadModel.execute("truncate owner_digest, reconciliation_difference, stale_department");
    }

    @Test
    void oneEventIsOneMakingHoweverManyLook() {
        String before = tag(TABLE);
        Topics.publish(PROJECT.executed("5.00").at(At.version(2)));
        double made = made();

        List<HttpResponse<String>> all = atOnce(TABLE, 40);

        assertThat(all)
                .allSatisfy(each -> assertThat(each.statusCode()).isEqualTo(200))
                .extracting(each -> each.headers().firstValue("ETag").orElseThrow())
                .doesNotContain(before)
                .containsOnly(tag(TABLE));
        assertThat(made() - made).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {TABLE, REGION})
    void whoComesAgainIsToldThatNothingHasChanged(String page) {
        String tag = tag(page);
        double made = made();

        given().header("If-None-Match", tag)
                .get(page)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag))
                .header("Cache-Control", "no-cache")
                .body(equalTo(""));

        assertThat(made()).isEqualTo(made);
    }

    @Test
    void eachWayOfShowingItIsAnotherPage() {
        assertThat(Stream.of("", "&lang=en", "&unit=yuan", "&unit=yuan&lang=en").map(way -> tag(TABLE + way)))
                .doesNotHaveDuplicates();
        assertThat(Stream.of("", "&own=true").map(way -> tag(REGION + way))).doesNotHaveDuplicates();
    }

    @Test
    void figures() {
        changes(() -> Topics.publish(PROJECT.executed("5.00").at(At.version(2))), TABLE, REGION);
    }

    @Test
    void namesOfUnits() {
        ADepartment renamed = ADepartment.of(DEPARTMENT).withUnits(Map.of(DEPARTMENT + "001", "改名"));

        changes(() -> Topics.publish(renamed.at(At.version(2))), TABLE);
    }

    @Test
    void whatElseThereIsToChoose() {
        changes(() -> Topics.publish(AProject.of("440118002", 1).event()), TABLE, REGION);
    }

    @Test
    void theNameOfARegionInWhichNothingLiesAnyMore() {
        Lying now = new Lying("2024-01-01", null, ADepartment.upwards("440118"));
        Topics.publish(moved("旧区", now).at(At.version(2)));

        changes(() -> Topics.publish(moved("改名", now).at(At.version(3))), "/?year=2025&region=440119");
    }

    private static ADepartment moved(String from, Lying to) {
        return ADepartment.of(DEPARTMENT).lying(new Lying("2020-01-01", "2023-12-31", Map.of("440119", from)), to);
    }

    @Test
    void findings() {
        changes(() -> ReadModel.execute("""
                        insert into finding (fiscal_year, department_code, ordinal, rule, difference, message_zh, message_en)
                        values (2025, '%1$s', 99, 'SOURCES_EQUAL_TOTAL', '1.00', '不一致', 'they differ');
                        update finding_evaluation set evaluated_at = now() where department_code = '%1$s'
                        """.formatted(DEPARTMENT)), REGION);
    }

    @Test
    void publications() {
        String number = Office.publish(DEPARTMENT);

        changes(() -> Office.certify(number), TABLE);
    }

    @Test
    void thatItIsBehind() {
        changes(
                () -> ReadModel.execute("insert into stale_department values ('BUDGET', '" + DEPARTMENT
                        + "', 2025, now(), 2, now(), true)"),
                TABLE,
                REGION);
    }

    @Test
    void thatItDiffersFromTheOwners() {
        changes(
                () -> ReadModel.execute(
                        "insert into reconciliation_difference (kind, department_code, fiscal_year, since)"
                                + " values ('TOTALS', '" + DEPARTMENT + "', 2025, now())"),
                TABLE,
                REGION);
    }

    @Test
    void whenItWasHeldAgainstTheOwners() throws SQLException {
        ReadModel.execute("""
                insert into owner_digest (owner, department_code, fiscal_year, epoch, version, stated_at, data)
                select owner, '%s', 2025, 1, 1, now(), '{"departmentHash": "1", "assessmentNamesHash": "1"}'
                  from unnest(array['BUDGET', 'INDICATOR']) as owner
                """.formatted(DEPARTMENT));

        changes(
                () -> ReadModel.execute("update reconciliation set checked_at = checked_at - interval '1 h'"),
                TABLE,
                REGION);
    }

    @Test
    void theMonthByWhichLampsJudge() {
        double made = made();

        for (String now : List.of("2025-03-30T00:00:00Z", "2025-03-31T15:59:59Z", "2025-03-31T16:00:00Z")) {
            Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
            new IndexResource(composing, answers, clock)
                    .index("2025", null, DEPARTMENT, null, null, null, null, null, Asking.anyRequest());
        }

        assertThat(made() - made).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsSaidAnew() {
        Topics.publish(AGoal.of(AProject.of("440118777", 1), 1).event());
        given().get("/?year=2025&department=440118777").then().statusCode(404).body(containsString("没有这张表"));

        Topics.publish(AProject.of("440118777", 1).event());

        given().get("/?year=2025&department=440118777").then().statusCode(200);
    }

    private interface Change {
        void happen() throws SQLException;
    }

    private static void changes(Change change, String... pages) {
        List<String> before = Stream.of(pages).map(KeptPageTest::tag).toList();

        try {
            change.happen();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }

        for (int i = 0; i < pages.length; i++) {
            given().header("If-None-Match", before.get(i))
                    .get(pages[i])
                    .then()
                    .statusCode(200)
                    .header("ETag", not(equalTo(before.get(i))));
        }
    }

    private static String tag(String page) {
        return given().get(page).then().statusCode(200).extract().header("ETag");
    }

    private double made() {
        return meters.counter(KeptAnswers.MADE).count();
    }

    private List<HttpResponse<String>> atOnce(String page, int times) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(service.resolve(page)).build();
            List<CompletableFuture<HttpResponse<String>>> asked = Stream.generate(
                            () -> client.sendAsync(request, BodyHandlers.ofString()))
                    .limit(times)
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        }
    }
}
