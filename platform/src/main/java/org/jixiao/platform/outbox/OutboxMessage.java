package org.jixiao.platform.outbox;

import java.util.Map;

/**
 * What is to be published.
 *
 * @param key the record key, by which order is kept; null only for a dead letter that came without one
 * @param epoch under which it is published; raised after a restore from a backup
 * @param version of the aggregate that the key names: each is published once in its epoch; null where there is none (receipts)
 * @param payload the bytes as they go on the wire; null only for a dead letter that came without a value
 * @param headers in UTF-8
 */
public record OutboxMessage(
        String topic, byte[] key, long epoch, Long version, byte[] payload, Map<String, String> headers) {

    /** What is no version of an aggregate. */
    public OutboxMessage(String topic, byte[] key, byte[] payload, Map<String, String> headers) {
        this(topic, key, 1, null, payload, headers);
    }
}
