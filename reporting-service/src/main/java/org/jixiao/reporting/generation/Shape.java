package org.jixiao.reporting.generation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The tables that this version of the service writes and reads.
 *
 * @param sql makes them in the schema that the search path begins with
 * @param hash SHA-256 of that: two generations of one hash have the same tables
 */
record Shape(String sql, String hash) {

    /** That of the file {@code read-model.sql}. */
    static final Shape CURRENT = current();

    private static Shape current() {
        try (InputStream file = Shape.class.getResourceAsStream("/read-model.sql")) {
            byte[] sql = file.readAllBytes();
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(sql));
            return new Shape(new String(sql, StandardCharsets.UTF_8), hash);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
