package org.jixiao.reporting.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jixiao.platform.problem.Asked;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Problem;
import org.jixiao.reporting.answer.CanonicalJson;
import org.jixiao.reporting.answer.Snapshots;
import org.jixiao.reporting.difference.TableDifferences;
import org.jixiao.reporting.goaltable.GoalTable;

/** Publications as their readers see them. */
@ApplicationScoped
class PublicationReading {

    private final Publications publications;
    private final Published published;
    private final Publishing publishing;
    private final Snapshots snapshots;
    private final ObjectMapper json;

    PublicationReading(
            Publications publications,
            Published published,
            Publishing publishing,
            Snapshots snapshots,
            ObjectMapper json) {
        this.publications = publications;
        this.published = published;
        this.publishing = publishing;
        this.snapshots = snapshots;
        this.json = json;
    }

    /** A publication with all that is answered of it. */
    record Seen(long version, PublicationView view) {}

    /** The newest first, by their ids. */
    Page<Map.Entry<Long, Summary>> page(Filter filter, Reader reader, Page.Request request) {
        long before = Asked.after(request, Long.MAX_VALUE);
        return snapshots.read(connection -> Page.of(
                new ArrayList<>(publications
                        .page(connection, filter, reader, before, request.limit())
                        .entrySet()),
                request,
                each -> each.getKey().toString()));
    }

    /** @throws Problem NOT_FOUND when there is none that the reader may see */
    Seen find(String number, Reader reader) {
        return snapshots
                .read(connection -> find(connection, number))
                .filter(seen -> reader.maySee(seen.view().state(), seen.view().departmentCode()))
                .orElseThrow(Problem::notFound);
    }

    Optional<Seen> find(Connection connection, String number) throws SQLException {
        Optional<Kept> kept = publications.find(connection, number);
        return kept.isEmpty() ? Optional.empty() : Optional.of(seen(connection, kept.get()));
    }

    Optional<Kept> kept(Connection connection, String number) throws SQLException {
        return publications.find(connection, number);
    }

    /** @throws Problem NOT_FOUND when there is none that the reader may see */
    Kept visible(String number, Reader reader) {
        return snapshots
                .read(connection -> publications.find(connection, number))
                .filter(kept ->
                        reader.maySee(kept.summary().state(), kept.summary().departmentCode()))
                .orElseThrow(Problem::notFound);
    }

    /** What differs in the table as it stands; all of the publication when there is no table any more. */
    Differences sinceThen(Kept before) {
        Optional<GoalTable> now = publishing.current(
                before.summary().fiscalYear(), before.summary().departmentCode());
        if (now.isEmpty()) {
            return differences(before, new Differences.Side(null, null, null), JsonNodeFactory.instance.objectNode());
        }
        CanonicalJson canonical = CanonicalJson.of(now.get(), json);
        Differences.Side side =
                new Differences.Side(null, canonical.sha256(), now.get().asOf());
        return differences(before, side, published.tree(canonical.bytes()));
    }

    Differences between(Kept before, Kept after) {
        return differences(before, Differences.Side.of(after), published.tree(after.content()));
    }

    private Differences differences(Kept before, Differences.Side side, JsonNode after) {
        TableDifferences differences = TableDifferences.between(published.tree(before.content()), after);
        List<Waiver> waivers = snapshots.read(connection -> publications.waivers(connection, before.number()));
        return new Differences(
                Differences.Side.of(before),
                side,
                differences.isEmpty(),
                differences.fields(),
                differences.projects(),
                waivers);
    }

    private Seen seen(Connection connection, Kept kept) throws SQLException {
        return new Seen(
                kept.version(),
                PublicationView.of(
                        kept.summary(),
                        published.findings(kept),
                        publications.waivers(connection, kept.number()),
                        publications.steps(connection, kept.number())));
    }
}
