package org.jixiao.indicator.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Sender;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is on the topics, byte for byte, follows what is published about it. */
@ServiceTest
class PublishedEventsTest {

    private final String code = ProjectCodes.fresh();
    private Sender sender;

    @BeforeEach
    void connect() {
        sender = Sender.registered();
    }

    @AfterEach
    void disconnect() {
        sender.close();
    }

    @Test
    void every_kind_of_answer_follows_its_schema() {
        ObjectNode event = ReportedGoal.event(GoalJson.goal(code), 2);
        ObjectNode older = ReportedGoal.event(GoalJson.goal(code), 1);
        ObjectNode unknown =
                ReportedGoal.event(GoalJson.with(GoalJson.goal(code), "/indicators/0/typeCode", "\"99\""), 3);
        byte[] key = code.getBytes(UTF_8);
        try (var topics = TopicProbe.watching(StackResource.bootstrapServers(), ReportedGoal.RESULTS)) {
            for (ObjectNode each : List.of(event, event, older, unknown)) {
                topics.send(ReportedGoal.TOPIC, key, GoalJson.bytes(each));
            }
            topics.send(ReportedGoal.TOPIC, key, "{".getBytes(UTF_8));

            List<JsonNode> receipts =
                    topics
                            .await(5, record -> record.key() != null && code.equals(new String(record.key(), UTF_8)))
                            .stream()
                            .map(record -> GoalJson.parse(record.value()))
                            .toList();

            assertThat(receipts)
                    .allSatisfy(receipt -> assertThat(
                                    Contracts.schema("receipt-1.0").check(receipt))
                            .as("%s", receipt)
                            .isEmpty());
            assertThat(receipts)
                    .extracting(receipt -> receipt.at("/data/outcome").asText())
                    .containsExactly("ACCEPTED", "DUPLICATE", "STALE", "REJECTED", "REJECTED");
        }
    }

    @Test
    void every_kind_of_target_follows_the_schema_and_says_nothing_undeclared() {
        ObjectNode goal = GoalJson.goal(code);
        List<String> targets = List.of(
                "≥1,234.50件",
                "8-10次",
                "±3%以内",
                "2025年11月30日前",
                "11月底之前",
                "是",
                "按时",
                "—",
                "",
                "二100百分比",
                "约1左右",
                "100人左右");
        var indicators = goal.putArray("indicators");
        for (String target : targets) {
            indicators.add(GoalJson.indicator(indicators.size() + 1, "1", "11", "宣传数（场次）", target)
                    .put("weight", "7.5"));
        }

        sender.send(ReportedGoal.event(goal, 1));

        JsonNode published = sender.published(code, 1).getFirst();
        assertThat(Contracts.schema("indicator.goal.changed-1.0").check(published))
                .isEmpty();
        assertThat(declared()).containsAll(members(published, new TreeSet<>()));
        assertThat(published.at("/data/indicators").findValuesAsText("kind"))
                .contains("QUANTITY", "RANGE", "TOLERANCE", "DEADLINE", "BOOLEAN", "TEXT", "EMPTY");
    }

    @Test
    void a_withdrawn_goal_follows_the_schema() {
        ObjectNode withdrawn = GoalJson.goal(code).put("state", "WITHDRAWN").set("indicators", GoalJson.parse("[]"));

        sender.send(ReportedGoal.event(withdrawn, 1));

        assertThat(Contracts.schema("indicator.goal.changed-1.0")
                        .check(sender.published(code, 1).getFirst()))
                .isEmpty();
    }

    @Test
    void the_examples_tell_what_the_service_says() {
        ObjectNode goal = (ObjectNode)
                Contracts.example("indicator.goal.reported-1.0").get("data").deepCopy();
        goal.put("projectCode", code);

        sender.send(ReportedGoal.event(goal, 1));

        JsonNode said = sender.published(code, 1).getFirst().get("data");
        String example =
                Contracts.example("indicator.goal.changed-1.0").get("data").toString();
        assertThat(said.toString()).isEqualTo(example.replace("44010425T000000000001", code));
    }

    @ParameterizedTest
    @CsvSource({
        "goal, /api/v1/goals/",
        "target, /api/v1/targets/parse",
        "indicators-parse, /api/v1/indicators/parse",
        "indicators-parse-back, /api/v1/indicators/parse"
    })
    void the_bodies_in_the_examples_are_accepted(String example, String address) {
        var request = Caller.WRITER.creating(Contracts.example(example));

        var answer = example.equals("goal") ? request.put(address + code) : request.post(address);

        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
    }

    @Test
    void headers_repeat_what_is_filtered_by() {
        try (var topics = TopicProbe.watching(StackResource.bootstrapServers(), ReportedGoal.GOALS)) {
            sender.send(ReportedGoal.event(GoalJson.goal(code), 1));

            var record = topics.await(each -> code.equals(new String(each.key(), UTF_8)));

            JsonNode event = GoalJson.parse(record.value());
            assertThat(record.headers().lastHeader("ce_type").value())
                    .asString(UTF_8)
                    .isEqualTo(event.get("type").asText());
            assertThat(record.headers().lastHeader("ce_id").value())
                    .asString(UTF_8)
                    .isEqualTo(event.get("id").asText());
        }
    }

    /** The names of all members that the schema of the published event declares, wherever. */
    private static Set<String> declared() {
        Set<String> declared = new TreeSet<>();
        Contracts.json(Contracts.FOLDER.resolve("schemas/indicator.goal.changed-1.0.json"))
                .findValues("properties")
                .forEach(properties -> properties.fieldNames().forEachRemaining(declared::add));
        // findValues does not look below what it found
        for (String nested : List.of("goal", "indicator", "target")) {
            JsonNode properties = Contracts.json(Contracts.FOLDER.resolve("schemas/indicator.goal.changed-1.0.json"))
                    .at("/$defs/" + nested + "/properties");
            properties.fieldNames().forEachRemaining(declared::add);
            properties
                    .findValues("properties")
                    .forEach(inner -> inner.fieldNames().forEachRemaining(declared::add));
        }
        return declared;
    }

    private static Set<String> members(JsonNode node, Set<String> names) {
        node.properties().forEach(member -> {
            names.add(member.getKey());
            members(member.getValue(), names);
        });
        if (node.isArray()) {
            node.forEach(child -> members(child, names));
        }
        return names;
    }
}
