package org.jixiao.reporting.freshness;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jixiao.platform.problem.Problem;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.answer.Snapshots;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.jixiao.reporting.projection.Folds;
import org.jixiao.reporting.rollup.Area;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How new figures are, asked once and listened to. */
@ServiceTest
class FreshnessTest {

    private static final String ADDRESS = "api/v1/freshness?year=2025&department=" + Yuexiu.DEPARTMENT;

    @TestHTTPResource("/")
    URI service;

    @Inject
    Freshnesses freshnesses;

    @Inject
    Snapshots snapshots;

    @BeforeEach
    void onlyTheReferenceTable() throws SQLException {
        ReadModel.empty();
        Topics.publish(Yuexiu.events());
    }

    @Test
    void everyChangeOfADepartmentMakesAnotherVersionOfItAndOfTheRegionsAbove() {
        AProject project = Yuexiu.projects().getFirst();
        AProject without = AProject.of(Yuexiu.DEPARTMENT, 14);
        List<List<String>> versions = new ArrayList<>();

        versions.add(versions());
        Topics.publish(project.named("改名").at(At.version(2)));
        versions.add(versions());
        Topics.publish(AGoal.of(without, 1).event());
        versions.add(versions());
        Topics.publish(without.event());
        versions.add(versions());
        Topics.publish(project.executed("1.00").at(At.version(3)));
        versions.add(versions());

        assertEveryAreaHasOtherVersions(versions);
    }

    @Test
    void aChangeThatNoSumShowsMakesAnotherVersionToo() {
        AProject one = AProject.of(Yuexiu.DEPARTMENT, 14);
        AProject other = AProject.of(Yuexiu.DEPARTMENT, 15);
        Topics.publish(one.event(), other.event());
        List<String> before = versions();

        Topics.publish(
                one.amounting("10000.01", "10000.01", null, null).at(At.version(2)),
                other.amounting("9999.99", "9999.99", null, null).at(At.version(2)));
        List<String> after = versions();
        Topics.publish(AProject.of(Yuexiu.DEPARTMENT, 16).withdrawn().event());

        assertThat(after).doesNotContainAnyElementsOf(before);
        assertThat(version("department=" + Yuexiu.DEPARTMENT)).isNotEqualTo(after.getFirst());
    }

    @Test
    void whatTheOwnersSayOfItAndWhatDiffersMakesAnotherVersionToo() throws SQLException {
        List<List<String>> versions = new ArrayList<>();
        try (Connection unattended = ReadModel.unattended()) {
            ReadModel.execute("insert into reconciliation values ('TOTALS', now(), 1, 0, 0) on conflict do nothing");
            versions.add(versions());
            for (String told : List.of(
                    "owner_digest (owner, department_code, fiscal_year, epoch, version, stated_at, data)"
                            + " values ('BUDGET', '%s', 2025, 1, 1, now(), '{}')",
                    "reconciliation_difference (kind, department_code, fiscal_year, since)"
                            + " values ('TOTALS', '%s', 2025, now())",
                    "stale_department values ('BUDGET', '%s', 2025, now(), 2, now(), true)")) {
                ReadModel.execute("insert into " + told.formatted(Yuexiu.DEPARTMENT));
                versions.add(versions());
            }
        } finally {
            ReadModel.execute("truncate owner_digest, reconciliation_difference, stale_department");
        }

        for (int area = 0; area < 3; area++) {
            int of = area;
            assertThat(versions.stream().map(each -> each.get(of))).doesNotHaveDuplicates();
        }
    }

