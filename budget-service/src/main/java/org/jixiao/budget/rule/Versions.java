package org.jixiao.budget.rule;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;

/** What versions mean in HTTP: the ETag of an answer and the condition of a write. */
public final class Versions {

    private Versions() {}

    /**
     * Holds a write against what is there.
     *
     * @param current the present version, null when there is nothing (that the caller may see)
     * @throws Problem PRECONDITION_FAILED when it has changed or is there already, NOT_FOUND when it is not there
     */
    public static void require(Precondition precondition, Long current) {
        switch (precondition) {
            case Precondition.Absent() -> {
                if (current != null) {
                    throw Precondition.stale();
                }
            }
            case Precondition.Seen(long seen) -> {
                if (current == null) {
                    throw Problem.notFound();
                }
                if (current != seen) {
                    throw Precondition.stale();
                }
            }
        }
    }

    /** The answer to a read: 200 with the view and its ETag, or 304 when the caller has that version. */
    public static Response answer(Request request, long version, Object view) {
        EntityTag tag = tag(version);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged != null ? unchanged : Response.ok(view)).tag(tag).build();
    }

    /** The answer to a write: 201 for the first version, 200 for a later one; the location is the request's own. */
    public static Response written(Precondition precondition, long version, Object view, URI location) {
        Response.ResponseBuilder answer =
                switch (precondition) {
                    case Precondition.Absent() -> Response.created(location).entity(view);
                    case Precondition.Seen seen -> Response.ok(view);
                };
        return answer.tag(tag(version)).build();
    }

    private static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }
}
