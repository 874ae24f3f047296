package org.jixiao.indicator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.indicator.GoalJson.goal;
import static org.jixiao.indicator.GoalJson.with;
import static org.jixiao.indicator.ReportedGoal.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.Seeds;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.inbox.Subscription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Random histories of a few goals, by events in batches and over HTTP, against a model in memory. */
@ServiceTest
class HistoriesTest {

    private static final int HISTORIES = 20;
    private static final int STEPS = 60;

    @Inject
    @All
    List<Subscription> subscriptions;

    private Batches batches;

    @BeforeEach
    void register() {
        Caller.register(ReportedGoal.SENDER, "440104");
        batches = new Batches(subscriptions);
    }

    @Test
    void leave_what_the_model_says() {
        Seeds.holds(HISTORIES, random -> new History(random).play());
    }

    /** One history: what is sent, and what the model makes of it. */
    private final class History {

        private final Random random;
        private final List<String> codes =
                Stream.generate(ProjectCodes::fresh).limit(3).toList();
        private final GoalModel model = new GoalModel();
        private final List<ObjectNode> sent = new ArrayList<>();
        private final List<ConsumerRecord<byte[], byte[]>> pending = new ArrayList<>();

        private History(Random random) {
            this.random = random;
        }

        private void play() {
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(12) == 0) {
                    flush();
                    put(Seeds.oneOf(random, codes), step);
                } else {
                    report(step);
                }
                if (random.nextInt(6) == 0) {
                    flush();
                }
            }
            flush();
            codes.forEach(this::holds);
        }

        private void report(int step) {
            String code = Seeds.oneOf(random, codes);
            if (random.nextInt(15) == 0) {
                pending.add(Batches.record(code, "{".getBytes(StandardCharsets.UTF_8)));
                model.unreadable(code);
                return;
            }
            ObjectNode event = sent.isEmpty() || random.nextInt(4) > 0 ? fresh(code, step) : again(step);
            sent.add(event);
            pending.add(Batches.record(event.get("partitionkey").asText(), GoalJson.bytes(event)));
            model.reported(event);
        }

        private ObjectNode fresh(String code, int step) {
            ObjectNode goal = goal(code).put("statement", "第" + step + "步");
            if (random.nextInt(8) == 0) {
                goal = with(goal, "/indicators/0/typeCode", "\"99\"");
            }
            ObjectNode event = event(goal, 1 + random.nextInt(STEPS));
            if (random.nextInt(10) == 0) {
                event.put("sourceepoch", 2);
            }
            if (random.nextInt(8) == 0) {
                event.put("dryrun", true);
            }
            return event;
        }

        private ObjectNode again(int step) {
            ObjectNode before = Seeds.oneOf(random, sent);
            return random.nextBoolean() ? before : with(before, "/data/statement", "\"改" + step + "\"");
        }

        private void put(String code, int step) {
            long version = model.version(code);
            ObjectNode goal = goal(code).put("statement", "窗口" + step);
            int status = (version == 0 ? Caller.WRITER.creating(goal) : Caller.WRITER.changing(version, goal))
                    .put("/api/v1/goals/" + code)
                    .statusCode();
            assertThat(status).isEqualTo(version == 0 ? 201 : 200);
            model.put(code, goal);
        }

        private void flush() {
            if (pending.isEmpty()) {
                return;
            }
            if (random.nextInt(4) == 0) {
                batches.applyAndLose(pending);
            }
            batches.apply(pending);
            pending.clear();
        }

        private void holds(String code) {
            assertThat(outbox("indicator.result.yuexiu-finance.v1", code))
                    .extracting(receipt -> GoalModel.told(receipt.get("data")))
                    .isEqualTo(model.answers(code));
            List<JsonNode> published = outbox("indicator.goals.v1", code);
            assertThat(published)
                    .extracting(event -> event.get("aggregateversion").asLong())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, (int) model.version(code))
                            .mapToObj(Long::valueOf)
                            .toList());
            assertThat(published)
                    .extracting(event -> event.at("/data/statement").asText())
                    .isEqualTo(model.statements(code));
            assertThat(Rows.texts(
                            "select goal ->> 'statement' from goal_history where project_code = ? order by version",
                            code))
                    .isEqualTo(model.statements(code));
            assertThat(Rows.texts("select statement || version from goal where project_code = ?", code))
                    .isEqualTo(model.state(code));
        }

        private List<JsonNode> outbox(String topic, String code) {
            return Rows.texts(
                            "select convert_from(payload, 'UTF8') from outbox where topic = ? and key = ? order by id",
                            topic,
                            code.getBytes(StandardCharsets.UTF_8))
                    .stream()
                    .map(GoalJson::parse)
                    .toList();
        }
    }
}
