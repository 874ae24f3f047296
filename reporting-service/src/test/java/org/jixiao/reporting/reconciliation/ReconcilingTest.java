package org.jixiao.reporting.reconciliation;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.ADepartment.Lying;
import org.jixiao.reporting.fixture.ADigest;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.projection.Flood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs is found in one round, and nothing else is called a difference. */
@ServiceTest
class ReconcilingTest {

    private static final String DEPARTMENT = "441302001";
    private static final String OTHER = "441302002";
    private static final String UNMONITORED = "441302003";
    private static long versions = System.currentTimeMillis();

    /** A change of a line, and who finds it. */
    static final List<Arguments> LINES = List.of(
            arguments("project_code = '44130225P001000000009'", "BUDGET INDICATOR"),
            arguments("fiscal_year = 2024", "BUDGET TOTALS"),
            arguments("name = '之二'", "BUDGET"),
            arguments("document_number = '惠财〔2025〕1号'", "BUDGET"),
            arguments("funding = 'TRANSFER'", "BUDGET"),
            arguments("department_code = '441302002'", "BUDGET TOTALS"),
            arguments("unit_code = '441302001009'", "BUDGET"),
            arguments("total = total + 0.01", "TOTALS BUDGET"),
            arguments("fiscal_appropriation = fiscal_appropriation + 0.01", "TOTALS BUDGET"),
            arguments("special_account = 0.00", "BUDGET TOTALS"),
            arguments("other = 0.00", "BUDGET TOTALS"),
            arguments("executed = 0.00", "BUDGET TOTALS"),
            arguments("issued_known = false", "BUDGET TOTALS"),
            arguments("issued_total = issued_total - 0.01", "BUDGET TOTALS"),
            arguments("issued_fiscal_appropriation = null", "BUDGET TOTALS"),
            arguments("issued_special_account = 0.00", "BUDGET TOTALS"),
            arguments("issued_other = 0.00", "BUDGET TOTALS"),
            arguments("amounts_changed_at = '2025-06-30T16:00:00Z'", "BUDGET"),
            arguments("state = 'WITHDRAWN'", "BUDGET TOTALS"),
            arguments("money_version = money_version - 1", "BUDGET"),
            arguments("money_recorded_at = money_recorded_at - interval '1 microsecond'", "BUDGET"),
            arguments("statement = '别的目标'", "INDICATOR"),
            arguments("indicators_text = replace(indicators_text, '≥', '≤')", "INDICATOR"),
            arguments("indicators = replace(indicators, '\"weight\":null', '\"weight\":\"30.00\"')", "INDICATOR"),
            arguments("indicators = replace(indicators, 'CUMULATIVE', 'LEVEL')", "INDICATOR"),
            arguments("indicator_count = indicator_count + 1", "INDICATOR TOTALS"),
            arguments("indicator_types = '1.12.2'", "TOTALS"),
            arguments("goal_flags = '[\"UNIT_MISSING\"]'", "INDICATOR"),
            arguments("goal_department_code = '441302002'", "INDICATOR"),
            arguments("goal_fiscal_year = 2024", "INDICATOR"),
            arguments("goal_state = 'WITHDRAWN'", "INDICATOR TOTALS"),
            arguments("goal_version = goal_version - 1", "INDICATOR"),
            arguments("goal_recorded_at = goal_recorded_at - interval '1 microsecond'", "INDICATOR"));

    static final List<Arguments> ASSESSMENTS = List.of(
            arguments("project_code = '44130225P001000000009'", "ASSESSMENTS"),
            arguments("fiscal_year = 2024", "ASSESSMENTS ASSESSMENT_TOTALS"),
            arguments("department_code = '441302002'", "ASSESSMENTS ASSESSMENT_TOTALS"),
            arguments("month = 8", "ASSESSMENTS"),
            arguments("lamp = 'BLUE'", "ASSESSMENTS ASSESSMENT_TOTALS"),
            arguments("indicator_lamps = '1.11.RED.2'", "ASSESSMENT_TOTALS"),
            arguments("indicators = replace(indicators, '\"60\"', '\"600\"')", "ASSESSMENTS"),
            arguments("indicators = replace(indicators, 'PARTLY', 'ACHIEVED')", "ASSESSMENTS"),
            arguments("indicators = replace(indicators, '指标2', '指标二')", "ASSESSMENTS"),
            arguments("indicators = replace(indicators, '≥2件', '≥20件')", "ASSESSMENTS"),
            arguments("indicators = 'lost'", "ASSESSMENTS"),
            arguments("score = score + 0.01", "ASSESSMENTS ASSESSMENT_TOTALS"),
            arguments("grade = 'FAIR'", "ASSESSMENTS ASSESSMENT_TOTALS"),
            arguments("grade_name = '中'", "ASSESSMENTS"),
            arguments("version = version - 1", "ASSESSMENTS"),
            arguments("recorded_at = recorded_at - interval '1 microsecond'", "ASSESSMENTS"));

