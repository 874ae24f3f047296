package org.jixiao.reporting.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** A text that is only handed on, as its bytes in UTF-8: to decode and encode it again would cost as much as reading it. */
public final class Utf8 {

    private final byte[] bytes;

    private Utf8(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes from {@code from} to before {@code to}, which must be valid UTF-8. */
    public static Utf8 of(byte[] bytes, int from, int to) {
        return new Utf8(Arrays.copyOfRange(bytes, from, to));
    }

    /** Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Utf8 text && Arrays.equals(bytes, text.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return new String(bytes, UTF_8);
    }
}
