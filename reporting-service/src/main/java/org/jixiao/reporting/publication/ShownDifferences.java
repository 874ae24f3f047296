package org.jixiao.reporting.publication;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jixiao.platform.problem.Problem;
import org.jixiao.reporting.answer.Content;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.KeptAnswers;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Representation;
import org.jixiao.reporting.difference.ComparedTable;
import org.jixiao.reporting.difference.TableDifferences;
import org.jixiao.reporting.goaltable.GoalTables;
import org.jixiao.reporting.goaltable.SpooledTable;
import org.jixiao.reporting.goaltable.TableVersions;

/** What has become different since a publication. Two whole tables are compared, which is kept as long as neither changes. */
@ApplicationScoped
class ShownDifferences {

    private final Publications publications;
    private final GoalTables tables;
    private final TableVersions versions;
    private final KeptAnswers answers;
    private final ObjectMapper json;

    ShownDifferences(
            Publications publications,
            GoalTables tables,
            TableVersions versions,
            KeptAnswers answers,
            ObjectMapper json) {
        this.publications = publications;
        this.tables = tables;
        this.versions = versions;
        this.answers = answers;
        this.json = json;
    }

    private record Asked(String number, String against, boolean withReasons) {}

    /**
     * The answer to a request.
     *
     * @param after another publication of the table; null for the table as it stands
     * @param withReasons why errors were waived
     */
    Response answer(Kept before, Kept after, boolean withReasons, Request request) {
        return answers.answer(
                        new Asked(before.number(), after == null ? null : after.number(), withReasons),
                        new Source(before, after, withReasons),
                        request)
                .orElseThrow(Problem::notFound);
    }

    private final class Source implements KeptAnswers.Source {

        private final Kept before;
        private final Kept after;
        private final boolean withReasons;

        Source(Kept before, Kept after, boolean withReasons) {
            this.before = before;
            this.after = after;
            this.withReasons = withReasons;
        }

        /** What was published never changes, but a step may bring waivers. */
        @Override
        public String version(Connection connection) throws SQLException {
            Summary of = before.summary();
            String other =
                    after == null ? versions.read(connection, of.fiscalYear(), of.departmentCode()) : after.number();
            return before.version() + "/" + other;
        }

        @Override
        public Optional<KeptAnswers.Making> read(Connection connection) throws SQLException {
            List<Waived> waivers = publications.waivers(connection, before.number());
            Compared was = published(connection, before);
            try {
                Compared is = after == null ? now(connection, before.summary()) : published(connection, after);
                return Optional.of(new Comparison(was, is, waivers, withReasons, json));
            } catch (SQLException | RuntimeException e) {
                was.table.close();
                throw e;
            }
        }
    }

    private record Compared(Differences.Side side, ComparedTable table) {}

    /** Nothing of the database is held while two tables are compared. */
    private record Comparison(
            Compared before, Compared after, List<Waived> waivers, boolean withReasons, ObjectMapper json)
            implements KeptAnswers.Making {

        @Override
        public EntityTag tag() {
            return null;
        }

        @Override
        public Representation make() throws IOException {
            TableDifferences differences = TableDifferences.between(before.table, after.table);
            Differences answer = new Differences(
                    before.side,
                    after.side,
                    differences.isEmpty(),
                    differences.fields(),
                    differences.projects(),
                    withReasons
                            ? waivers
                            : waivers.stream().map(Waived::withoutReason).toList());
            return Representation.of(Format.JSON.type(), json.writeValueAsBytes(answer))
                    .with(Reader.headers(withReasons));
        }

        @Override
        public void close() {
            before.table.close();
            after.table.close();
        }
    }

    private static Compared published(Connection connection, Kept publication) {
        return new Compared(Differences.Side.of(publication), Published.compared(connection, publication.number()));
    }

    /** All of the publication is different when there is no table any more. */
    private Compared now(Connection connection, Summary of) throws SQLException {
        Optional<SpooledTable> table = tables.spool(connection, of.fiscalYear(), of.departmentCode(), Language.CHINESE);
        if (table.isEmpty()) {
            return new Compared(
                    new Differences.Side(null, null, null), ComparedTable.of(JsonNodeFactory.instance.objectNode()));
        }
        try (SpooledTable now = table.get();
                Content canonical = now.canonical()) {
            return new Compared(
                    new Differences.Side(null, now.sha256(), now.head().asOf()), Published.compared(canonical.open()));
        }
    }
}