    /** A change of a row of a department's, and of which table. */
    static final List<Arguments> DEPARTMENTS = List.of(
            arguments("department", "name = '别的部门'"),
            arguments("department", "region_code = '441303'"),
            arguments("department", "version = version - 1"),
            arguments("department", "recorded_at = recorded_at - interval '1 microsecond'"),
            arguments("spending_unit", "department_code = '441302002'"),
            arguments("spending_unit", "code = '441302001009'"),
            arguments("spending_unit", "name = '别的单位'"),
            arguments("department_region", "department_code = '441302002', first_year = 1"),
            arguments("department_region", "first_year = 2026"),
            arguments("department_region", "last_year = 2024"),
            arguments("department_region", "code = '441399'"),
            arguments("department_region", "name = '别的区'"),
            arguments("department_region", "parent_code = '440000'"),
            arguments("department_region", "is_own = false"),
            arguments("department_region", "recorded_at = recorded_at - interval '1 microsecond'"));

    @Inject
    Reconciling reconciling;

    @Inject
    Reconciliations reconciliations;

    @Inject
    Agreements agreements;

    @Inject
    Flood flood;

    @Inject
    MeterRegistry meters;

    private final long version = ++versions;
    private final At at = At.version(1);

    /** Two departments with their digests, of which everything is as it should be. */
    @BeforeEach
    void theOwnersHaveStatedWhatThereIs() throws SQLException {
        ReadModel.empty();
        ReadModel.execute("truncate reconciliation, reconciliation_difference, owner_digest");
        List<OwnersEvent> events = new ArrayList<>();
        for (String department : List.of(DEPARTMENT, OTHER)) {
            events.add(atVersion(department(department).at(at)));
            projects(department).forEach(project -> events.add(atVersion(project.at(at))));
            goals(department).forEach(goal -> events.add(atVersion(goal.at(at))));
            events.add(atVersion(ADigest.ofProjects(department(department), projects(department), version, at)));
            assessments(department).forEach(assessment -> events.add(atVersion(assessment.at(at))));
            events.add(atVersion(ADigest.ofGoals(goals(department), assessments(department), version, at)));
        }
        Topics.publish(events);
        Topics.awaitStated(4);
    }

    @AfterEach
    void nothingOfThisStays() throws SQLException {
        ReadModel.empty();
        ReadModel.execute("truncate reconciliation, reconciliation_difference, owner_digest");
    }

    @Test
    void nothingDiffersWhereEverythingIsAsTheOwnersSay() throws SQLException {
        reconciling.cycle();

        JsonNode told = Asking.json("/api/v1/reconciliation");
        assertThat(told.get("difference").asInt()).as(told.toString()).isZero();
        assertThat(told.get("checkedAt").isNull()).isFalse();
        assertThat(Asking.each(
                        told.get("kinds"),
                        kind -> kind.get("kind").asText() + " "
                                + kind.get("waiting").asInt()))
                .containsExactlyInAnyOrder(
                        "BUDGET 0",
                        "INDICATOR 0",
                        "ASSESSMENTS 0",
                        "DEPARTMENTS 0",
                        "OFFSETS 0",
                        "TOTALS 0",
                        "ASSESSMENT_TOTALS 0");
        assertThat(kind("BUDGET").get("compared").asInt()).isEqualTo(2);
        assertThat(kind("INDICATOR").get("compared").asInt()).isEqualTo(2);
        assertThat(kind("ASSESSMENTS").get("compared").asInt()).isEqualTo(2);
        assertThat(kind("DEPARTMENTS").get("compared").asInt()).isEqualTo(2);
        assertThat(kind("TOTALS").get("compared").asInt()).isEqualTo(2);
        assertThat(kind("ASSESSMENT_TOTALS").get("compared").asInt()).isEqualTo(2);
        assertThat(kind("OFFSETS").get("compared").asInt()).isEqualTo(39);
    }

