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
        }
        Topics.publish(events);
    }

    @Test
    void theyAreOneRowAfterAWhile() throws SQLException {
        awaitRows("1");

        assertThat(ReadModel.keptTotals(DEPARTMENT)).isNotEmpty().isEqualTo(ReadModel.summedTotals(DEPARTMENT));
        assertThat(ReadModel.keptKinds(DEPARTMENT)).isNotEmpty().isEqualTo(ReadModel.countedKinds(DEPARTMENT));
    }

    @Test
    void whatChangesLaterIsAddedToThem() throws SQLException {
        awaitRows("1");
        List<OwnersEvent> changes = new ArrayList<>();
        for (int number = 1; number <= PROJECTS; number += 2) {
            AProject project = AProject.of(DEPARTMENT, number);
            changes.add(project.amounting("7.00", "7.00", null, null).at(At.version(2)));
            changes.add(AGoal.of(project, 5).at(At.version(2)));
        }

        Topics.publish(changes);

        assertThat(ReadModel.keptTotals(DEPARTMENT)).isEqualTo(ReadModel.summedTotals(DEPARTMENT));
        awaitRows("1");
        assertThat(ReadModel.keptTotals(DEPARTMENT)).isEqualTo(ReadModel.summedTotals(DEPARTMENT));
        assertThat(ReadModel.keptKinds(DEPARTMENT)).isEqualTo(ReadModel.countedKinds(DEPARTMENT));
    }

    @Test
    void noColumnIsForgotten() throws SQLException {
        List<String> columns = ReadModel.texts("""
                select attname from pg_attribute
                 where attrelid = 'department_total'::regclass and attnum > 0 and not attisdropped
                """);

        assertThat(columns)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                TotalsDelta.SUMS.stream(),
                                Stream.of(
                                        "fiscal_year",
                                        "department_code",
                                        "funding",
                                        "topic",
                                        "part",
                                        "indicator_types",
                                        "as_of"))
                        .toList());
    }

    private static void awaitRows(String rows) {
        Awaitility.await("folded")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> ReadModel.texts(
                                "select count(*) from department_total where department_code = '" + DEPARTMENT + "'"),
                        List.of(rows)::equals);
    }
}
