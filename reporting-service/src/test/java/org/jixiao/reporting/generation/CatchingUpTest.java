package org.jixiao.reporting.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.PileUp;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.generation.TopicEnds.Reach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has piled up is applied in bulk, and comes to the same. */
@ServiceTest
class CatchingUpTest {

    /** So many that there is a backlog in each partition. */
    private static final int PROJECTS = 300;

    @Inject
    MeterRegistry meters;

    @Inject
    Sources sources;

    @Inject
    TopicEnds topicEnds;

    @BeforeEach
    void theLiveGenerationIsWhatTheTopicsSay() {
        Rebuilds.replaceLive();
    }

    @AfterEach
    void onlyTheLiveGenerationStays() {
        Rebuilds.dropAllButLive();
    }

    @Test
    void itEndsAsOneThatIsMadeAnew() throws SQLException {
        Oddities oddities = new Oddities("441303001", PROJECTS);
        double lines = meters.counter(CatchingUp.LINES).count();

        PileUp.of(meters, oddities::publish);

        assertThat(meters.counter(CatchingUp.LINES).count() - lines).isGreaterThan(PROJECTS);
        long letters = ReadModel.letters();
        JsonNode compared = Rebuilds.awaitCompared(Rebuilds.start());
        assertThat(compared.at("/comparison/differing").asInt())
                .as(compared.toString())
                .isZero();
        assertThat(ReadModel.letters()).isEqualTo(letters);
    }

    @Test
    void whatTheTableRefusesIsLeftToBatchesThatRejectIt() throws SQLException {
        Oddities oddities = new Oddities("441303002", PROJECTS);
        String refused = oddities.project(1).code();
        try {
            ReadModel.execute(
                    "alter table project_line add constraint is_not_refused check (project_code <> '" + refused + "')");

            PileUp.of(meters, oddities::publish);

            assertThat(ReadModel.texts("select project_code from project_line where department_code = '"
                            + oddities.department() + "' and project_code <= '"
                            + oddities.project(3).code() + "' order by 1"))
                    .containsExactly(
                            oddities.project(2).code(), oddities.project(3).code());
            assertThat(ReadModel.texts("select distinct code from rejected_event where convert_from(key, 'UTF8') = '"
                            + refused + "'"))
                    .containsExactly("INTERNAL");
        } finally {
            Rebuilds.replaceLive();
        }
    }

    @Test
    void aReaderReadsThePartitionThatItHasJustReadOnceMore() {
        new Oddities("441303003", PROJECTS).publish();
        Topics.awaitApplied();
        Map<TopicPartition, Reach> reaches = topicEnds.of(sources.bulk().topics());
        reaches.keySet().removeIf(partition -> partition.partition() != 0);
        try (Bulk.Backlog backlog = sources.bulk().backlog()) {
            Map<TopicPartition, Long> first = backlog.read(reaches).next();

            Map<TopicPartition, Long> again = backlog.read(reaches).next();

            assertThat(again).isEqualTo(first);
            reaches.forEach((partition, reach) -> assertThat(again).containsEntry(partition, reach.end()));
        }
    }
}