    @Test
    void theMonthByWhichLampsJudgeMakesAnotherVersionOfTheYearToo() {
        List<String> thisYear = new ArrayList<>();
        List<String> lastYear = new ArrayList<>();

        for (String now : List.of("2025-11-29T00:00:00Z", "2025-11-30T15:59:59Z", "2025-11-30T16:00:00Z")) {
            Freshnesses then = new Freshnesses(Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
            thisYear.add(version(then, 2025));
            lastYear.add(version(then, 2024));
        }

        assertThat(thisYear.get(1)).isEqualTo(thisYear.get(0)).isNotEqualTo(thisYear.get(2));
        assertThat(lastYear).containsOnly(lastYear.getFirst());
    }

    @Test
    void anAssessmentThatCountsTheSameMakesAnotherVersionToo() {
        AnAssessment assessment = AnAssessment.of(Yuexiu.projects().getFirst());
        Topics.publish(assessment.monitored(9, "11 YELLOW FUNDS").event());
        List<String> before = versions();

        Topics.publish(assessment.monitored(9, "11 YELLOW PERSONNEL").at(At.version(2)));

        assertThat(versions()).doesNotContainAnyElementsOf(before);
    }

    @Test
    void whatHappensElsewhereChangesNothingHere() {
        Asking.awaitEvaluated("440104");
        String department = version("department=" + Yuexiu.DEPARTMENT);
        String region = version("region=440104");

        Topics.publish(AProject.of("440105019", 1).event());

        assertThat(version("department=" + Yuexiu.DEPARTMENT)).isEqualTo(department);
        assertThat(version("region=440104")).isEqualTo(region);
    }

    @Test
    void aRegionsOwnLevelChangesWithItsOwnDepartmentsAndWithNoneBelow() {
        String own = version("region=440100&own=true");
        Topics.publish(AProject.of("440104888", 1).event());
        String afterOneBelow = version("region=440100&own=true");

        Topics.publish(AProject.of("440100888", 1).event());

        assertThat(afterOneBelow).isEqualTo(own);
        assertThat(version("region=440100&own=true")).isNotEqualTo(own);
    }

    @Test
    void foldingTotalsMakesNoOtherVersion() throws SQLException {
        Topics.publish(
                AnAssessment.of(Yuexiu.projects().getFirst())
                        .monitored(6, "11 RED")
                        .event(),
                AnAssessment.of(Yuexiu.projects().getLast())
                        .monitored(6, "11 RED")
                        .event());
        Asking.awaitEvaluated("440104");
        List<String> before = versions();

        Folds.everything();

        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void whatIsChangedByHandInFoldedTotalsMakesAnotherVersionAndSoDoesChangingItBack() throws SQLException {
        Topics.publish(AnAssessment.of(Yuexiu.projects().getFirst())
                .monitored(6, "11 RED")
                .event());
        Folds.everything();
        List<List<String>> versions = new ArrayList<>(List.of(versions()));

        for (String change : List.of(
                "department_total set total = total + 1",
                "department_total set total = total - 1",
                "assessment_total set red_count = red_count + 1",
                "assessment_total set red_count = red_count - 1")) {
            ReadModel.execute("update " + change + " where topic = ''");
            versions.add(versions());
        }

        assertEveryAreaHasOtherVersions(versions);
    }

    @Test
    void aRegionHearsOfADepartmentThatLiesInItAlthoughItsCodeDoesNot() {
        String department = "440105777";
        Topics.publish(ADepartment.of(department)
                .lying(new ADepartment.Lying("2020-01-01", null, ADepartment.upwards("440104", "440100", "440000")))
                .event());
        String before = version("region=440104");

        Topics.publish(AProject.of(department, 1).event());

        assertThat(version("region=440104")).isNotEqualTo(before);
    }

    @Test
    void aListenerHearsTheFreshnessAtOnceAndAgainWhenItChanges() throws Exception {
        try (Listening listening = listen()) {
            String first = listening.hear();

            Topics.publish(Yuexiu.projects().getFirst().executed("8.00").at(At.version(2)));

            String second = listening.hear();
            assertThat(first).isNotEqualTo(second);
            assertThat(second).isEqualTo(version("department=" + Yuexiu.DEPARTMENT));
        }
    }

    @Test
    void onlyWhoAsksForEventsGetsThem() {
        given().accept("*/*").get("/" + ADDRESS).then().statusCode(200).contentType(JSON);
        given().accept("application/json").get("/" + ADDRESS).then().contentType(JSON);
    }

    @Test
    void whatCannotBeAskedForIsRefusedInBothForms() {
        for (String accept : List.of("application/json", "text/event-stream, application/problem+json")) {
            for (String query : List.of(
                    "department=440104019",
                    "year=2025",
                    "year=2025&region=44",
                    "year=x&region=440104",
                    "year=2025&department=440104019&own=true")) {
                given().accept(accept)
                        .get("/api/v1/freshness?" + query)
                        .then()
                        .statusCode(400)
                        .body("code", equalTo("INVALID_PARAMETER"));
            }
        }
    }

    @Test
    void noMoreListenThanMayAndWhoLeavesMakesRoom() {
        Listeners listeners = new Listeners(freshnesses, snapshots, new SimpleMeterRegistry(), 1);
        Watched watched = Watched.of("2025", Yuexiu.DEPARTMENT, null, null);
        List<Word> heard = new CopyOnWriteArrayList<>();
        Cancellable first = listeners.listen(watched).subscribe().with(heard::add);

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> listeners.listen(watched));

        Awaitility.await().untilAsserted(() -> assertThat(heard).hasSize(1));
        first.cancel();
        assertThat(listeners.listen(watched)).isNotNull();
    }

    private static void assertEveryAreaHasOtherVersions(List<List<String>> versions) {
        for (int area = 0; area < 3; area++) {
            int of = area;
            assertThat(versions.stream().map(each -> each.get(of))).doesNotHaveDuplicates();
        }
    }

    private List<String> versions() {
        return Stream.of("department=" + Yuexiu.DEPARTMENT, "region=440104", "region=440000")
                .map(FreshnessTest::version)
                .toList();
    }

    private static String version(String of) {
        return Asking.json("/api/v1/freshness?year=2025&" + of).get("version").asText();
    }

    private String version(Freshnesses then, int year) {
        Area area = new Area.Department(Yuexiu.DEPARTMENT);
        return snapshots.read(connection -> then.read(connection, year, area)).version();
    }

    private Listening listen() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<Stream<String>> answer = client.send(
                HttpRequest.newBuilder(service.resolve(ADDRESS))
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.startVirtualThread(() -> answer.body().forEach(lines::add));
        return new Listening(client, lines);
    }

    /** A line that stays open. */
    private record Listening(HttpClient client, BlockingQueue<String> lines) implements AutoCloseable {

        /** The version in the next event. */
        String hear() throws InterruptedException, IOException {
            for (; ; ) {
                String line = lines.poll(10, TimeUnit.SECONDS);
                assertThat(line).as("a line within ten seconds").isNotNull();
                if (line.startsWith("data:")) {
                    JsonNode freshness = new ObjectMapper().readTree(line.substring("data:".length()));
                    return freshness.get("version").asText();
                }
            }
        }

        @Override
        public void close() throws InterruptedException {
            client.shutdownNow();
            client.awaitTermination(Duration.ofSeconds(5));
        }
    }
}
