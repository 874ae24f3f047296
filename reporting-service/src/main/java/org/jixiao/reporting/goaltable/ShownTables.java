package org.jixiao.reporting.goaltable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.KeptAnswers;
import org.jixiao.reporting.answer.Language;

/** Tables in every format. They are kept as long as no event touches them. */
@ApplicationScoped
class ShownTables {

    private final GoalTables tables;
    private final TableVersions versions;
    private final TableFormats formats;
    private final KeptAnswers answers;

    ShownTables(GoalTables tables, TableVersions versions, TableFormats formats, KeptAnswers answers) {
        this.tables = tables;
        this.versions = versions;
        this.formats = formats;
        this.answers = answers;
    }

    /** One table in one format and language, of which there are two however many a caller reads. */
    private record Asked(int year, String departmentCode, Format format, String language) {}

    /** The answer to a request; empty when the department has neither a project nor a waiting goal in that year. */
    Optional<Response> answer(int year, String departmentCode, Format format, Language asked, Request request) {
        Language language = TableFormats.language(format, asked);
        return answers.answer(
                new Asked(year, departmentCode, format, language.tag()),
                new KeptAnswers.Source() {
                    @Override
                    public String version(Connection connection) throws SQLException {
                        return versions.read(connection, year, departmentCode);
                    }

                    @Override
                    public Optional<KeptAnswers.Making> read(Connection connection) throws SQLException {
                        return tables.spool(connection, year, departmentCode, language)
                                .map(table -> formats.making(table, format, language));
                    }
                },
                request);
    }
}
