package org.jixiao.platform.closing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jixiao.platform.closing.Closing.Candidate;
import org.jixiao.platform.closing.Closing.Cause;
import org.jixiao.platform.closing.Closing.Position;
import org.jixiao.platform.closing.Closing.ReadUpTo;

/** Reads what the books have of a sender's year. The sender's are the subjects of which it had an event applied. */
final class Holdings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HELD = """
            with held as (
              select book.*, reported.epoch as source_epoch, reported.version as source_version
                from inbox_version reported
                join (%s) book on book.project_code = split_part(reported.subject, '/', 2) collate "C"
               where reported.source = ? and book.fiscal_year = ?
            )
            """;
    private static final String FIGURES = """
            select (select %s from held where in_force), (select count(*) from held where not in_force)
            """;
    private static final String PROJECTS = """
            select project_code, source_epoch, source_version, in_force, %s from held
            """;

    /**
     * What was refused on the sender's topic after the book was last written, or has no book; and what it skipped. Of what
     * year a code without a book is, its two digits behind the region tell.
     */
    private static final String CANDIDATES = """
            with candidate as (
              select 'REJECTED' as cause, encode(key, 'escape') as project_code, code, max(attempted_at) as since
                from rejected_event where subscription = 'intake' and topic = ? and key is not null and state = 'OPEN'
               group by 2, 3
              union all
              select 'GAP', project_code, null, min(noticed_at)
                from gap where sender = ? and state = 'OPEN'
               group by 2
            )
            select candidate.project_code, candidate.cause, candidate.code, candidate.since
              from candidate left join (%s) book on book.project_code = candidate.project_code collate "C"
             where case when book.project_code is null
                        then candidate.project_code ~ ('^[0-9]{6}' || right(?::text, 2) || '[A-Z][0-9A-Z]{12}$')
                        else book.fiscal_year = ? and (cause = 'GAP' or candidate.since > book.recorded_at) end
             order by 1, 2, 3
            """;

    private static final String POSITIONS = """
            select topic, part, next_offset from inbox_offset where subscription = 'intake' and topic = ? order by part
            """;
    private static final String LAST =
            "select recorded_at from receipt where sender = ? order by receipt_id desc limit 1";
    private static final String KNOWN = """
            select exists (select from sender_region where sender = ?) or exists (select from inbox_version where source = ?)
            """;

    private final Connection connection;
    private final Books books;
    private final String sender;
    private final String topic;
    private final int fiscalYear;

    Holdings(Connection connection, Books books, String sender, String topic, int fiscalYear) {
        this.connection = connection;
        this.books = books;
        this.sender = sender;
        this.topic = topic;
        this.fiscalYear = fiscalYear;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Whether the sender is registered or has ever reported. */
    boolean isKnown() throws SQLException {
        return rows(KNOWN, row -> row.getBoolean(1), sender, source()).getFirst();
    }

    /** The figures of what counts, summed in one statement, and how many are withdrawn. */
    ObjectNode figures() throws SQLException {
        String sql = (HELD + FIGURES).formatted(books.rows(), books.totals());
        return rows(sql, Holdings::figures, source(), fiscalYear).getFirst();
    }

    /** Each of the sender's projects, by code. */
    Map<String, Comparison.Held> projects() throws SQLException {
        String sql = (HELD + PROJECTS).formatted(books.rows(), books.figures());
        Map<String, Comparison.Held> held = new HashMap<>();
        rows(sql, Holdings::held, source(), fiscalYear).forEach(each -> held.put(each.projectCode(), each));
        return held;
    }

    List<Candidate> candidates() throws SQLException {
        return rows(CANDIDATES.formatted(books.rows()), Holdings::candidate, topic, sender, fiscalYear, fiscalYear);
    }

    ReadUpTo readUpTo() throws SQLException {
        List<Instant> last = rows(LAST, row -> time(row, 1), sender);
        return new ReadUpTo(
                last.isEmpty() ? null : last.getFirst(),
                rows(POSITIONS, row -> new Position(row.getString(1), row.getInt(2), row.getLong(3)), topic));
    }

    private String source() {
        return "urn:jixiao:sender:" + sender;
    }

    private <T> List<T> rows(String sql, Row<T> reading, Object... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.read(row));
                }
            }
            return rows;
        }
    }

    private static ObjectNode figures(ResultSet row) throws SQLException {
        ObjectNode figures = (ObjectNode) json(row.getString(1));
        return figures.put("withdrawnCount", row.getLong(2));
    }

    private static Comparison.Held held(ResultSet row) throws SQLException {
        return new Comparison.Held(
                row.getString(1), row.getLong(2), row.getLong(3), row.getBoolean(4), json(row.getString(5)));
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(row.getString(1), Cause.valueOf(row.getString(2)), row.getString(3), time(row, 4));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database writes JSON", e);
        }
    }
}