    @ParameterizedTest
    @FieldSource("LINES")
    void oneRowThatWasTamperedWithIsFoundInOneRound(String change, String kinds) throws SQLException {
        ReadModel.execute("update project_line set " + change + " where project_code = '"
                + projects(DEPARTMENT).getFirst().code() + "'");

        reconciling.cycle();

        for (String kind : kinds.split(" ", -1)) {
            JsonNode found = kind(kind);
            assertThat(found.get("difference").asInt()).as(found.toString()).isPositive();
            assertThat(Asking.texts(found.get("departments"), "departmentCode")).contains(DEPARTMENT);
            assertThat(found.at("/departments/0/expected").toString())
                    .isNotEqualTo(found.at("/departments/0/actual").toString());
        }
        given().get("/q/metrics").then().statusCode(200);
    }

    @ParameterizedTest
    @FieldSource("ASSESSMENTS")
    void oneAssessmentThatWasTamperedWithIsFoundInOneRound(String change, String kinds) throws SQLException {
        ReadModel.execute("update assessment set " + change + " where project_code = '"
                + projects(DEPARTMENT).getFirst().code() + "'");

        reconciling.cycle();

        for (String kind : kinds.split(" ", -1)) {
            assertThat(Asking.texts(kind(kind).get("departments"), "departmentCode"))
                    .contains(DEPARTMENT);
        }
    }

    @ParameterizedTest
    @FieldSource("DEPARTMENTS")
    void oneRowOfADepartmentThatWasTamperedWithIsFoundInOneRound(String table, String change) throws SQLException {
        String key = table.equals("department") ? "code" : "department_code";
        String own = table.equals("department_region") ? "' and is_own" : "'";
        ReadModel.execute("update " + table + " set " + change + " where " + key + " = '" + DEPARTMENT + own);

        reconciling.cycle();

        assertThat(Asking.texts(kind("DEPARTMENTS").get("departments"), "departmentCode"))
                .contains(DEPARTMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"department_total", "assessment_total"})
    void sumsThatAreGoneAreFoundByTheirParts(String sums) throws SQLException {
        ReadModel.execute("delete from " + sums + " where department_code = '" + DEPARTMENT + "'");

        reconciling.cycle();

        String kind = sums.equals("department_total") ? "TOTALS" : "ASSESSMENT_TOTALS";
        assertThat(Asking.texts(kind(kind).get("departments"), "departmentCode"))
                .containsExactly(DEPARTMENT);
    }

    /** An owner keeps no epoch with what it has. */
    @Test
    void noColumnThatAnOwnerFillsIsLeftOut() throws SQLException {
        assertThat(tamperedWith(LINES)).containsAll(columns("project_line", "money_epoch", "goal_epoch"));
        assertThat(tamperedWith(ASSESSMENTS)).containsAll(columns("assessment", "epoch"));
        for (String table : List.of("spending_unit", "department_region")) {
            assertThat(tamperedWith(table)).containsAll(columns(table));
        }
        assertThat(tamperedWith("department"))
                .as("its units keep the code")
                .containsAll(columns("department", "epoch", "code"));
    }

    @Test
    void whatAnOwnerOfAnEarlierReleaseDoesNotSayIsNotComparedAndIsToldToBeUnstated() throws SQLException {
        ReadModel.execute("update owner_digest set data = data - array['detailsHash',"
                + " 'assessmentDetailsHash', 'assessmentNamesHash', 'departmentVersion', 'departmentHash']");
        ReadModel.execute("update project_line set indicators = '[]', amounts_changed_at = now()");
        ReadModel.execute("update department set name = '别的部门'");

        reconciling.cycle();

        assertThat(Asking.json("/api/v1/reconciliation").get("difference").asInt())
                .isZero();
        try (Connection connection = Topics.connection()) {
            Agreement agreement = agreements.of(connection, 2025, List.of(DEPARTMENT, OTHER));
            assertThat(agreement.unstated()).isEqualTo(2);
            assertThat(agreement.isWhole()).isFalse();
        }
    }

