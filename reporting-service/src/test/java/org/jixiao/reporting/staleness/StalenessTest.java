package org.jixiao.reporting.staleness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.reporting.fixture.Asking.json;
import static org.jixiao.reporting.fixture.Asking.rollup;
import static org.jixiao.reporting.fixture.Asking.table;
import static org.jixiao.reporting.fixture.Asking.texts;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.ADigest;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.generation.Serving;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an owner has told and is not shown yet is said, of that department and of what it lies in. */
@ServiceTest
class StalenessTest {

    private static final String BEHIND = "441303001";
    private static final String OTHER = "441303002";
    private static final String STATED = At.version(2).recordedAt().toString();

    @Inject
    DataSource database;

    @Inject
    Serving serving;

    @Inject
    StaleDepartments departments;

    @Inject
    Clock clock;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Noticing noticing;

    @BeforeEach
    void twoDepartmentsThatAreUpToDate() throws SQLException {
        forget();
        noticing = new Noticing(database, serving, departments, new Looking(Duration.ZERO), meters, clock);
        Topics.publish(ADepartment.of(BEHIND).event(), ADepartment.of(OTHER).event());
        Topics.publish(projects(BEHIND, 1));
        Topics.publish(projects(OTHER, 1));
        state(BEHIND, 1);
        state(OTHER, 1);
    }

    @AfterEach
    void forget() throws SQLException {
        ReadModel.empty();
        ReadModel.execute("truncate owner_digest, stale_department");
    }

    @Test
    void whatAnOwnerHasToldMoreIsSaidUntilItIsThere() throws SQLException {
        noticed(0);
        assertThat(table(2025, BEHIND).get("staleSince").isNull()).isTrue();

        state(BEHIND, 2);
        noticed(1);

        assertThat(table(2025, BEHIND).get("staleSince").asText()).isEqualTo(STATED);
        Topics.publish(projects(BEHIND, 2));
        noticed(0);
        assertThat(table(2025, BEHIND).get("staleSince").isNull()).isTrue();
    }

    @Test
    void itIsBehindSinceTheFirstThatItLacksWhateverIsToldAfterwards() throws SQLException {
        state(BEHIND, 2);
        noticed(1);

        state(BEHIND, 3);
        noticed(1);

        JsonNode region = rollup("region=441303");
        assertThat(region.get("staleSince").asText()).isEqualTo(STATED);
        assertThat(texts(region.get("rows"), "staleSince")).containsExactly(STATED, null);
        assertThat(texts(rollup("region=440000").get("rows"), "staleSince")).containsExactly(STATED);
        assertThat(rollup("department=" + OTHER).get("staleSince").isNull()).isTrue();
        assertThat(table(2025, BEHIND).get("staleSince").asText()).isEqualTo(STATED);
        assertThat(json("/api/v1/freshness?year=2025&region=441303")
                        .get("staleSince")
                        .asText())
                .isEqualTo(STATED);
        assertThat(meters.get(Noticing.SECONDS)
                        .tag("department", BEHIND)
                        .gauge()
                        .value())
                .isEqualTo(meters.get(Noticing.LONGEST).gauge().value())
                .isPositive();
    }

    @Test
    void whatTheOwnerOfGoalsHasToldMoreIsSaidToo() throws SQLException {
        Topics.publish(goals(BEHIND, 1));

        stateGoals(BEHIND, 2);
        noticed(1);

        assertThat(table(2025, BEHIND).get("staleSince").asText()).isEqualTo(STATED);
        Topics.publish(goals(BEHIND, 2));
        noticed(0);
    }

    @Test
    void itIsSaidUntilTheLastThatWasToldIsThereThoughThatCameLongAgo() throws SQLException {
        state(BEHIND, 2);
        noticed(1);
        state(BEHIND, 3);
        noticed(1);
        ReadModel.execute("update owner_digest set received_at = now() - interval '1 day'");

        Topics.publish(projects(BEHIND, 2));

        noticed(1);
        assertThat(table(2025, BEHIND).get("staleSince").asText())
                .isEqualTo(At.version(3).recordedAt().toString());
        Topics.publish(projects(BEHIND, 3));
        noticed(0);
    }

    @Test
    void whatIsOnItsWayIsNotTold() throws SQLException {
        Noticing patient =
                new Noticing(database, serving, departments, new Looking(Duration.ofHours(1)), meters, clock);

        state(BEHIND, 2);

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            patient.look();
            assertThat(ReadModel.texts("select told from stale_department")).containsExactly("f");
        });
        assertThat(table(2025, BEHIND).get("staleSince").isNull()).isTrue();
    }

    @Test
    void whatWasToldBeforeAProjectLeftIsNotWaitedForAfterwards() {
        state(BEHIND, 2);
        noticed(1);
        AProject stays = of(BEHIND).getFirst();
        AProject leaves = of(BEHIND).getLast();

        Topics.publish(
                stays.at(At.version(2)), leaves.movedTo(OTHER, leaves.year()).at(At.version(3)));
        stateOf(List.of(stays), 2, 3);

        noticed(0);
    }

    @Test
    void aDifferenceIsNoDelay() throws SQLException {
        ReadModel.execute("update project_line set name = '别的' where department_code = '" + BEHIND + "'");

        noticed(0);

        assertThat(table(2025, BEHIND).get("staleSince").isNull()).isTrue();
    }

    /** Another look may be under way, which is then the one. */
    private void noticed(int behind) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            noticing.look();
            assertThat(meters.get(Noticing.DEPARTMENTS).gauge().value()).isEqualTo(behind);
        });
    }

    /** The owner says that it has come to a version with every project. */
    private static void state(String department, int version) {
        stateOf(of(department), version, version);
    }

    /** It has come to a version with these projects, and says so in a version of what it says. */
    private static void stateOf(List<AProject> projects, int version, int stated) {
        Topics.publish(ADigest.ofProjects(projects, version, At.version(stated)));
        awaitStated("BUDGET", projects.getFirst().departmentCode(), stated);
    }

    private static void stateGoals(String department, int version) {
        Topics.publish(ADigest.ofGoals(goalsOf(department), version, At.version(version)));
        awaitStated("INDICATOR", department, version);
    }

    private static void awaitStated(String owner, String department, int version) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> ReadModel.texts("select version from owner_digest where owner = '" + owner
                                + "' and department_code = '" + department + "'"),
                        List.of("" + version)::equals);
    }

    private static List<AProject> of(String department) {
        return IntStream.rangeClosed(1, 2)
                .mapToObj(number -> AProject.of(department, number))
                .toList();
    }

    private static List<AGoal> goalsOf(String department) {
        return of(department).stream().map(project -> AGoal.of(project, 1)).toList();
    }

    private static List<OwnersEvent> goals(String department, int version) {
        return goalsOf(department).stream()
                .map(goal -> goal.at(At.version(version)))
                .toList();
    }

    private static List<OwnersEvent> projects(String department, int version) {
        return of(department).stream()
                .map(project -> project.at(At.version(version)))
                .toList();
    }

    /** Whenever the test does. */
    private record Looking(Duration grace) implements StalenessConfig {

        @Override
        public Duration every() {
            return Duration.ZERO;
        }
    }
}
