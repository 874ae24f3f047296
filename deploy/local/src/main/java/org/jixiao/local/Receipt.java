package org.jixiao.local;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An owner's answer to one event.
 *
 * @param eventId the CloudEvents id of the event that is answered
 * @param topic   the result topic it came on
 * @param outcome {@code ACCEPTED}, {@code DUPLICATE}, {@code STALE} or {@code REJECTED}
 * @param data    the whole payload
 */
public record Receipt(String eventId, String topic, String outcome, JsonNode data) {}
