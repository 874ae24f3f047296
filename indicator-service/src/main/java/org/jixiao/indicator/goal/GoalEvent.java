package org.jixiao.indicator.goal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.outbox.OutboxMessage;

/** Tells the world of a version: the goal's full state. */
record GoalEvent(LedgerEntry entry, JsonNode data, OutboxMessage message) {

    static final String TOPIC = "indicator.goals.v1";
    private static final String TYPE = "org.jixiao.indicator.goal.changed.v1";
    private static final String SCHEMA = "urn:jixiao:schema:indicator.goal.changed:1.0";
    private static final String SOURCE = "urn:jixiao:service:indicator-service";

    static GoalEvent of(LedgerEntry entry, long epoch) {
        Goal goal = entry.goal();
        JsonNode data = PublishedGoal.of(goal).json();
        OutboxMessage message = message(
                goal.projectCode(),
                goal.version(),
                entry.recordedAt(),
                entry.cause(),
                data,
                epoch,
                entry.traceparent());
        return new GoalEvent(entry, data, message);
    }

    /** @param data the goal as it is published */
    static OutboxMessage message(
            String projectCode,
            long version,
            Instant recordedAt,
            String cause,
            JsonNode data,
            long epoch,
            String traceparent) {
        return new CloudEvent(
                        CloudEvent.newId(recordedAt),
                        SOURCE,
                        TYPE,
                        "project/" + projectCode,
                        recordedAt.atOffset(ZoneOffset.UTC),
                        SCHEMA,
                        version,
                        epoch,
                        projectCode,
                        cause,
                        false,
                        data,
                        traceparent)
                .toMessage(TOPIC);
    }
}
