package org.jixiao.reporting.projection;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jixiao.platform.money.Money;
import org.postgresql.util.ByteConverter;

/** Values in the binary form of COPY, one after the other: each its length, -1 for a blank, and its bytes. */
final class Fields {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    /** 2000-01-01, from which PostgreSQL counts microseconds. */
    private static final long EPOCH_SECOND = 946_684_800;

    private static final long MICROS = 1_000_000;

    private byte[] bytes;
    private int size;

    Fields(int expected) {
        bytes = new byte[expected];
    }

    /** Before the first row. */
    Fields header() {
        return done(SIGNATURE).int4(0).int4(0);
    }

    /** A row of so many fields follows. */
    Fields row(int fields) {
        return int2(fields);
    }

    /** After the last row. */
    Fields end() {
        return int2(-1);
    }

    Fields blank() {
        return int4(-1);
    }

    Fields text(String value) {
        return value == null ? blank() : value(value.getBytes(StandardCharsets.UTF_8));
    }

    Fields text(Utf8 value) {
        return value(value.bytes());
    }

    Fields integer(int value) {
        return int4(Integer.BYTES).int4(value);
    }

    Fields bigint(long value) {
        return int4(Long.BYTES).int8(value);
    }

    Fields bool(boolean value) {
        int4(1);
        require(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    Fields yuan(Money value) {
        return value == null ? blank() : value(ByteConverter.numeric(value.yuan()));
    }

    /** To the microsecond, by the rule by which PostgreSQL reads the same time as text. */
    Fields time(OffsetDateTime value) {
        if (value == null) {
            return blank();
        }
        long micros = (long) Math.rint(value.getNano() / 1e9 * MICROS);
        return bigint((value.toEpochSecond() - EPOCH_SECOND) * MICROS + micros);
    }

    /** Fields that were written elsewhere. */
    Fields done(byte[] fields) {
        require(fields.length);
        System.arraycopy(fields, 0, bytes, size, fields.length);
        size += fields.length;
        return this;
    }

    int size() {
        return size;
    }

    /** Of which the first {@link #size()} count. */
    byte[] bytes() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void clear() {
        size = 0;
    }

    private Fields value(byte[] value) {
        return int4(value.length).done(value);
    }

    private Fields int2(int value) {
        require(Short.BYTES);
        ByteConverter.int2(bytes, size, value);
        size += Short.BYTES;
        return this;
    }

    private Fields int4(int value) {
        require(Integer.BYTES);
        ByteConverter.int4(bytes, size, value);
        size += Integer.BYTES;
        return this;
    }

    private Fields int8(long value) {
        require(Long.BYTES);
        ByteConverter.int8(bytes, size, value);
        size += Long.BYTES;
        return this;
    }

    private void require(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
