package org.jixiao.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Totals that partitions keep apart become one row, and remain what the lines add up to. */
@ServiceTest
class FoldingTest {

    private static final String DEPARTMENT = "440115001";
    private static final int PROJECTS = 60;

    @BeforeEach
    void projectsOfEveryPartition() throws SQLException {
        ReadModel.empty();
        List<OwnersEvent> events =
                new ArrayList<>(List.of(ADepartment.of(DEPARTMENT).event()));
        for (int number = 1; number <= PROJECTS; number++) {
            AProject project = AProject.of(DEPARTMENT, number).executed(number + ".50");
            events.add(project.event());
            events.add(AGoal.of(project, 1 + number % 3).event());
            events.add(AnAssessment.of(project)
                    .monitored(6, "11 RED", number % 2 == 0 ? "22 GREEN" : "22")
                    .evaluated("9" + number % 10 + ".50", "EXCELLENT")
                    .event());
        }
        Topics.publish(events);
    }

    @Test
    void theyAreOneRowAfterAWhile() throws SQLException {
        awaitRows("1");

        assertThat(ReadModel.keptTotals(DEPARTMENT)).isNotEmpty().isEqualTo(ReadModel.summedTotals(DEPARTMENT));
        assertThat(ReadModel.keptKinds(DEPARTMENT)).isNotEmpty().isEqualTo(ReadModel.countedKinds(DEPARTMENT));
        assertThat(ReadModel.keptAssessments(DEPARTMENT))
                .isNotEmpty()
                .isEqualTo(ReadModel.summedAssessments(DEPARTMENT));
    }

    @Test
    void whatChangesLaterIsAddedToThem() throws SQLException {
        awaitRows("1");
        List<OwnersEvent> changes = new ArrayList<>();
        for (int number = 1; number <= PROJECTS; number += 2) {
            AProject project = AProject.of(DEPARTMENT, number);
            changes.add(project.amounting("7.00", "7.00", null, null).at(At.version(2)));
            changes.add(AGoal.of(project, 5).at(At.version(2)));
            changes.add(AnAssessment.of(project).monitored(9, "11 BLUE").at(At.version(2)));
        }

        Topics.publish(changes);

        assertThat(ReadModel.keptTotals(DEPARTMENT)).isEqualTo(ReadModel.summedTotals(DEPARTMENT));
        awaitRows("1");
        assertThat(ReadModel.keptTotals(DEPARTMENT)).isEqualTo(ReadModel.summedTotals(DEPARTMENT));
        assertThat(ReadModel.keptKinds(DEPARTMENT)).isEqualTo(ReadModel.countedKinds(DEPARTMENT));
        assertThat(ReadModel.keptAssessments(DEPARTMENT)).isEqualTo(ReadModel.summedAssessments(DEPARTMENT));
    }

    @Test
    void noColumnIsForgotten() throws SQLException {
        List<String> ofAll = List.of("fiscal_year", "department_code", "topic", "part", "as_of", "carried");

        assertThat(columns("department_total"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(TotalsDelta.SUMS, ofAll, List.of("funding", "indicator_types"))
                                .flatMap(List::stream)
                                .toList());
        assertThat(columns("assessment_total"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Assessments.SUMS, ofAll, List.of("indicator_lamps"))
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<String> columns(String table) throws SQLException {
        return ReadModel.texts("select attname from pg_attribute where attrelid = '" + table
                + "'::regclass and attnum > 0 and not attisdropped");
    }

    private static void awaitRows(String rows) {
        for (String table : List.of("department_total", "assessment_total")) {
            Awaitility.await("folded " + table)
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> ReadModel.texts(
                                    "select count(*) from " + table + " where department_code = '" + DEPARTMENT + "'"),
                            List.of(rows)::equals);
        }
    }
}
