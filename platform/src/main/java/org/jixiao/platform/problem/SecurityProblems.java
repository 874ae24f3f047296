package org.jixiao.platform.problem;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers callers who are not known or not allowed. The library's own mappers do not fit this Quarkus. */
class SecurityProblems {

    /** The library's own stand at USER - 1; with the same number it is chance who answers. */
    private static final int BEFORE_THE_LIBRARY = Priorities.USER - 2;

    @ServerExceptionMapper(
            value = {UnauthorizedException.class, AuthenticationFailedException.class},
            priority = BEFORE_THE_LIBRARY)
    public Response unauthenticated(Exception refusal, UriInfo uri) {
        return Response.fromResponse(answer(ProblemCode.UNAUTHENTICATED, uri))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper(value = ForbiddenException.class, priority = BEFORE_THE_LIBRARY)
    public Response forbidden(ForbiddenException refusal, UriInfo uri) {
        return answer(ProblemCode.FORBIDDEN, uri);
    }

    private static Response answer(ProblemCode code, UriInfo uri) {
        Problem problem = new Problem(code, code.title());
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(problem, ProblemContext.of(problem, uri))
                .toResponse();
    }
}
