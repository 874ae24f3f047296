package org.jixiao.indicator.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.outbox.OutboxMessage;

/**
 * A version of an assessment with its origin.
 *
 * @param recordedBy the name in the caller's token; the URN of a sending system whose event has moved the goal
 * @param cause id of the request or event that led to it
 * @param traceparent the trace that the cause belongs to; null for none
 */
record AssessmentEntry(Assessment assessment, Instant recordedAt, String recordedBy, String cause, String traceparent) {

    static final String TOPIC = "indicator.assessments.v1";
    private static final String TYPE = "org.jixiao.indicator.assessment.changed.v1";
    private static final String SCHEMA = "urn:jixiao:schema:indicator.assessment.changed:1.0";
    private static final String SOURCE = "urn:jixiao:service:indicator-service";

    /** Tells the world: the full state. */
    OutboxMessage message(JsonNode data, long epoch) {
        return new CloudEvent(
                        CloudEvent.newId(recordedAt),
                        SOURCE,
                        TYPE,
                        "project/" + assessment.projectCode(),
                        recordedAt.atOffset(ZoneOffset.UTC),
                        SCHEMA,
                        assessment.version(),
                        epoch,
                        assessment.projectCode(),
                        cause,
                        false,
                        data,
                        traceparent)
                .toMessage(TOPIC);
    }
}
