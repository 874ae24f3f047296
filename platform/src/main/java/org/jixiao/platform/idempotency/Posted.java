package org.jixiao.platform.idempotency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
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

    byte[] bodySha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body == null ? new byte[0] : body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
