package org.jixiao.reporting.answer;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A file for people to keep. It is made before the first byte leaves, so that neither its size nor the pace of its reader
 * costs memory, and a fault in between is still a problem and no torn file.
 *
 * @param asciiName what browsers of old call the file, without its ending
 * @param name what it is called, without its ending; signs that file systems refuse are replaced
 * @param sha256 of the canonical JSON of its content
 */
public record Download(Format format, String asciiName, String name, String sha256) {

    /** The SHA-256 of the canonical JSON of the content, in hexadecimal digits. */
    public static final String HASH_HEADER = "Jixiao-Content-SHA-256";

    /** Counts the changes of how files look, so that a tag does not outlive the looks. */
    private static final String LOOKS = "2";

    private static final String REFUSED_IN_NAMES = "[\\\\/:*?\"<>|\\p{Cntrl}]";
    private static final int TAG_DIGITS = 32;

    /** The file as an answer. */
    public Representation made(Representation.Writing writing) throws IOException {
        try (Spool spool = new Spool()) {
            writing.writeTo(spool);
            return new Representation(format.type(), spool.content(), tag(), headers());
        }
    }

    /** Weak for workbooks: the library writes the time of writing into them, and some lists in any order. */
    public EntityTag tag() {
        return new EntityTag(sha256.substring(0, TAG_DIGITS) + "-" + format.parameter() + LOOKS, format == Format.XLSX);
    }

    private Map<String, String> headers() {
        return Map.of(HASH_HEADER, sha256, HttpHeaders.CONTENT_DISPOSITION, disposition());
    }

    /** RFC 6266: the name in UTF-8, beside one in ASCII. */
    private String disposition() {
        String utf8 = URLEncoder.encode(
                        name.replaceAll(REFUSED_IN_NAMES, "_") + "." + format.parameter(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return "attachment; filename=\"%s.%s\"; filename*=UTF-8''%s".formatted(asciiName, format.parameter(), utf8);
    }
}
