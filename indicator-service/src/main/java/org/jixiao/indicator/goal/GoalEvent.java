package org.jixiao.indicator.goal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.outbox.OutboxMessage;

/** Tells the world of a version: the goal's full state. */
record GoalEvent(LedgerEntry entry, JsonNode data, OutboxMessage message) {

    private static final String TOPIC = "indicator.goals.v1";
    private static final String TYPE = "org.jixiao.indicator.goal.changed.v1";
    private static final String SCHEMA = "urn:jixiao:schema:indicator.goal.changed:1.0";
    private static final String SOURCE = "urn:jixiao:service:indicator-service";

    static GoalEvent of(LedgerEntry entry, long epoch) {
        Goal goal = entry.goal();
        JsonNode data = PublishedGoal.of(goal).json();
        CloudEvent event = new CloudEvent(
                CloudEvent.newId(entry.recordedAt()),
                SOURCE,
                TYPE,
                "project/" + goal.projectCode(),
                entry.recordedAt().atOffset(ZoneOffset.UTC),
                SCHEMA,
                goal.version(),
                epoch,
                goal.projectCode(),
                entry.cause(),
                false,
                data,
                entry.traceparent());
        return new GoalEvent(entry, data, event.toMessage(TOPIC));
    }
}