    @Test
    void oneRowThatIsGoneIsFoundInOneRound() throws SQLException {
        ReadModel.execute("delete from project_line where project_code = '"
                + projects(DEPARTMENT).getFirst().code() + "'");

        reconciling.cycle();

        assertThat(Asking.json("/api/v1/reconciliation").get("difference").asInt())
                .isEqualTo(3);
    }

    /** As it is in every department before the first monitoring of the year. */
    @Test
    void anOwnerThatStatesNoAssessmentsAgreesWithThereBeingNone() throws SQLException {
        List<OwnersEvent> events =
                new ArrayList<>(List.of(atVersion(ADigest.ofGoals(goals(UNMONITORED), List.of(), version, at))));
        goals(UNMONITORED).forEach(goal -> events.add(atVersion(goal.at(at))));
        Topics.publish(events);
        Topics.awaitStated(5);

        reconciling.cycle();

        JsonNode assessments = kind("ASSESSMENTS");
        assertThat(assessments.get("difference").asInt())
                .as(assessments.toString())
                .isZero();
        assertThat(assessments.get("compared").asInt()).isEqualTo(3);
        assertThat(kind("INDICATOR").get("difference").asInt()).isZero();
    }

    /** Of what an owner that was restored does not state any more it has nothing, and the lines here are of lost events. */
    @Test
    void whatAnOwnerHasLostInARestoreDiffersUntilItIsGoneHereToo() throws SQLException {
        ReadModel.execute("update owner_digest set epoch = 2 where department_code = '" + OTHER + "'");

        reconciling.cycle();

        for (String kind : List.of("BUDGET", "INDICATOR", "ASSESSMENTS")) {
            JsonNode found = kind(kind);
            assertThat(Asking.texts(found.get("departments"), "departmentCode")).containsExactly(DEPARTMENT);
            assertThat(found.at("/departments/0/expected")).isEmpty();
            assertThat(found.at("/departments/0/actual")).isNotEmpty();
        }
        assertThat(kind("DEPARTMENTS").get("difference").asInt())
                .as("a department outlasts its projects")
                .isZero();
        ReadModel.empty();
        reconciling.cycle();
        assertThat(kind("BUDGET").get("departments"))
                .as("what both have lost")
                .noneMatch(each -> each.get("departmentCode").asText().equals(DEPARTMENT));
    }

