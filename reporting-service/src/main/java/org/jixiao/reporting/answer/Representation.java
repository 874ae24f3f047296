package org.jixiao.reporting.answer;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of an answer in one of its formats. Equal bytes have equal tags, on every replica and after a rebuild.
 *
 * @param tag strong, from the bytes
 */
public record Representation(MediaType type, byte[] content, EntityTag tag) {

    private static final int TAG_BYTES = 16;

    public Representation(MediaType type, byte[] content) {
        this(type, content, tagOf(content));
    }

    /** 200 with a strong ETag, or 304 when {@code If-None-Match} names it. */
    public Response answer(Request request) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null ? unchanged : Response.ok(content, type);
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept, Accept-Language, Accept-Encoding")
                .build();
    }

    private static EntityTag tagOf(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new EntityTag(HexFormat.of().formatHex(Arrays.copyOf(digest, TAG_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
