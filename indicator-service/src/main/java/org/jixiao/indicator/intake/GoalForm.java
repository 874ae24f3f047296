package org.jixiao.indicator.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jixiao.indicator.frame.IndicatorFrames;
import org.jixiao.indicator.goal.Decision;
import org.jixiao.indicator.goal.StatedGoal;
import org.jixiao.indicator.goal.StatingGoal;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.EventForm;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.problem.JsonSchema;

/** Reported goals as far as they can be judged by themselves and a frame: what is recorded is not looked at. */
public final class GoalForm {

    /** The types of the events about goals, up to the last word. */
    static final String TYPE = "org.jixiao.indicator.goal";

    /** What is taken from sending systems. */
    static final Map<String, JsonSchema> TYPES =
            Map.of(TYPE + ".reported.v1", JsonSchema.ofResource("/contracts/schemas/indicator.goal.reported-1.0.json"));

    private GoalForm() {}

    /** Size, JSON, schema and names of the events. */
    public static EventForm ofEvents() {
        return new EventForm(TYPES, GoalForm::key);
    }

    /** The code by which the sender's authority is judged. */
    public static String scopeCode(JsonNode data) {
        return data.path("departmentCode").asText();
    }

    /**
     * The rules that an event keeps or breaks whatever was reported before.
     *
     * @param event one that {@link #ofEvents} has read
     * @param frames those that are in force
     */
    public static Outcome judge(CloudEvent event, IndicatorFrames frames) {
        StatedGoal stated = StatedGoal.read(event.partitionKey(), event.data());
        return switch (new StatingGoal(frames, Map.of()).decide(null, stated)) {
            case Decision.Recorded recorded ->
                new Outcome.Accepted(recorded.goal().version(), GoalReception.inEvent(recorded.doubts()));
            case Decision.Refused refused -> GoalReception.rejected(refused);
        };
    }

    static String key(JsonNode data) {
        return data.get("projectCode").asText();
    }
}
