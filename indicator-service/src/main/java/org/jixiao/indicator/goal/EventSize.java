package org.jixiao.indicator.goal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How large a published state may be. */
public final class EventSize {

    private static final JsonMapper JSON = new JsonMapper();

    /** What topics carry, less room for the envelope. */
    private static final int MOST_BYTES = 255 * 1024;

    private EventSize() {}

    /** Whether an event with this data would be refused by its topic, and hold up what comes after it. */
    public static boolean isExceededBy(Object data) {
        try {
            return JSON.writeValueAsBytes(data).length > MOST_BYTES;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts were checked before", e);
        }
    }
}
