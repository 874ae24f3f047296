package org.jixiao.reporting.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * JSON in the one form that it has whoever writes it (RFC 8785, UTF-8): members sorted, no white space. Equal content has
 * equal bytes, and therefore an equal SHA-256.
 *
 * @param bytes are not to be changed
 */
public record CanonicalJson(byte[] bytes) {

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Of an answer as this mapper writes it. */
    public static CanonicalJson of(Object answer, ObjectMapper json) {
        try {
            return of(json.writeValueAsBytes(answer));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Of any other form of the same JSON, in UTF-8.
     *
     * @throws IllegalArgumentException for a number that is not the same as an IEEE double, which is how RFC 8785 reads
     *     them all; amounts are strings for that reason
     */
    public static CanonicalJson of(byte[] json) {
        try {
            requireExactNumbers(EXACT.readTree(json));
            return new CanonicalJson(new JsonCanonicalizer(new String(json, StandardCharsets.UTF_8)).getEncodedUTF8());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 64 lower-case hexadecimal digits. */
    public String sha256() {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** A new SHA-256. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void requireExactNumbers(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal stated = node.decimalValue();
            BigDecimal read = BigDecimal.valueOf(stated.doubleValue());
            if (stated.compareTo(read) != 0) {
                throw new IllegalArgumentException("a number that would not be kept: " + stated);
            }
        }
        node.forEach(CanonicalJson::requireExactNumbers);
    }
}
