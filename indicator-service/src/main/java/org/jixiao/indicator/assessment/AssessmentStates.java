package org.jixiao.indicator.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jixiao.platform.outbox.OutboxMessage;
import org.jixiao.platform.restating.StateSource;

/** The assessments, for being published under another epoch. */
@ApplicationScoped
class AssessmentStates implements StateSource {

    /** Of one that is changed meanwhile the history has another version, and it drops out. */
    private static final String STATES = """
            select project_code, version, history.assessment as told, history.recorded_at, recorded_by, cause
              from assessment join assessment_history as history using (project_code, version)
             where project_code = any (?) order by project_code for update of assessment
            """;

    @Override
    public String name() {
        return AssessmentEntry.TOPIC;
    }

    @Override
    public String keys() {
        return "select project_code from assessment where project_code > ? order by project_code limit ?";
    }

    @Override
    public String states() {
        return STATES;
    }

    @Override
    public OutboxMessage message(ResultSet row, long epoch) throws SQLException {
        JsonNode told = JsonNodeFactory.instance.rawValueNode(new RawValue(row.getString("told")));
        Instant recordedAt = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
        Assessment assessment = PublishedAssessment.read(row.getString("told"), row.getLong("version"));
        return new AssessmentEntry(assessment, recordedAt, row.getString("recorded_by"), row.getString("cause"), null)
                .message(told, epoch);
    }
}
