package org.jixiao.platform.closing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.closing.Closing.Candidate;
import org.jixiao.platform.closing.Closing.Difference;
import org.jixiao.platform.closing.Closing.Differing;
import org.jixiao.platform.closing.Closing.ReadUpTo;
import org.jixiao.platform.closing.Closing.Reopening;

/** Every closing that there ever was. */
@ApplicationScoped
class Closings {

    private static final String KEEP = """
            insert into closing (closing_id, sender, fiscal_year, period, equal, closes_year, statement, found, differences,
                                 projects, candidates, read_up_to, as_of, closed_by)
            values (?, ?, ?, ?, ?, ?, ?::json, ?::json, ?::json, ?::json, ?::json, ?::json, ?, ?)
            """;
    private static final String CLOSE = "insert into closed_year (fiscal_year, sender, closing_id) values (?, ?, ?)";
    private static final String IS_CLOSED = "select from closed_year where fiscal_year = ? and sender = ?";
    private static final String ALL = """
            select * from closing left join closing_reopening using (closing_id)
            """;
    private static final String FIND = ALL + " where closing_id = ?";
    private static final String PAGE = ALL + """
             where (?::text is null or sender = ?) and (?::int is null or fiscal_year = ?)
               and (?::uuid is null or closing_id < ?)
             order by closing_id desc
             limit ?
            """;
    private static final String REOPEN = """
            with opened as (delete from closed_year where closing_id = ? returning closing_id)
            insert into closing_reopening (closing_id, reason, reopened_by, reopened_at) select closing_id, ?, ?, ? from opened
            """;

    private final ObjectMapper json;

    Closings(ObjectMapper json) {
        this.json = json;
    }

    /** A closing in a list, without what was compared. */
    @Schema(name = "ClosingSummary")
    record Summary(
            String closingId,
            String sender,
            int fiscalYear,
            @Schema(examples = "2025-06") String period,
            boolean equal,
            boolean closesYear,
            Instant asOf,
            String closedBy,
            @Schema(nullable = true) Reopening reopening) {}

    boolean isClosed(Connection connection, int fiscalYear, String sender) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IS_CLOSED)) {
            select.setInt(1, fiscalYear);
            select.setString(2, sender);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Keeps a closing, and closes the year when it says so. */
    void keep(Connection connection, Closing closing, JsonNode statement) throws SQLException {
        UUID id = UUID.fromString(closing.closingId());
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setObject(1, id);
            insert.setString(2, closing.sender());
            insert.setInt(3, closing.fiscalYear());
            insert.setString(4, closing.period());
            insert.setBoolean(5, closing.equal());
            insert.setBoolean(6, closing.closesYear());
            insert.setString(7, text(statement));
            insert.setString(8, text(closing.found()));
            insert.setString(9, text(closing.differences()));
            insert.setString(10, closing.projects() == null ? null : text(closing.projects()));
            insert.setString(11, text(closing.candidates()));
            insert.setString(12, text(closing.readUpTo()));
            insert.setObject(13, time(closing.asOf()));
            insert.setString(14, closing.closedBy());
            insert.executeUpdate();
        }
        if (closing.closesYear()) {
            try (PreparedStatement close = connection.prepareStatement(CLOSE)) {
                close.setInt(1, closing.fiscalYear());
                close.setString(2, closing.sender());
                close.setObject(3, id);
                close.executeUpdate();
            }
        }
    }

    /** Opens the year that this closing keeps closed; false when it keeps none closed. */
    boolean reopen(Connection connection, UUID id, Reopening reopening) throws SQLException {
        try (PreparedStatement reopen = connection.prepareStatement(REOPEN)) {
            reopen.setObject(1, id);
            reopen.setString(2, reopening.reason());
            reopen.setString(3, reopening.reopenedBy());
            reopen.setObject(4, time(reopening.reopenedAt()));
            return reopen.executeUpdate() == 1;
        }
    }

    Optional<Closing> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(closing(row)) : Optional.empty();
            }
        }
    }

    /** The newest first, before the given one, one more than the limit. */
    List<Summary> find(Connection connection, String sender, Integer fiscalYear, UUID before, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setString(1, sender);
            select.setString(2, sender);
            select.setObject(3, fiscalYear, java.sql.Types.INTEGER);
            select.setObject(4, fiscalYear, java.sql.Types.INTEGER);
            select.setObject(5, before);
            select.setObject(6, before);
            select.setInt(7, limit + 1);
            List<Summary> page = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    page.add(summary(row));
                }
            }
            return page;
        }
    }

    private static Summary summary(ResultSet row) throws SQLException {
        return new Summary(
                row.getString("closing_id"),
                row.getString("sender"),
                row.getInt("fiscal_year"),
                row.getString("period"),
                row.getBoolean("equal"),
                row.getBoolean("closes_year"),
                time(row, "as_of"),
                row.getString("closed_by"),
                reopening(row));
    }

    private Closing closing(ResultSet row) throws SQLException {
        Summary summary = summary(row);
        return new Closing(
                summary.closingId,
                summary.sender,
                summary.fiscalYear,
                summary.period,
                summary.equal,
                summary.closesYear,
                summary.asOf,
                summary.closedBy,
                summary.reopening,
                Comparison.figures(read(row, "statement", new TypeReference<JsonNode>() {})),
                read(row, "found", new TypeReference<>() {}),
                read(row, "differences", new TypeReference<List<Difference>>() {}),
                read(row, "projects", new TypeReference<List<Differing>>() {}),
                read(row, "candidates", new TypeReference<List<Candidate>>() {}),
                read(row, "read_up_to", new TypeReference<ReadUpTo>() {}));
    }

    private static Reopening reopening(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return reason == null ? null : new Reopening(reason, row.getString("reopened_by"), time(row, "reopened_at"));
    }

    private <T> T read(ResultSet row, String column, TypeReference<T> type) throws SQLException {
        String text = row.getString(column);
        try {
            return text == null ? null : json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written here", e);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records can be written", e);
        }
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
