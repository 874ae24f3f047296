package org.jixiao.reporting.goaltable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.KeptAnswers;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Representation;
import org.jixiao.reporting.funding.MoneyUnit;

/** Tables as JSON and HTML. They are kept as long as no event touches them. */
@ApplicationScoped
class ShownTables {

    private final GoalTables tables;
    private final TableVersions versions;
    private final KeptAnswers answers;
    private final ObjectMapper json;

    ShownTables(GoalTables tables, TableVersions versions, KeptAnswers answers, ObjectMapper json) {
        this.tables = tables;
        this.versions = versions;
        this.answers = answers;
        this.json = json;
    }

    /** One table in one format and language, of which there are two however many a caller reads. */
    private record Asked(int year, String departmentCode, Format format, String language) {}

    /** The table; empty when the department has neither a project nor a waiting goal in that year. */
    Optional<Representation> find(int year, String departmentCode, Format format, Language language) {
        Asked asked = new Asked(year, departmentCode, format, language.tag());
        return answers.find(asked, new KeptAnswers.Source() {
            @Override
            public String version(Connection connection) throws SQLException {
                return versions.read(connection, year, departmentCode);
            }

            @Override
            public Optional<Representation> make(Connection connection) throws SQLException {
                return tables.find(connection, year, departmentCode, language)
                        .map(table -> new Representation(format.type(), content(table, format, language)));
            }
        });
    }

    private byte[] content(GoalTable table, Format format, Language language) {
        return switch (format) {
            case JSON -> json(table);
            case HTML ->
                new TableDocument(table, MoneyUnit.TEN_THOUSAND_YUAN, language)
                        .render()
                        .getBytes(StandardCharsets.UTF_8);
            case XLSX, PDF, CSV -> throw new IllegalArgumentException(format + " is a file");
        };
    }

    private byte[] json(GoalTable table) {
        try {
            return json.writeValueAsBytes(table);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
