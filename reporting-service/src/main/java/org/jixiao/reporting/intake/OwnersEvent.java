package org.jixiao.reporting.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.reporting.intake.Unreadable.Code;
import org.jixiao.reporting.projection.Revision;

/**
 * An owner's event as far as it is used here.
 *
 * @param key the record's key, which the data must name again
 * @param recordedAt the envelope's {@code time}
 * @param data the members of the payload
 */
record OwnersEvent(String key, Revision revision, OffsetDateTime recordedAt, Members data) {

    static final Pattern PROJECT_CODE = Pattern.compile("[0-9]{8}[A-Z][0-9A-Z]{12}");
    static final Pattern DEPARTMENT_CODE = Pattern.compile("[0-9]{9}");
    static final Pattern UNIT_CODE = Pattern.compile("[0-9]{12}");
    static final Pattern REGION_CODE = Pattern.compile("[0-9]{6}");

    /** @throws Unreadable when this is not an event of that type about the record's key */
    static OwnersEvent read(ConsumerRecord<byte[], byte[]> record, String type) throws Unreadable {
        Members envelope = Members.of(document(record));
        if (!type.equals(envelope.text("type"))) {
            throw new Unreadable(Code.UNKNOWN_TYPE, "/type is not " + type);
        }
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (!key.equals(envelope.text("partitionkey"))) {
            throw envelope.wrong("partitionkey", "the key of the record");
        }
        Revision revision = new Revision(envelope.number("sourceepoch", 1, 1), envelope.number("aggregateversion", 1));
        return new OwnersEvent(key, revision, envelope.time("time"), envelope.object("data"));
    }

    /** The code under which the data is about the key of the record. */
    String ownKey(String name, Pattern pattern) throws Unreadable {
        String code = data.code(name, pattern);
        if (!code.equals(key)) {
            throw data.wrong(name, "the key of the record");
        }
        return code;
    }

    private static JsonNode document(ConsumerRecord<byte[], byte[]> record) throws Unreadable {
        try {
            return EventReader.read(record.value() == null ? new byte[0] : record.value());
        } catch (JsonProcessingException e) {
            throw new Unreadable(Code.MALFORMED, "not one JSON document in UTF-8");
        }
    }
}
