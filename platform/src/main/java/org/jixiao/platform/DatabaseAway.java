package org.jixiao.platform;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import org.jixiao.platform.inbox.Fault;
import org.jixiao.platform.problem.Problem;

/**
 * Answers 503 and not 500 when a request failed because the database is away or busy: the same request may succeed in a
 * moment. Worded, like every problem, afterwards.
 */
@ApplicationScoped
class DatabaseAway implements ProblemPostProcessor {

    /** Before the library's logger, which stands at 101, so that the log says what was answered. */
    private static final int BEFORE_IT_IS_LOGGED = 102;

    private static final int RETRY_AFTER_SECONDS = 5;

    @Override
    public int priority() {
        return BEFORE_IT_IS_LOGGED;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        boolean unexplained = problem.getStatusCode() == Status.INTERNAL_SERVER_ERROR.getStatusCode()
                && !(context.cause instanceof Problem);
        if (!unexplained || !Fault.passesSoon(context.cause)) {
            return problem;
        }
        return HttpProblem.builder(problem)
                .withTitle(Status.SERVICE_UNAVAILABLE.getReasonPhrase())
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
