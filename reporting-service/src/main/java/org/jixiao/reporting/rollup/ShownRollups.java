package org.jixiao.reporting.rollup;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.KeptAnswers;
import org.jixiao.reporting.answer.Representation;

/** Rollups as JSON and as files. They are kept as long as no event touches them. */
@ApplicationScoped
class ShownRollups {

    private final Rollups rollups;
    private final RollupVersions versions;
    private final RollupFiles files;
    private final KeptAnswers answers;
    private final ObjectMapper json;
    private final Clock clock;

    ShownRollups(
            Rollups rollups,
            RollupVersions versions,
            RollupFiles files,
            KeptAnswers answers,
            ObjectMapper json,
            Clock clock) {
        this.rollups = rollups;
        this.versions = versions;
        this.files = files;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    /** @param month by which lamps judge; 0 where there are none */
    private record Asked(Question question, Format format, int month) {}

    /** The answer to a request; empty when nobody has told of the area and nothing is there in that year. */
    Optional<Response> answer(Question question, Format format, Request request) {
        int month = question.by() == By.MONEY_LAMP ? Lamp.month(question.year(), clock) : 0;
        return answers.answer(new Asked(question, format, month), new Source(question, format), request);
    }

    /** Where the departments of the area lie is a part of the version, and is not looked up again for the answer. */
    private final class Source implements KeptAnswers.Source {

        private final Question question;
        private final Format format;
        private Placement placement;

        Source(Question question, Format format) {
            this.question = question;
            this.format = format;
        }

        @Override
        public String version(Connection connection) throws SQLException {
            placement = Placement.of(connection, question.year(), question.area());
            return versions.read(connection, question, placement);
        }

        @Override
        public Optional<KeptAnswers.Making> read(Connection connection) throws SQLException {
            return rollups.find(connection, question, placement)
                    .map(rollup -> format == Format.JSON
                            ? KeptAnswers.making(() -> Representation.of(format.type(), json.writeValueAsBytes(rollup)))
                            : files.making(rollup, format));
        }
    }
}
