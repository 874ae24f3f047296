package org.jixiao.platform.problem;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a write says about the state that it was made for: every write says one or the other. */
public sealed interface Precondition {

    /** {@code If-None-Match: *}: there is nothing yet. */
    record Absent() implements Precondition {}

    /** {@code If-Match: "3"}: version 3 is what the caller has seen. */
    record Seen(long version) implements Precondition {}

    /** The strong entity tag of a version, with its quotes: {@code "3"}. */
    static String etag(long version) {
        return '"' + Long.toString(version) + '"';
    }

    /**
     * Reads the precondition of a write.
     *
     * @throws Problem PRECONDITION_REQUIRED without one, PRECONDITION_FAILED for a tag that no version here has
     */
    static Precondition of(HttpHeaders headers) {
        String ifMatch = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (ifMatch != null) {
            Matcher tag = Tags.STRONG.matcher(ifMatch.trim());
            if (!tag.matches()) {
                throw stale();
            }
            return new Seen(Long.parseLong(tag.group(1)));
        }
        if ("*".equals(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
            return new Absent();
        }
        throw new Problem(
                ProblemCode.PRECONDITION_REQUIRED,
                Text.of(
                        "新建须带 If-None-Match: *，修改须带 If-Match 和所见版本的 ETag",
                        "Create with If-None-Match: *, change with If-Match and the ETag you have seen"));
    }

    /** The resource is not in the state that the caller has seen. */
    static Problem stale() {
        return new Problem(
                ProblemCode.PRECONDITION_FAILED, Text.of("请重新读取后再修改", "Read it again before you change it"), List.of());
    }

    /** Keeps the pattern out of the public face of the interface. */
    final class Tags {
        private static final Pattern STRONG = Pattern.compile("\"(\\d{1,18})\"");

        private Tags() {}
    }
}
