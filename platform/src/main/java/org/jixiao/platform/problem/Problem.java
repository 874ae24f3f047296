package org.jixiao.platform.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;

/** An answer other than the one that was asked for, as {@code application/problem+json} (RFC 9457). */
public final class Problem extends HttpProblem {

    private static final long serialVersionUID = 1L;

    private final transient ProblemCode code;
    private final transient Text explanation;
    private final transient List<Violation> violations;

    public Problem(ProblemCode code, Text explanation, List<Violation> violations) {
        this(code, explanation, violations, null);
    }

    private Problem(ProblemCode code, Text explanation, List<Violation> violations, Duration retryAfter) {
        super(builder(code, retryAfter));
        this.code = code;
        this.explanation = explanation;
        this.violations = List.copyOf(violations);
    }

    public Problem(ProblemCode code, Text explanation) {
        this(code, explanation, List.of());
    }

    /** Nothing there, or nothing that this caller may know of: the two are told apart by nobody. */
    public static Problem notFound() {
        return new Problem(
                ProblemCode.NOT_FOUND, Text.of("没有这一资源，或不在您的权限范围内", "No such resource, or it is out of your scope"));
    }

    /** Something that the answer needs is away; the same request may succeed after this time. */
    public static Problem unavailable(Text explanation, Duration retryAfter) {
        return new Problem(ProblemCode.UNAVAILABLE, explanation, List.of(), retryAfter);
    }

    /** A query parameter or path segment that is not what it should be. */
    public static Problem parameter(String name, Text message) {
        return new Problem(
                ProblemCode.INVALID_PARAMETER,
                message,
                List.of(new Violation("?" + name, "INVALID_PARAMETER", message)));
    }

    private static HttpProblem.Builder builder(ProblemCode code, Duration retryAfter) {
        HttpProblem.Builder builder =
                HttpProblem.builder().withStatus(code.status()).withTitle(code.code());
        return retryAfter == null ? builder : builder.withHeader(HttpHeaders.RETRY_AFTER, retryAfter.toSeconds());
    }

    public ProblemCode code() {
        return code;
    }

    Text explanation() {
        return explanation;
    }

    public List<Violation> violations() {
        return violations;
    }
}
