package org.jixiao.local;

/**
 * An event as a sending system puts it on the wire.
 *
 * @param topic the inbound topic of that sender and owner
 * @param key   the project code
 * @param id    the CloudEvents id, the same whenever it is sent again
 * @param type  the CloudEvents type
 * @param bytes the CloudEvent in structured mode, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent")
public record OutgoingEvent(String topic, String key, String id, String type, byte[] bytes) {}
