package org.jixiao.indicator.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Every version of every assessment. */
@ApplicationScoped
class AssessmentHistory {

    private static final String LIST = """
            select version, recorded_at, recorded_by, cause from assessment_history
             where project_code = ? and version < ? order by version desc limit ?
            """;
    private static final String ONE =
            "select assessment from assessment_history where project_code = ? and version = ?";

    /**
     * Who brought a version about.
     *
     * @param recordedBy the name in the caller's token; the URN of a sending system whose event has moved the goal
     * @param cause id of the request or event; the published event carries it as {@code causationid}
     */
    @Schema(name = "AssessmentVersion")
    record Version(@Schema(examples = "3") long version, Instant recordedAt, String recordedBy, String cause) {}

    /** The versions below one, the latest first. */
    List<Version> below(Connection connection, String projectCode, long version, int most) throws SQLException {
        List<Version> versions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, projectCode);
            select.setLong(2, version);
            select.setInt(3, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    versions.add(new Version(
                            row.getLong(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            row.getString(3),
                            row.getString(4)));
                }
            }
        }
        return versions;
    }

    /** What was published as this version. */
    Optional<Assessment> find(Connection connection, String projectCode, long version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setString(1, projectCode);
            select.setLong(2, version);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(PublishedAssessment.read(row.getString(1), version)) : Optional.empty();
            }
        }
    }
}
