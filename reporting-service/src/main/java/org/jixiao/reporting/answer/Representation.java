package org.jixiao.reporting.answer;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * An answer in one of its formats. Equal bytes have equal tags, on every replica and after a rebuild.
 *
 * @param content the answer holds it
 * @param headers beside those that every answer has
 */
public record Representation(MediaType type, Content content, EntityTag tag, Map<String, String> headers) {

    private static final int TAG_BYTES = 16;

    /** Writes the bytes of an answer and leaves the stream open. */
    public interface Writing {
        void writeTo(OutputStream out) throws IOException;
    }

    /** With a strong tag from the bytes. */
    public static Representation of(MediaType type, byte[] content) {
        MessageDigest digest = CanonicalJson.digest();
        digest.update(content);
        return new Representation(type, new Content.InMemory(content), tag(digest), Map.of());
    }

    /** The same for an answer of any size, which is written first and then told by. */
    public static Representation of(MediaType type, Writing writing) throws IOException {
        MessageDigest digest = CanonicalJson.digest();
        try (Spool spool = new Spool()) {
            writing.writeTo(new DigestOutputStream(spool, digest));
            return new Representation(type, spool.content(), tag(digest), Map.of());
        }
    }

    /** The same with these headers. */
    public Representation with(Map<String, String> more) {
        return new Representation(type, content, tag, more);
    }

    /** 200 with the answer, or 304 when {@code If-None-Match} names it. */
    public Response answer(Request request) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null ? unchanged : whole();
        headers.forEach(answer::header);
        return told(answer, tag);
    }

    /** 304 without an answer having been made, when {@code If-None-Match} names its tag; else null. */
    static Response unchanged(EntityTag tag, Request request) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged == null ? null : told(unchanged, tag);
    }

    private static Response told(Response.ResponseBuilder answer, EntityTag tag) {
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept, Accept-Language, Accept-Encoding")
                .build();
    }

    private Response.ResponseBuilder whole() {
        return switch (content) {
            case Content.InMemory(byte[] bytes) -> Response.ok(uncopied(bytes), type);
            case Content.OnDisk onDisk ->
                Response.ok(onDisk.open(), type).header(HttpHeaders.CONTENT_LENGTH, onDisk.size());
        };
    }

    /** An array would be copied on its way out once more. */
    private static Buffer uncopied(byte[] bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }

    private static EntityTag tag(MessageDigest digest) {
        return new EntityTag(HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), TAG_BYTES)));
    }
}
