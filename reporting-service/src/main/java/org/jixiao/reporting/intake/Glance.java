package org.jixiao.reporting.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.reporting.projection.Revision;

/** A look at the beginning of an event: which revision of its key it tells, without reading what it tells. */
final class Glance {

    private static final String EPOCH = "sourceepoch";
    private static final String VERSION = "aggregateversion";

    private Glance() {}

    /**
     * What {@link OwnersEvent#read} would find, if it found the event in order.
     *
     * @return null when that cannot be said before the data
     */
    static Revision at(byte[] event) {
        if (event == null) {
            return null;
        }
        try (JsonParser parser = JsonSchema.parser(event)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? revision(parser) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Before an object or an array both must have been told. A member that comes again makes the event unreadable. */
    private static Revision revision(JsonParser parser) throws IOException {
        long epoch = 0;
        long version = 0;
        while ((epoch == 0 || version == 0) && parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isStructStart()) {
                return null;
            }
            if (name.equals(EPOCH) || name.equals(VERSION)) {
                if (value != JsonToken.VALUE_NUMBER_INT
                        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    return null;
                }
                epoch = name.equals(EPOCH) ? parser.getLongValue() : epoch;
                version = name.equals(VERSION) ? parser.getLongValue() : version;
            }
        }
        return epoch == 0 || version == 0 ? null : new Revision(epoch, version);
    }
}
