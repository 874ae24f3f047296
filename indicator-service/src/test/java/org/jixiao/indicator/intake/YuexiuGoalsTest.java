package org.jixiao.indicator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.indicator.YuexiuTable;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.Test;

/** The table of 越秀区司法局 comes in as its sending system would send it. */
@ServiceTest
class YuexiuGoalsTest {

    private static final JsonSchema CHANGED =
            JsonSchema.ofResource("/contracts/schemas/indicator.goal.changed-1.0.json");

    private final Map<String, YuexiuTable.Project> table =
            YuexiuTable.projects().stream().collect(Collectors.toMap(YuexiuTable.Project::code, project -> project));

    @Test
    void thirteen_goals_with_forty_two_indicators_come_in_and_go_out_as_printed() {
        Caller.register(ReportedGoal.SENDER, "440104");
        try (var topics =
                TopicProbe.watching(StackResource.bootstrapServers(), ReportedGoal.RESULTS, ReportedGoal.GOALS)) {

            table.values()
                    .forEach(project -> topics.send(
                            ReportedGoal.TOPIC,
                            project.code().getBytes(UTF_8),
                            GoalJson.bytes(ReportedGoal.event(GoalJson.goal(project), 1))));

            assertThat(ofTheTable(topics, ReportedGoal.RESULTS))
                    .hasSize(13)
                    .allSatisfy(
                            receipt -> assertThat(receipt.at("/data/outcome").asText())
                                    .as("%s", receipt)
                                    .isEqualTo("ACCEPTED"));
            List<JsonNode> published = ofTheTable(topics, ReportedGoal.GOALS);
            assertThat(published).hasSize(13).allSatisfy(this::isAsPrinted);
            assertThat(published.stream()
                            .mapToInt(event -> event.at("/data/indicators").size())
                            .sum())
                    .isEqualTo(42);
        }
    }

    private void isAsPrinted(JsonNode event) {
        assertThat(CHANGED.check(event)).isEmpty();
        assertThat(bare(event.at("/data/indicatorsText").asText()))
                .isEqualTo(bare(table.get(event.get("partitionkey").asText()).cell()));
    }

    private List<JsonNode> ofTheTable(TopicProbe topics, String topic) {
        return topics
                .await(
                        13,
                        record -> record.topic().equals(topic)
                                && record.key() != null
                                && table.containsKey(new String(record.key(), UTF_8)))
                .stream()
                .map(record -> GoalJson.parse(record.value()))
                .toList();
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }
}
