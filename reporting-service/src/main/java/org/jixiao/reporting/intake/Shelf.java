package org.jixiao.reporting.intake;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Records that are kept for a while, their values one behind the other in memory that is taken once: so many and such large
 * objects, none of which lives long, would keep the collector busy.
 */
final class Shelf {

    private final byte[] values;
    private int used;

    /** @param bytes for the values; a record that does not fit is not kept */
    Shelf(int bytes) {
        values = new byte[bytes];
    }

    /** Some of the records on it, those of one partition. */
    Board board() {
        return new Board();
    }

    /** Throws all records away; no board from before may be used any more. */
    void clear() {
        used = 0;
    }

    /** A record without its value, which is at a place on the shelf. */
    private record Kept(ConsumerRecord<byte[], byte[]> record, int at, int size) {}

    /** The records of one partition by their offsets. */
    final class Board {

        private final Map<Long, Kept> kept = new HashMap<>();

        /** Keeps a record if there is room for it. */
        void put(ConsumerRecord<byte[], byte[]> record) {
            byte[] value = record.value();
            if (value != null && value.length <= values.length - used) {
                lookAtHeaders(record);
                System.arraycopy(value, 0, values, used, value.length);
                kept.put(record.offset(), new Kept(with(record, null), used, value.length));
                used += value.length;
            }
        }

        /** Takes a record away, for good; null when it was not kept. */
        ConsumerRecord<byte[], byte[]> take(long offset) {
            Kept each = kept.remove(offset);
            if (each == null) {
                return null;
            }
            byte[] value = new byte[each.size];
            System.arraycopy(values, each.at, value, 0, each.size);
            return with(each.record, value);
        }

        /** Its place stays taken until the shelf is cleared. */
        void drop(long offset) {
            kept.remove(offset);
        }

        /** One that nobody has looked at holds on to all the bytes of its record. */
        private static void lookAtHeaders(ConsumerRecord<byte[], byte[]> record) {
            for (Header header : record.headers()) {
                header.key();
                header.value();
            }
        }

        private static ConsumerRecord<byte[], byte[]> with(ConsumerRecord<byte[], byte[]> record, byte[] value) {
            return new ConsumerRecord<>(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    record.timestampType(),
                    record.serializedKeySize(),
                    record.serializedValueSize(),
                    record.key(),
                    value,
                    record.headers(),
                    record.leaderEpoch());
        }
    }
}
