package org.jixiao.platform.inbox;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** The trace that an HTTP request belongs to, for the events that it causes. */
@ApplicationScoped
public class RequestTrace {

    private final CurrentVertxRequest request;

    RequestTrace(CurrentVertxRequest request) {
        this.request = request;
    }

    /** The request's {@code traceparent}; null without one, or when it is not well-formed. */
    public String traceparent() {
        return request.getCurrent() == null
                ? null
                : Trace.wellFormed(request.getCurrent().request().getHeader(Trace.HEADER));
    }
}
