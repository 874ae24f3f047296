package org.jixiao.indicator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.YuexiuTable;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.Test;

/** The table of 越秀区司法局 comes in as its sending system would send it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class YuexiuGoalsTest {

    @Test
    void thirteen_goals_with_forty_two_indicators_come_in_and_go_out_as_printed() {
        Caller.register(ReportedGoal.SENDER, "440104");
        try (var topics = TopicProbe.watching(
                StackResource.bootstrapServers(), ReportedGoal.RESULTS, ReportedGoal.GOALS)) {
            Map<String, YuexiuTable.Project> table = YuexiuTable.projects().stream()
                    .collect(Collectors.toMap(YuexiuTable.Project::code, project -> project));

            table.values().forEach(project -> topics.send(
                    ReportedGoal.TOPIC,
                    project.code().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    GoalJson.bytes(ReportedGoal.event(GoalJson.goal(project), 1))));

            List<JsonNode> receipts = documents(topics.await(13, from(ReportedGoal.RESULTS, table)));
            List<JsonNode> published = documents(topics.await(13, from(ReportedGoal.GOALS, table)));
            assertThat(receipts).hasSize(13).allSatisfy(receipt -> assertThat(
                            receipt.at("/data/outcome").asText())
                    .as("%s", receipt)
                    .isEqualTo("ACCEPTED"));
            assertThat(published).hasSize(13).allSatisfy(event -> assertThat(
                            bare(event.at("/data/indicatorsText").asText()))
                    .isEqualTo(bare(table.get(event.get("partitionkey").asText()).cell())));
            assertThat(published.stream().mapToInt(event -> event.at("/data/indicators").size()).sum())
                    .isEqualTo(42);
        }
    }

    private static java.util.function.Predicate<ConsumerRecord<byte[], byte[]>> from(
            String topic, Map<String, ?> keys) {
        return record -> record.topic().equals(topic) && keys.containsKey(new String(record.key()));
    }

    private static List<JsonNode> documents(List<ConsumerRecord<byte[], byte[]>> records) {
        List<JsonNode> documents = new ArrayList<>();
        records.forEach(record -> documents.add(GoalJson.parse(record.value())));
        return documents;
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }
}
