package org.jixiao.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** W3C trace context as it travels with records: told on when it is well-formed, ignored when it is not. */
final class Trace {

    /** The name of the header, and of the attribute in an envelope. */
    static final String HEADER = "traceparent";

    private static final int LENGTH = 55;
    private static final Pattern WELL_FORMED =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Trace() {}

    /** The trace in the record's header; null without one, or when it is not well-formed. */
    static String of(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(HEADER);
        byte[] value = header == null ? null : header.value();
        return value == null || value.length != LENGTH
                ? null
                : wellFormed(new String(value, StandardCharsets.ISO_8859_1));
    }

    /** The same text, or null when it is not well-formed. */
    static String wellFormed(String traceparent) {
        return traceparent != null && WELL_FORMED.matcher(traceparent).matches() ? traceparent : null;
    }
}
