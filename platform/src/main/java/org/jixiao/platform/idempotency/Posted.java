package org.jixiao.platform.idempotency;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.UriInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;

/**
 * A POST as it came.
 *
 * @param caller who sent it; the keys of two callers have nothing to do with each other
 * @param address the path that it was sent to
 * @param key of the header {@code Idempotency-Key}; null without it
 * @param body is compared byte for byte; not to be changed
 */
public record Posted(String caller, String address, String key, byte[] body) {

    /** The header's name. */
    public static final String KEY = "Idempotency-Key";

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** @throws Problem INVALID_PARAMETER for a key that is not 1 to 200 visible ASCII characters */
    public Posted {
        if (key != null && !VISIBLE.matcher(key).matches()) {
            throw new Problem(
                    ProblemCode.INVALID_PARAMETER,
                    Text.of("%s 须是 1 到 200 个可见的 ASCII 字符", "%s must be 1 to 200 visible ASCII characters", KEY));
        }
    }

    /** A request of a caller who is known. */
    public static Posted by(SecurityIdentity caller, UriInfo uri, Header header, byte[] body) {
        return new Posted(caller.getPrincipal().getName(), uri.getPath(), header.key, body);
    }

    /** The header as a resource takes it. */
    public static final class Header {

        @HeaderParam(KEY)
        @Parameter(
                description =
                        "同一键与同一请求体只做一次，回答与首次相同；与另一请求体为 422"
                                + " / the same key and body is done once and answered as the first time, with another body it is 422",
                schema = @Schema(type = SchemaType.STRING, maxLength = 200))
        String key;
    }

    byte[] bodySha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body == null ? new byte[0] : body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
