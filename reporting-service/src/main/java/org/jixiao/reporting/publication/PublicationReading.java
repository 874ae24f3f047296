package org.jixiao.reporting.publication;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jixiao.platform.idempotency.Answer;
import org.jixiao.platform.problem.Asked;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Snapshots;

/** Publications as their readers see them. */
@ApplicationScoped
class PublicationReading {

    private final Publications publications;
    private final Published published;
    private final Snapshots snapshots;

    PublicationReading(Publications publications, Published published, Snapshots snapshots) {
        this.publications = publications;
        this.published = published;
        this.snapshots = snapshots;
    }

    /**
     * A publication with all that is answered of it.
     *
     * @param tag of the answer, without its quotes
     */
    record Seen(String tag, PublicationView view) {

        /** It is another answer, and the tag of no version that a step could take. */
        Seen withoutPersons() {
            return new Seen(tag + "-public", view.withoutPersons());
        }

        /** @param location null for none */
        Answer answer(Response.Status status, String location, ObjectMapper json) {
            return Answer.of(status.getStatusCode(), location, '"' + tag + '"', view, json);
        }
    }

    /** The newest first, by their ids. */
    Page<Map.Entry<Long, Summary>> page(Filter filter, Reader reader, Page.Request request) {
        long before = Asked.after(request, Long.MAX_VALUE);
        return snapshots.read(connection -> Page.of(
                publications.page(connection, filter, reader, before, request.limit()).entrySet().stream()
                        .map(each -> Map.entry(each.getKey(), seen(each.getValue(), reader)))
                        .toList(),
                request,
                each -> each.getKey().toString()));
    }

    /** @throws Problem NOT_FOUND when there is none that the reader may see */
    Seen find(String number, Reader reader) {
        Seen seen = snapshots.read(connection -> find(connection, number)).orElseThrow(Problem::notFound);
        requireVisible(seen.view().summary(), reader);
        return reader.knowsPersons(seen.view().summary().departmentCode()) ? seen : seen.withoutPersons();
    }

    /** As everybody sees it who takes a step. */
    Optional<Seen> find(Connection connection, String number) throws SQLException {
        Optional<Kept> kept = publications.find(connection, number);
        return kept.isEmpty() ? Optional.empty() : Optional.of(seen(connection, kept.get()));
    }

    Optional<Kept> kept(Connection connection, String number) throws SQLException {
        return publications.find(connection, number);
    }

    /** @throws Problem NOT_FOUND when there is none that the reader may see */
    Kept visible(String number, Reader reader) {
        Kept kept = snapshots
                .read(connection -> publications.find(connection, number))
                .orElseThrow(Problem::notFound);
        requireVisible(kept.summary(), reader);
        return kept;
    }

    /** Of one that was public once everybody may know that it was taken back; of a draft not even that there was one. */
    private static void requireVisible(Summary summary, Reader reader) {
        if (!reader.maySee(summary.state(), summary.departmentCode())) {
            throw summary.state() == State.REVERTED && summary.certifiedAt() != null
                    ? new Problem(
                            ProblemCode.NOT_FOUND,
                            Text.of("公开 %s 已撤回", "Publication %s was taken back", summary.number()))
                    : Problem.notFound();
        }
    }

    private static Summary seen(Summary summary, Reader reader) {
        return reader.knowsPersons(summary.departmentCode()) ? summary : summary.withoutPersons();
    }

    private Seen seen(Connection connection, Kept kept) throws SQLException {
        return new Seen(
                Long.toString(kept.version()),
                new PublicationView(
                        kept.summary(),
                        published.findings(connection, kept.number()),
                        publications.waivers(connection, kept.number()),
                        publications.steps(connection, kept.number())));
    }
}
