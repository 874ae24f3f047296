package org.jixiao.reporting.answer;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file for people to keep. It is rendered to disk before the first byte leaves, so that neither its size nor the pace
 * of its reader costs memory, and a fault in between is still a problem and no torn file.
 *
 * @param asciiName what browsers of old call the file, without its ending
 * @param name what it is called, without its ending; signs that file systems refuse are replaced
 * @param sha256 of the canonical JSON of its content
 */
public record Download(Format format, String asciiName, String name, String sha256) {

    /** The SHA-256 of the canonical JSON of the content, in hexadecimal digits. */
    public static final String HASH_HEADER = "Jixiao-Content-SHA-256";

    /** Counts the changes of how files look, so that a tag does not outlive the looks. */
    private static final String LOOKS = "1";

    private static final String REFUSED_IN_NAMES = "[\\\\/:*?\"<>|\\p{Cntrl}]";
    private static final int TAG_DIGITS = 32;

    /** Writes the file's content. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** 200 with the file, or 304 without rendering it when {@code If-None-Match} names it. */
    public Response answer(Request request, Content content) {
        EntityTag tag = tag();
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null ? unchanged : file(content);
        return answer.tag(tag)
                .header(HASH_HEADER, sha256)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept, Accept-Language, Accept-Encoding")
                .build();
    }

    /** Weak for workbooks: the library writes the time of writing into them, and some lists in any order. */
    private EntityTag tag() {
        return new EntityTag(sha256.substring(0, TAG_DIGITS) + "-" + format.parameter() + LOOKS, format == Format.XLSX);
    }

    private Response.ResponseBuilder file(Content content) {
        try {
            Path file = Files.createTempFile("jixiao-", "." + format.parameter());
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    content.writeTo(out);
                }
                long size = Files.size(file);
                return Response.ok(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE), format.type())
                        .header(HttpHeaders.CONTENT_LENGTH, size)
                        .header(HttpHeaders.CONTENT_DISPOSITION, disposition());
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 6266: the name in UTF-8, beside one in ASCII. */
    private String disposition() {
        String utf8 = URLEncoder.encode(
                        name.replaceAll(REFUSED_IN_NAMES, "_") + "." + format.parameter(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return "attachment; filename=\"%s.%s\"; filename*=UTF-8''%s".formatted(asciiName, format.parameter(), utf8);
    }
}