    @Test
    void aDigestThatSpeaksOfAnEarlierTimeIsWaitedForAndIsNoDifference() throws SQLException {
        AProject changed = projects(DEPARTMENT).getFirst().executed("5.00");
        Topics.publish(recordedNow(atVersion(changed.at(At.version(2)), version + 1)));

        reconciling.cycle();

        assertThat(kind("BUDGET").get("difference").asInt()).isZero();
        assertThat(kind("BUDGET").get("waiting").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasMendedIsNoLongerTold() throws SQLException {
        String code = projects(DEPARTMENT).getFirst().code();
        ReadModel.execute("update project_line set name = '别的' where project_code = '" + code + "'");
        reconciling.cycle();
        assertThat(kind("BUDGET").get("difference").asInt()).isEqualTo(1);

        ReadModel.execute("update project_line set name = '项目1' where project_code = '" + code + "'");
        reconciling.cycle();

        assertThat(kind("BUDGET").get("difference").asInt()).isZero();
        assertThat(kind("BUDGET").get("departments")).isEmpty();
    }

    @Test
    void aRoundWaitsForTheEndOfAFlood() throws SQLException {
        reconciling.round();
        ReadModel.execute("insert into generation (shape, live, bulk) values ('flood', false, 'DUE')");
        List<String> before;
        try {
            Awaitility.await().until(flood::isOn);
            before = rounds();

            reconciling.round();

            assertThat(rounds()).isEqualTo(before);
        } finally {
            ReadModel.execute("delete from generation where shape = 'flood'");
        }
        Awaitility.await().untilAsserted(() -> {
            reconciling.round();
            assertThat(rounds()).isNotEqualTo(before);
        });
    }

    /** The reader has read the kinds and waits for the departments, while a round takes back what it had found. */
    @Test
    void aDifferenceIsToldWithItsDepartmentsAlthoughARoundEndsMeanwhile() throws Exception {
        ReadModel.execute("update project_line set name = '别的' where project_code = '"
                + projects(DEPARTMENT).getFirst().code() + "'");
        try (Connection unattended = ReadModel.unattended();
                Connection round = Topics.connection();
                Statement statement = round.createStatement()) {
            reconciling.cycle();
            round.setAutoCommit(false);
            statement.execute("lock table reconciliation_difference in access exclusive mode");
            CompletableFuture<Reconciliation> reading = CompletableFuture.supplyAsync(this::read);
            Awaitility.await()
                    .until(() -> !ReadModel.texts("select pid from pg_locks where not granted"
                                    + " and relation = 'reconciliation_difference'::regclass")
                            .isEmpty());

            statement.execute("update reconciliation set difference = 0; delete from reconciliation_difference");
            round.commit();

            assertThat(reading.get().kinds())
                    .filteredOn(kind -> kind.kind() == Kind.BUDGET)
                    .singleElement()
                    .satisfies(kind -> assertThat(kind.departments()).hasSize((int) kind.difference()));
        }
    }

    private static List<String> rounds() throws SQLException {
        return ReadModel.texts("select kind || ' ' || checked_at from reconciliation order by kind");
    }

    private Reconciliation read() {
        try {
            return reconciliations.read();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theAgeGrowsAlsoWhileNobodyLooks() throws SQLException {
        reconciling.cycle();
        AtomicBoolean grown = new AtomicBoolean();

        Awaitility.await().until(() -> {
            reconciliations.alone(() -> {
                reconciling.tell();
                double told = age();
                Awaitility.await().until(() -> age() > told);
                grown.set(true);
            });
            return grown.get();
        });
    }

    private double age() {
        return meters.get(Reconciling.AGE).gauge().value();
    }

    private static List<String> tamperedWith(List<Arguments> changes) {
        return changes.stream()
                .map(change -> change.get()[0].toString().split(" ", 2)[0])
                .toList();
    }

    private static List<String> tamperedWith(String table) {
        return DEPARTMENTS.stream()
                .filter(change -> change.get()[0].equals(table))
                .map(change -> change.get()[1].toString().split(" ", 2)[0])
                .toList();
    }

    private static List<String> columns(String table, String... but) throws SQLException {
        List<String> columns = new ArrayList<>(ReadModel.texts("select attname from pg_attribute where attrelid = '"
                + table + "'::regclass and attnum > 0 and not attisdropped"));
        columns.removeAll(List.of(but));
        return columns;
    }

    private static JsonNode kind(String name) {
        for (JsonNode kind : Asking.json("/api/v1/reconciliation").get("kinds")) {
            if (kind.get("kind").asText().equals(name)) {
                return kind;
            }
        }
        throw new AssertionError("no kind " + name);
    }

    private OwnersEvent atVersion(OwnersEvent event) {
        return atVersion(event, version);
    }

    /** The same with a version that no test has used, told at the same time. */
    private static OwnersEvent atVersion(OwnersEvent event, long version) {
        return new OwnersEvent(
                event.topic(),
                event.key(),
                event.text()
                        .replaceFirst("\"aggregateversion\":[0-9]+", "\"aggregateversion\":" + version)
                        .getBytes(UTF_8));
    }

    private static OwnersEvent recordedNow(OwnersEvent event) {
        return new OwnersEvent(
                event.topic(),
                event.key(),
                event.text()
                        .replaceFirst("\"time\":\"[^\"]+\"", "\"time\":\"" + Instant.now() + "\"")
                        .getBytes(UTF_8));
    }

    /** One has always lain where it does, the other has moved within the year. */
    private static ADepartment department(String code) {
        return code.equals(OTHER)
                ? ADepartment.of(code)
                        .lying(
                                new Lying(null, "2025-06-30", ADepartment.upwards("441302", "441300", "440000")),
                                new Lying("2025-07-01", null, ADepartment.upwards("441303", "441300", "440000")))
                : ADepartment.of(code);
    }

    private static List<AProject> projects(String department) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(number -> AProject.of(department, number))
                .toList();
    }

    private static List<AnAssessment> assessments(String department) {
        List<AProject> projects = projects(department);
        return List.of(
                AnAssessment.of(projects.get(0))
                        .monitored(9, "11 RED", "22 YELLOW OTHER PARTLY")
                        .evaluated(2, "88.50", "GOOD"),
                AnAssessment.of(projects.get(1)).monitored(7, "11"));
    }

    private static List<AGoal> goals(String department) {
        return projects(department).stream()
                .map(project -> AGoal.of(project, 2))
                .toList();
    }
}
